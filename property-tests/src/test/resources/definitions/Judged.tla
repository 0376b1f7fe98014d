------------------------------- MODULE Judged -------------------------------
(***************************************************************************)
(* The definitions of the specifications, said of one history h that is    *)
(* given as a record; nothing is defined here.  The name of an operator is *)
(* the module and the property that it stands for.                         *)
(*                                                                         *)
(*   h.node    the members           h.there   those that have not crashed *)
(*   h.sent    [p |-> how many]      h.dlv     [p |-> what p delivered]    *)
(*   h.direct  [m |-> what its origin had multicast and delivered before]  *)
(*   h.past    [m |-> that and the past of that: what happened before m]   *)
(*   h.groups  [g |-> its members]   h.plan    [p |-> what p multicast]    *)
(*   h.held    [q |-> what stands for the common sequence, for q: what q   *)
(*              holds in the end and what is not for q]                    *)
(*                                                                         *)
(* Of a history with views, whose numbers are 1..h.last:                   *)
(*   h.installed, h.next, h.sentIn, h.dlvIn: ViewCast's variables          *)
(***************************************************************************)
EXTENDS Naturals, Sequences

FC(h) == INSTANCE FifoCast WITH Node <- h.node, Quota <- h.sent, dlv <- h.dlv, sent <- h.sent

FifoCast_NoCreation(h) == FC(h)!NoCreation
FifoCast_NoDuplication(h) == FC(h)!NoDuplication
FifoCast_GapFree(h) == FC(h)!GapFree
FifoCast_FifoOrder(h) == FC(h)!FifoOrder
FifoCast_Converged(h) == FC(h)!Converged

CC(h) == INSTANCE CausalCast WITH Node <- h.node, Quota <- h.sent, dlv <- h.dlv, past <- h.direct

CausalCast_CausalOrder(h) == CC(h)!CausalOrder

\* What q delivered is looked at as the sequence.
TO(h, q) == INSTANCE TotalOrder WITH Node <- h.node, Origin <- h.node, Quota <- h.sent, sent <- h.sent,
                                     order <- h.dlv[q], done <- [p \in h.node |-> Len(h.dlv[p])]

TotalOrder_TotalOrder(h) == \A q \in h.node : TO(h, q)!PrefixOrdered(h.dlv)
TotalOrder_FifoTotal(h) == \A q \in h.node : TO(h, q)!FifoTotal
TotalOrder_NoDuplication(h) == \A q \in h.node : TO(h, q)!NoDuplication
TotalOrder_UniformAgreement(h) == \A q \in h.there : TO(h, q)!UniformAgreement

GC(h, q) == INSTANCE GroupCast WITH Node <- h.node, Group <- DOMAIN h.groups, Members <- h.groups, Plan <- h.plan,
                                    dlv <- h.dlv, past <- h.past, seq <- h.held[q]
Any(h) == CHOOSE q \in h.node : TRUE

GroupCast_NoCreation(h) == GC(h, Any(h))!NoCreation
GroupCast_NoDuplication(h) == GC(h, Any(h))!NoDuplication
GroupCast_GapFree(h) == GC(h, Any(h))!GapFree
GroupCast_FifoOrder(h) == GC(h, Any(h))!FifoOrder
GroupCast_CausalOrder(h) == GC(h, Any(h))!CausalOrder
GroupCast_TotalOrder(h) == GC(h, Any(h))!TotalOrder
GroupCast_PairsAgree(h) == GC(h, Any(h))!PairsAgree
GroupCast_Converged(h) == GC(h, Any(h))!Converged
GroupCast_UniformAgreement(h) == \A q \in h.there : GC(h, q)!UniformAgreement

\* The properties say nothing of views, at and cut, which are how the specification comes by them.
VC(h) == INSTANCE ViewCast WITH Node <- h.node, MaxView <- h.last, Quota <- 0, views <- <<>>, at <- <<>>, cut <- <<>>,
                                installed <- h.installed, next <- h.next, sentIn <- h.sentIn, dlvIn <- h.dlvIn

ViewCast_ViewSynchrony(h) == VC(h)!ViewSynchrony
ViewCast_SameViews(h) == VC(h)!SameViews
ViewCast_SelfDelivery(h) == VC(h)!SelfDelivery
=============================================================================
