----------------------------- MODULE GroupCast ------------------------------
(***************************************************************************)
(* WHAT multicast to groups promises.  A group is a name for a set of      *)
(* members; groups overlap as they like.  Every message has a sender, a    *)
(* group that the sender belongs to, and an order, and is for the members  *)
(* of its group alone.                                                     *)
(*                                                                         *)
(* The order of a message says what has to come before it wherever it is   *)
(* delivered; each order asks for what the one before it asks for:         *)
(*                                                                         *)
(*   fifo    all that its sender multicast before;                         *)
(*   causal  and all that its sender had delivered before, and the past of *)
(*           that;                                                         *)
(*   total   and no member delivers two such messages in an order that     *)
(*           contradicts what others have delivered.                       *)
(*                                                                         *)
(* All of this holds across groups: of what has to come before a message a *)
(* member waits for the part that is for itself, in whatever group.  The   *)
(* past has to be closed here.  In one group of all, whoever delivers each *)
(* message after what its sender had delivered, delivers it after the past *)
(* of that, too; among groups the message in between may have been for     *)
(* others.                                                                 *)
(*                                                                         *)
(* Total order needs one sequence for all groups, of which everybody       *)
(* delivers the part that is for itself.  One sequence for each group is   *)
(* not enough, and neither is that any two members agree about any two     *)
(* messages: three groups that overlap in pairs can go round in a circle   *)
(* (broken/GroupCastPairs).  The sequence is how this module comes to be   *)
(* orderly.  The property TotalOrder does not speak of it, only of what    *)
(* members have delivered, so that it can be judged from outside.          *)
(*                                                                         *)
(* With one group of all members this is FifoCast, CausalCast or           *)
(* TotalOrder, if all messages are of that order; three models check the   *)
(* refinement.  There, TotalOrder below comes to "of any two members, one  *)
(* has delivered a beginning of what the other has".                       *)
(*                                                                         *)
(* Nothing fails here.  A member that is restarted is another member, as   *)
(* in TotalOrder: it begins with nothing, and its messages are new ones.   *)
(* FIFO and causal order are not uniform: see FifoCast.                    *)
(***************************************************************************)
EXTENDS Vectors

CONSTANTS Node, Group,
          Members,       \* Members[g]: who belongs to group g
          Plan           \* Plan[p]: the group and the order of each message that p will multicast; it bounds the model

Order == {"fifo", "causal", "total"}

ASSUME Members \in [Group -> SUBSET Node]
ASSUME \A p \in Node : \A i \in DOMAIN Plan[p] :
         /\ Plan[p][i].order \in Order
         /\ p \in Members[Plan[p][i].group]

VARIABLES dlv,           \* dlv[p]: what p's application has been given, in order
          past,          \* past[m]: all that happened before m; its domain is what was multicast
          seq            \* the total-order messages, in the one order that they have

vars == <<dlv, past, seq>>

AllMsgs == UNION {{<<p, i>> : i \in DOMAIN Plan[p]} : p \in Node}
To(m) == Members[Plan[m[1]][m[2]].group]
OrderOf(m) == Plan[m[1]][m[2]].order
IsTotal(m) == OrderOf(m) = "total"

TypeOK ==
  /\ dlv \in [Node -> Seq(AllMsgs)]
  /\ DOMAIN past \subseteq AllMsgs
  /\ \A m \in DOMAIN past : past[m] \subseteq DOMAIN past
  /\ Range(seq) \subseteq DOMAIN past
-----------------------------------------------------------------------------
Sent == DOMAIN past
SentBy(p) == {m \in Sent : m[1] = p}

\* What a message of p would have as its past now: what p has multicast and delivered, and the past of that.
PastNow(p) == LET direct == SentBy(p) \cup Range(dlv[p])
              IN direct \cup UNION {past[x] : x \in direct}

\* What has to come before m, and is for p; b is the past of m.
Due(p, m, b) == {x \in b : p \in To(x) /\ (OrderOf(m) = "fifo" => x[1] = m[1])}

\* m is the next of the sequence that is for p.
InTurn(p, m) == \E i \in DOMAIN seq :
                  /\ seq[i] = m
                  /\ \A j \in 1..(i - 1) : p \in To(seq[j]) => seq[j] \in Range(dlv[p])

IsReady(p, m, b) ==
  /\ p \in To(m)
  /\ m \notin Range(dlv[p])
  /\ Due(p, m, b) \subseteq Range(dlv[p])

Init ==
  /\ dlv = [p \in Node |-> <<>>]
  /\ past = [m \in {} |-> {}]
  /\ seq = <<>>

\* A sender delivers its own message at once, but for those whose place in the sequence is not known yet.
Multicast(p) ==
  LET m == <<p, Cardinality(SentBy(p)) + 1>>
      b == PastNow(p)
  IN /\ m \in AllMsgs
     /\ past' = [x \in Sent \cup {m} |-> IF x = m THEN b ELSE past[x]]
     /\ IF IsTotal(m) THEN UNCHANGED dlv
                      ELSE /\ IsReady(p, m, b)
                           /\ dlv' = [dlv EXCEPT ![p] = Append(@, m)]
     /\ UNCHANGED seq

\* A total-order message gets its place, after those that happened before it.
Place(m) ==
  /\ m \in Sent
  /\ IsTotal(m)
  /\ m \notin Range(seq)
  /\ {x \in past[m] : IsTotal(x)} \subseteq Range(seq)
  /\ seq' = Append(seq, m)
  /\ UNCHANGED <<dlv, past>>

Deliver(p, m) ==
  /\ m \in Sent
  /\ IsReady(p, m, past[m])
  /\ IsTotal(m) => InTurn(p, m)
  /\ dlv' = [dlv EXCEPT ![p] = Append(@, m)]
  /\ UNCHANGED <<past, seq>>

Next == \/ \E p \in Node : Multicast(p)
        \/ \E m \in AllMsgs : Place(m)
        \/ \E p \in Node : \E m \in AllMsgs : Deliver(p, m)

Spec == Init /\ [][Next]_vars

Fairness == /\ \A m \in AllMsgs : WF_vars(Place(m))
            /\ \A p \in Node : WF_vars(\E m \in AllMsgs : Deliver(p, m))

FairSpec == Spec /\ Fairness
-----------------------------------------------------------------------------
\* Only what was multicast is delivered, and only by those whom it is for.
NoCreation == \A p \in Node : \A m \in Range(dlv[p]) : m \in Sent /\ p \in To(m)

\* No message is delivered twice to one application.
NoDuplication == \A p \in Node : Cardinality(Range(dlv[p])) = Len(dlv[p])

\* Whoever has a message has all earlier ones of its sender that are for itself, of its group and of others.
GapFree == \A p \in Node : \A m \in Range(dlv[p]) :
             \A k \in 1..(m[2] - 1) : p \in To(<<m[1], k>>) => <<m[1], k>> \in Range(dlv[p])

\* Messages of one sender are delivered in the order in which they were multicast, whatever their groups and orders.
FifoOrder == \A p \in Node : \A i, j \in DOMAIN dlv[p] :
               (dlv[p][i][1] = dlv[p][j][1] /\ i < j) => dlv[p][i][2] < dlv[p][j][2]

\* A causal or total-order message is delivered after all that happened before it and is for the same member.
CausalOrder == \A p \in Node : \A i \in DOMAIN dlv[p] :
                 OrderOf(dlv[p][i]) # "fifo" =>
                   {x \in past[dlv[p][i]] : p \in To(x)} \subseteq Range(Before(dlv[p], i))

\* p delivers m before x: it has done so, or has m only, and so can deliver x only later.
DeliversBefore(p, m, x) ==
  \E i \in DOMAIN dlv[p] : dlv[p][i] = m /\ x \notin Range(SubSeq(dlv[p], 1, i))

Placed == {m \in UNION {Range(dlv[p]) : p \in Node} : IsTotal(m)}

\* The members' orders of the total-order messages agree: together they make no circle, however many members it takes.
\* Said without paths: of any set of messages there is one before which no member delivers another of the set.
TotalOrder == \A S \in SUBSET Placed : S # {} =>
                \E x \in S : \A m \in S : \A p \in To(m) \cap To(x) : ~DeliversBefore(p, m, x)

\* It is not enough that no two messages are delivered in both orders.
PairsAgree == \A m, x \in Placed : \A p, q \in To(m) \cap To(x) :
                ~(DeliversBefore(p, m, x) /\ DeliversBefore(q, x, m))

\* A total-order message that anybody has delivered has its place, which is never taken from it.
UniformAgreement == Placed \subseteq Range(seq)

\* Every member has everything that is for it.
Converged == \A p \in Node : Range(dlv[p]) = {m \in Sent : p \in To(m)}

\* When faults cease and nothing more is multicast, every member has everything that is for it, and keeps it.
Convergence == <>[]Converged

\* Nothing that was delivered is ever taken back, and no place is.
StableProp == [][/\ \A p \in Node : SubSeq(dlv'[p], 1, Len(dlv[p])) = dlv[p]
                 /\ SubSeq(seq', 1, Len(seq)) = seq]_vars

THEOREM Spec => [](NoCreation /\ NoDuplication /\ GapFree /\ FifoOrder /\ CausalOrder /\ TotalOrder /\ UniformAgreement)
-----------------------------------------------------------------------------
\* One group of all: the modules that know no groups.
SentCounts == [p \in Node |-> Cardinality(SentBy(p))]
Quotas == [p \in Node |-> Len(Plan[p])]

FC == INSTANCE FifoCast WITH sent <- SentCounts, Quota <- Quotas
CC == INSTANCE CausalCast WITH Quota <- Quotas
TO == INSTANCE TotalOrder WITH Origin <- Node, Quota <- Quotas, sent <- SentCounts,
                               order <- seq, done <- [p \in Node |-> Len(dlv[p])]

RefinesFifoCast == FC!Spec
RefinesCausalCast == CC!Spec
RefinesTotalOrder == TO!Spec
-----------------------------------------------------------------------------
\* Witnesses, to be violated.

\* Two members deliver two messages in different orders.
ReachDisagreement == \A p, q \in Node : \A m, x \in Sent :
                       ~( /\ {m, x} \subseteq (Range(dlv[p]) \cap Range(dlv[q]))
                          /\ DeliversBefore(p, m, x) /\ DeliversBefore(q, x, m))

\* Every total-order message is delivered by all whom it is for.
ReachAllPlaced == ~(\A m \in AllMsgs : IsTotal(m) => \A p \in To(m) : m \in Range(dlv[p]))
=============================================================================
