----------------------------- MODULE CausalCast -----------------------------
(***************************************************************************)
(* WHAT causal multicast promises: FifoCast, and no effect before its      *)
(* cause.                                                                  *)
(*                                                                         *)
(* The past of a message is the set of messages that its origin had        *)
(* delivered when it sent it (Lamport's happened-before, carried by        *)
(* messages).  A node delivers a message only after the whole past of it.  *)
(* The origin's own earlier messages belong to the past, because an origin *)
(* delivers its own messages at once; so causal order contains FIFO order, *)
(* and the theorem at the end says just that.                              *)
(*                                                                         *)
(* The variable past is history: no implementation carries it.  How far    *)
(* the promise can be kept without any vector on a message is the subject  *)
(* of TreeCast.                                                            *)
(*                                                                         *)
(* Compare Runs here with Runs in FifoCast: that one operator is the whole *)
(* difference between the two services.                                    *)
(***************************************************************************)
EXTENDS Vectors

CONSTANTS Node, Quota    \* as in FifoCast

ASSUME QuotaType == Quota \in [Node -> Nat]

VARIABLES dlv,           \* dlv[p]: what p's application has been given, in order
          past           \* past[m]: what the origin of m had delivered when it sent m; its domain is what was sent

vars == <<dlv, past>>

AllMsgs == UNION {{<<p, i>> : i \in 1..Quota[p]} : p \in Node}

TypeOK ==
  /\ dlv \in [Node -> Seq(AllMsgs)]
  /\ DOMAIN past \subseteq AllMsgs
  /\ \A m \in DOMAIN past : past[m] \subseteq DOMAIN past
-----------------------------------------------------------------------------
SentBy(p) == Cardinality({m \in DOMAIN past : m[1] = p})

Missing(p) == DOMAIN past \ Range(dlv[p])

\* m may follow the deliveries s: it is new, and its whole past is there.
IsReady(s, m) == m \notin Range(s) /\ past[m] \subseteq Range(s)

Runs(p) == {r \in Arrangements(Missing(p)) :
              \A i \in DOMAIN r : IsReady(dlv[p] \o Before(r, i), r[i])}

Init ==
  /\ dlv = [p \in Node |-> <<>>]
  /\ past = [m \in {} |-> {}]

Multicast(p) ==
  /\ SentBy(p) < Quota[p]
  /\ LET m == <<p, SentBy(p) + 1>> IN
     /\ past' = [x \in DOMAIN past \cup {m} |-> IF x = m THEN Range(dlv[p]) ELSE past[x]]
     /\ dlv' = [dlv EXCEPT ![p] = Append(@, m)]

Deliver(p, run) ==
  /\ dlv' = [dlv EXCEPT ![p] = @ \o run]
  /\ UNCHANGED past

Next == \E p \in Node : Multicast(p) \/ \E run \in Runs(p) : Deliver(p, run)

Spec == Init /\ [][Next]_vars

Fairness == \A p \in Node : WF_vars(\E run \in Runs(p) : Deliver(p, run))

FairSpec == Spec /\ Fairness
-----------------------------------------------------------------------------
\* Everything that happened before a message is delivered before it.
CausalOrder == \A p \in Node : \A i \in DOMAIN dlv[p] :
                 past[dlv[p][i]] \subseteq Range(Before(dlv[p], i))
-----------------------------------------------------------------------------
\* The refinement.  FifoCast sees how many messages were sent and not what they depend on.
FC == INSTANCE FifoCast WITH sent <- [p \in Node |-> SentBy(p)]

RefinesFifoCast == FC!Spec

THEOREM Spec => FC!Spec

NoCreation == FC!NoCreation
NoDuplication == FC!NoDuplication
GapFree == FC!GapFree
FifoOrder == FC!FifoOrder
Convergence == FC!Convergence

\* Concurrent messages may still be delivered in different orders: causal order is not total.
ReachDisagreement == FC!ReachDisagreement
=============================================================================
