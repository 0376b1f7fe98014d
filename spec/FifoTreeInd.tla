---------------------------- MODULE FifoTreeInd ----------------------------
(***************************************************************************)
(* The inductive invariant of FifoTree: what EdgeCovers needs beside it so *)
(* that every step from ANY state that satisfies it, reachable or not,     *)
(* keeps it.  TLC checks that from all such states of a small domain.      *)
(*                                                                         *)
(* In words: an origin has delivered all that it sent, nobody has more     *)
(* than was sent, deliveries have no holes, and nothing waits that could   *)
(* be delivered; a stream carries only what its publisher has; a request   *)
(* does not claim more than its subscriber has; no number is larger than   *)
(* the subscriber's; and EdgeCovers.                                       *)
(***************************************************************************)
EXTENDS FifoTree, TLC

CONSTANT MaxFrames      \* how many frames there may be on an edge at first

\* Every message is the next of its origin where it stands.
InOrder == \A p \in Node : \A i \in DOMAIN dlv[p] : dlv[p][i][2] = Count(Before(dlv[p], i), dlv[p][i][1]) + 1

OwnFirst == \A p \in Node : Vec(p)[p] = sent[p]

\* Conditions on one edge, with its ends s and p and its frames n.
Numbers(s, p, n) == p.sid <= s.sid /\ \A f \in n : f.sid <= s.sid
Carries(e, n) == \A f \in n : f.type = "Msg" => f.m \in Got(e[1])
Claims(e, n) == \A f \in n : f.type = "Sub" => Leq(f.vec, Vec(e[2]))
Covers(e, s, p, n) == (s.on /\ p.on /\ s.sid = p.sid) =>
  \A m \in Got(e[1]) : m \in Got(e[2]) \/ [type |-> "Msg", sid |-> s.sid, m |-> m] \in n

SidInv == \A e \in Edge : Numbers(sub[e], pub[e], net[e])
CarryInv == \A e \in Edge : Carries(e, net[e])
ClaimInv == \A e \in Edge : Claims(e, net[e])

IndInv == TypeOK /\ InOrder /\ OwnFirst /\ GotInv /\ HoldbackInv /\ SidInv /\ CarryInv /\ ClaimInv /\ EdgeCovers

\* Each step is one of FifoCast, or invisible there.
StepRefines == [][FC!Next]_(FC!vars)
-----------------------------------------------------------------------------
\* All states of a small domain that satisfy IndInv: every order of delivery, every holdback, every end of a
\* stream with a number up to 1, every set of frames with such a number
\* that is not larger than MaxFrames.
Nums == 0..1
Ends == [sid : Nums, on : BOOLEAN]
Vecs == {v \in [Node -> 0..2] : \A o \in Node : v[o] <= Quota[o]}
Frames == [type : {"Sub"}, sid : {1}, vec : Vecs] \cup [type : {"Unsub", "Close"}, sid : {1}]
     \cup [type : {"Msg"}, sid : {1}, m : AllMsgs]
Orders == UNION {[1..k -> AllMsgs] : k \in 0..Cardinality(AllMsgs)}

EdgeStates(e) == {x \in [s : Ends, p : Ends, n : SUBSET Frames] :
  Cardinality(x.n) <= MaxFrames /\ Numbers(x.s, x.p, x.n) /\ Carries(e, x.n) /\ Claims(e, x.n) /\ Covers(e, x.s, x.p, x.n)}

\* The edges are one or two: e, and f, which may be the same.
IndInit(e, f) ==
  /\ dlv \in [Node -> Orders] /\ InOrder
  /\ sent \in [Node -> 0..2] /\ OwnFirst
  /\ hold \in [Node -> SUBSET AllMsgs] /\ GotInv /\ HoldbackInv
  /\ \E x \in EdgeStates(e) : \E y \in IF e = f THEN {x} ELSE EdgeStates(f) :
       /\ sub = [g \in Edge |-> IF g = e THEN x.s ELSE y.s]
       /\ pub = [g \in Edge |-> IF g = e THEN x.p ELSE y.p]
       /\ net = [g \in Edge |-> IF g = e THEN x.n ELSE y.n]
  /\ faults = 0

\* One step from each of them, and no more.
OneStep == TLCGet("level") < 1
=============================================================================
