---------------------------- MODULE TreeCastInd ----------------------------
(***************************************************************************)
(* The inductive invariant of TreeCast.                                    *)
(*                                                                         *)
(* Good(x) is EdgeClosed and EdgeCovers for one edge: no message on it     *)
(* comes before its past, and, while both ends agree, all that the         *)
(* publisher has is at the subscriber or under way.  The second carries    *)
(* the first through a Multicast and a Receive: what a publisher appends   *)
(* has its past in the publisher's deliveries.  The other conjuncts say    *)
(* what logs, vectors and frames are.                                      *)
(*                                                                         *)
(* IndInv is what AllGood needs to survive a step (proofs/TreeCast_proof); *)
(* FullInv is what all of it needs, checked by TLC from all such states of *)
(* a small domain.                                                         *)
(***************************************************************************)
EXTENDS TreeCast, Streams, TLC

AnyUp   == [type : {"Sub", "Ask"}, sid : Nat, vec : Vector] \cup [type : {"Unsub"}, sid : Nat]
AnyDown == [type : {"Msg"}, sid : Nat, m : AllMsgs] \cup [type : {"NeedSnapshot", "Close"}, sid : Nat]
    \cup   [type : {"Snapshot"}, sid : Nat, state : Seq(AllMsgs)]

Types ==
  /\ dlv \in [Node -> Seq(AllMsgs)] /\ log \in [Node -> Seq(AllMsgs)]
  /\ base \in [Node -> Vector] /\ vec \in [Node -> Vector]
  /\ sub \in [Edge -> [sid : Nat, on : BOOLEAN]]
  /\ pub \in [Edge -> [sid : Nat, st : {"off", "on", "owes"}, vec : Vector]]
  /\ up \in [Edge -> Seq(AnyUp)] /\ down \in [Edge -> Seq(AnyDown)]

\* No number is larger than the subscriber's.
Sids == \A e \in Edge :
  /\ pub[e].sid <= sub[e].sid
  /\ \A i \in DOMAIN up[e] : up[e][i].sid <= sub[e].sid
  /\ \A i \in DOMAIN down[e] : down[e][i].sid <= sub[e].sid

\* A vector says exactly what was delivered.
VecExact == \A p \in Node : \A m \in AllMsgs : m \in Range(dlv[p]) <=> Has(vec[p], m)

\* The log is the end of the deliveries, and base has the rest.
LogTail == \A p \in Node :
  /\ Len(log[p]) <= Len(dlv[p])
  /\ \A i \in 1..Len(log[p]) : log[p][i] = dlv[p][Len(dlv[p]) - Len(log[p]) + i]
  /\ \A i \in 1..(Len(dlv[p]) - Len(log[p])) : Has(base[p], dlv[p][i])

\* CausalOrder, without Before.
Causal == \A p \in Node : \A i \in DOMAIN dlv[p] : \A x \in past[dlv[p][i]] : \E h \in 1..(i - 1) : dlv[p][h] = x

\* What a stream brings its publisher has delivered.
Carried == \A e \in Edge : \A i \in DOMAIN down[e] : Gives(down[e][i]) \subseteq Range(dlv[e[1]])

\* Whoever asked for a stream has at least what it said.
Asked == \A e \in Edge : \A i \in DOMAIN up[e] : up[e][i].type = "Sub" => Leq(up[e][i].vec, vec[e[2]])

\* What was delivered was sent, and its origin remembers.
History == /\ \A p \in Node : Range(dlv[p]) \subseteq DOMAIN past
           /\ DOMAIN past \subseteq AllMsgs
           /\ \A m \in DOMAIN past : Has(vec[m[1]], m)

Good(x) ==
  sub[x].on =>
    /\ IsClosed(down[x], sub[x].sid, Range(dlv[x[2]]), past)
    /\ (pub[x].st = "on" /\ pub[x].sid = sub[x].sid) =>
         IsCovered(down[x], sub[x].sid, Range(dlv[x[2]]), Range(dlv[x[1]]))

AllGood == \A x \in Edge : Good(x)

IndInv == Types /\ Sids /\ VecExact /\ LogTail /\ Causal /\ Carried /\ Asked /\ History /\ AllGood

\* The past of a message has the earlier ones of its origin, and was sent.
PastOwn == \A m \in DOMAIN past :
  /\ past[m] \subseteq DOMAIN past
  /\ \A k \in 1..(m[2] - 1) : <<m[1], k>> \in past[m]

\* A vector counts, and what was delivered of an origin came in its order.
Counted == \A p \in Node :
  /\ vec[p] = VecOf(dlv[p], Node)
  /\ \A i \in DOMAIN dlv[p] : dlv[p][i][2] = Count(Before(dlv[p], i), dlv[p][i][1]) + 1
  /\ base[p] = VecOf(SubSeq(dlv[p], 1, Len(dlv[p]) - Len(log[p])), Node)

\* A snapshot is ordered as deliveries are.
StatesOrdered == \A e \in Edge : \A i \in DOMAIN down[e] : down[e][i].type = "Snapshot" =>
  LET s == down[e][i].state IN
  \A k \in DOMAIN s : /\ s[k][2] = Count(Before(s, k), s[k][1]) + 1
                      /\ past[s[k]] \subseteq Range(Before(s, k))

FullInv == IndInv /\ PastOwn /\ Counted /\ StatesOrdered

StepRefines == [][CC!Next]_(CC!vars)
-----------------------------------------------------------------------------
\* All states of a small domain that satisfy FullInv: one edge e, at most one frame on its way up, at most
\* MaxFrames down, numbers up to 1.
CONSTANT MaxFrames

Upto(n, S) == UNION {[1..k -> S] : k \in 0..n}
Vecs == {v \in [Node -> 0..2] : \A o \in Node : v[o] <= Quota[o]}
Ups == [type : {"Sub", "Ask"}, sid : {1}, vec : Vecs] \cup [type : {"Unsub"}, sid : {1}]
Downs(e) == [type : {"Msg"}, sid : {1}, m : Range(dlv[e[1]])] \cup [type : {"NeedSnapshot", "Close"}, sid : {1}]
  \cup [type : {"Snapshot"}, sid : {1}, state : {SubSeq(dlv[e[1]], 1, k) : k \in 0..Len(dlv[e[1]])}]

IndInit ==
  /\ dlv \in [Node -> Upto(Cardinality(AllMsgs), AllMsgs)]
  /\ \A p \in Node : \A i \in DOMAIN dlv[p] : dlv[p][i][2] = Count(Before(dlv[p], i), dlv[p][i][1]) + 1
  /\ vec = [p \in Node |-> VecOf(dlv[p], Node)]
  /\ past \in UNION {[S -> SUBSET S] : S \in {UNION {Range(dlv[p]) : p \in Node}}}
  /\ History /\ PastOwn /\ Causal
  /\ log \in {l \in [Node -> {SubSeq(dlv[p], k, Len(dlv[p])) : p \in Node, k \in 1..3}] :
                \A p \in Node : \E k \in 1..(Len(dlv[p]) + 1) : l[p] = SubSeq(dlv[p], k, Len(dlv[p]))}
  /\ base = [p \in Node |-> VecOf(SubSeq(dlv[p], 1, Len(dlv[p]) - Len(log[p])), Node)]
  /\ sub \in [Edge -> [sid : 0..1, on : BOOLEAN]]
  /\ pub \in [Edge -> [sid : 0..1, st : {"off", "on"}, vec : {Zero}] \cup [sid : {1}, st : {"owes"}, vec : Vecs]]
  /\ \E e \in Edge :
       /\ Edge = {e}
       /\ \E u \in Upto(1, Ups) : up = [f \in Edge |-> u]
       /\ \E d \in Upto(MaxFrames, Downs(e)) : down = [f \in Edge |-> d]
  /\ Sids /\ Asked /\ Carried /\ StatesOrdered /\ AllGood
  /\ faults = 0 /\ cuts = 0

IndSpec == IndInit /\ [][Next]_vars

\* One step from each of them, and no more.
OneStep == TLCGet("level") < 1
=============================================================================
