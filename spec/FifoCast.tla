------------------------------ MODULE FifoCast ------------------------------
(***************************************************************************)
(* WHAT first-in-first-out multicast promises.  There are no links, no     *)
(* tree and no failures in this module: it says what the application may   *)
(* see, and nothing about how that comes about.                            *)
(*                                                                         *)
(* Every node may multicast.  A node delivers its own message at once, and *)
(* each message of another node after all earlier messages of that node.   *)
(* Messages of different origins may be delivered in any order, and in     *)
(* different orders at different nodes.                                    *)
(*                                                                         *)
(* One step may deliver a whole run of messages.  An implementation holds  *)
(* back what arrives too early, so one receipt can release several         *)
(* messages, and a snapshot can stand for many.  Nothing can be observed   *)
(* between two deliveries of one step that could not be observed if they   *)
(* were separate steps, so the run is a convenience of the refinement and  *)
(* not a weaker promise.                                                   *)
(*                                                                         *)
(* The promise is non-uniform: a node that stops for ever may have         *)
(* delivered a message that nobody else will.  In return every fragment of *)
(* a partitioned network goes on.                                          *)
(*                                                                         *)
(* This module also defines, once, the properties that checkers, tests and *)
(* documents call by these names.                                          *)
(***************************************************************************)
EXTENDS Vectors

CONSTANTS Node,          \* the members
          Quota          \* Quota[p]: how many messages p may send; it bounds the model and means nothing else

ASSUME Quota \in [Node -> Nat]

VARIABLES dlv,           \* dlv[p]: what p's application has been given, in order
          sent           \* sent[p]: how many messages p has multicast

vars == <<dlv, sent>>

AllMsgs == UNION {{<<p, i>> : i \in 1..Quota[p]} : p \in Node}

TypeOK ==
  /\ dlv \in [Node -> Seq(AllMsgs)]
  /\ sent \in [Node -> Nat]
-----------------------------------------------------------------------------
Sent == UNION {{<<p, i>> : i \in 1..sent[p]} : p \in Node}

Missing(p) == Sent \ Range(dlv[p])

\* m may follow the deliveries s: it is the next one of its origin.
IsNext(s, m) == m[2] = Count(s, m[1]) + 1

\* The runs that p may deliver now: every message of a run is the next of its origin when its turn comes.
Runs(p) == {r \in Arrangements(Missing(p)) :
              \A i \in DOMAIN r : IsNext(dlv[p] \o Before(r, i), r[i])}

Init ==
  /\ dlv = [p \in Node |-> <<>>]
  /\ sent = [p \in Node |-> 0]

Multicast(p) ==
  /\ sent[p] < Quota[p]
  /\ sent' = [sent EXCEPT ![p] = @ + 1]
  /\ dlv' = [dlv EXCEPT ![p] = Append(@, <<p, sent[p] + 1>>)]

Deliver(p, run) ==
  /\ dlv' = [dlv EXCEPT ![p] = @ \o run]
  /\ UNCHANGED sent

Next == \E p \in Node : Multicast(p) \/ \E run \in Runs(p) : Deliver(p, run)

Spec == Init /\ [][Next]_vars

Fairness == \A p \in Node : WF_vars(\E run \in Runs(p) : Deliver(p, run))

FairSpec == Spec /\ Fairness
-----------------------------------------------------------------------------
\* Only what was multicast is delivered.
NoCreation == \A p \in Node : Range(dlv[p]) \subseteq Sent

\* No message is delivered twice to one application.
NoDuplication == \A p \in Node : Cardinality(Range(dlv[p])) = Len(dlv[p])

\* Whoever has a message of an origin has all earlier ones of that origin.
GapFree == \A p \in Node : \A m \in Range(dlv[p]) :
             \A k \in 1..m[2] : <<m[1], k>> \in Range(dlv[p])

\* Messages of one origin are delivered in the order in which they were sent.
FifoOrder == \A p \in Node : \A i, j \in DOMAIN dlv[p] :
               (dlv[p][i][1] = dlv[p][j][1] /\ i < j) => dlv[p][i][2] < dlv[p][j][2]

\* Everybody has everything.
Converged == \A p \in Node : Range(dlv[p]) = Sent

\* When faults cease and nothing more is multicast, everybody has everything and keeps it.
Convergence == <>[]Converged

\* Nothing that was delivered is ever taken back.
StableProp == [][\A p \in Node : SubSeq(dlv'[p], 1, Len(dlv[p])) = dlv[p]]_vars
-----------------------------------------------------------------------------
\* Witnesses: each is violated by a good model, which shows that the model is not empty.

\* Two nodes deliver messages of two origins in different orders.
ReachDisagreement == \A p, q \in Node : \A i, j \in DOMAIN dlv[p] : \A k, l \in DOMAIN dlv[q] :
                       ~(dlv[p][i] = dlv[q][k] /\ dlv[p][j] = dlv[q][l] /\ i < j /\ k > l)
=============================================================================
