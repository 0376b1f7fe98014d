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
(* FullInv is what all of it needs; it implies LogInv.  TLC checks that    *)
(* every step from all such states of small domains keeps it.              *)
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

\* What was delivered of an origin came in its order, and once.
Numbered == \A p \in Node : \A i \in DOMAIN dlv[p] : dlv[p][i][2] = Count(Before(dlv[p], i), dlv[p][i][1]) + 1

\* A snapshot is ordered as deliveries are.
StatesOrdered == \A e \in Edge : \A i \in DOMAIN down[e] : down[e][i].type = "Snapshot" =>
  LET s == down[e][i].state IN
  \A k \in DOMAIN s : /\ s[k][2] = Count(Before(s, k), s[k][1]) + 1
                      /\ past[s[k]] \subseteq Range(Before(s, k))

\* A vector has no more than may be sent, and base exactly what was truncated: LogInv needs this, and nothing else does.
Exactly == \A p \in Node :
  /\ \A o \in Node : vec[p][o] <= Quota[o]
  /\ base[p] = VecOf(SubSeq(dlv[p], 1, Len(dlv[p]) - Len(log[p])), Node)

FullInv == IndInv /\ PastOwn /\ Numbered /\ StatesOrdered /\ Exactly

StepRefines == [][CC!Next]_(CC!vars)
-----------------------------------------------------------------------------
\* All states of a small domain that satisfy FullInv, on one edge or two: stream numbers up to 1.
CONSTANTS MaxUp, MaxDown,      \* how many frames there may be on an edge at first
          MaxCutOff            \* and how many entries a publisher's log may lack

Upto(n, S) == UNION {[1..k -> S] : k \in 0..n}
Vecs == {v \in [Node -> 0..2] : \A o \in Node : v[o] <= Quota[o]}
Asks == Vecs

Ends == [sid : 0..1, on : BOOLEAN]
PubEnds == [sid : 0..1, st : {"off", "on"}, vec : {Zero}] \cup [sid : 0..1, st : {"owes"}, vec : Vecs]
Ups == [type : {"Sub"}, sid : {1}, vec : Vecs] \cup [type : {"Ask"}, sid : {1}, vec : Asks] \cup [type : {"Unsub"}, sid : {1}]

\* A snapshot has no message twice.
Downs == [type : {"Msg"}, sid : {1}, m : DOMAIN past] \cup [type : {"NeedSnapshot", "Close"}, sid : {1}]
  \cup [type : {"Snapshot"}, sid : {1}, state : {t \in Upto(Cardinality(AllMsgs), DOMAIN past) : Cardinality(Range(t)) = Len(t)}]

\* The conjuncts of FullInv that speak of edges, of one edge e, its ends s and p, and the frames u and d on it.
FitsSids(s, p, u, d) == /\ p.sid <= s.sid
                        /\ \A i \in DOMAIN u : u[i].sid <= s.sid
                        /\ \A i \in DOMAIN d : d[i].sid <= s.sid
FitsAsked(e, u) == \A i \in DOMAIN u : u[i].type = "Sub" => Leq(u[i].vec, vec[e[2]])
FitsCarried(e, d) == \A i \in DOMAIN d : Gives(d[i]) \subseteq Range(dlv[e[1]])
FitsOrdered(d) == \A i \in DOMAIN d : d[i].type = "Snapshot" =>
  LET t == d[i].state IN \A k \in DOMAIN t : /\ t[k][2] = Count(Before(t, k), t[k][1]) + 1
                                             /\ past[t[k]] \subseteq Range(Before(t, k))
FitsClosed(e, s, d) == s.on => IsClosed(d, s.sid, Range(dlv[e[2]]), past)
FitsCovered(e, s, p, d) == (s.on /\ p.st = "on" /\ p.sid = s.sid) => IsCovered(d, s.sid, Range(dlv[e[2]]), Range(dlv[e[1]]))

UpsOf(e) == {u \in Upto(MaxUp, Ups) : FitsAsked(e, u)}
DownsOf(e) == {d \in Upto(MaxDown, Downs) : FitsCarried(e, d) /\ FitsOrdered(d)}
EdgeStates(e) == {x \in [s : Ends, p : PubEnds, u : UpsOf(e), d : DownsOf(e)] :
  FitsSids(x.s, x.p, x.u, x.d) /\ FitsClosed(e, x.s, x.d) /\ FitsCovered(e, x.s, x.p, x.d)}

\* What VecExact and Exactly leave of vec and base, when dlv and log are given.
Exact == [p \in Node |-> [o \in Node |-> Cardinality({m \in Range(dlv[p]) : m[1] = o})]]
CutOff == [p \in Node |-> VecOf(SubSeq(dlv[p], 1, Len(dlv[p]) - Len(log[p])), Node)]

\* The edges are one or two: e, and f, which may be the same.
IndInit(e, f) ==
  /\ dlv \in [Node -> Upto(Cardinality(AllMsgs), AllMsgs)] /\ Numbered
  /\ vec = Exact
  /\ past \in UNION {[S -> SUBSET AllMsgs] : S \in SUBSET AllMsgs} /\ History /\ PastOwn /\ Causal
  /\ \E k \in [Node -> 0..MaxCutOff] :
       /\ \A p \in Node : k[p] <= Len(dlv[p]) /\ (p \notin {e[1], f[1]} => k[p] = 0)
       /\ log = [p \in Node |-> SubSeq(dlv[p], k[p] + 1, Len(dlv[p]))]
  /\ base = CutOff
  /\ \E x \in IF e = f THEN {<<y, y>> : y \in EdgeStates(e)} ELSE EdgeStates(e) \X EdgeStates(f) :
       LET S(g) == IF g = e THEN x[1] ELSE x[2] IN
       /\ sub = [g \in Edge |-> S(g).s]
       /\ pub = [g \in Edge |-> S(g).p]
       /\ up = [g \in Edge |-> S(g).u]
       /\ down = [g \in Edge |-> S(g).d]
  /\ faults = 0 /\ cuts = 0

\* One step from each of them, and no more.
OneStep == TLCGet("level") < 1
=============================================================================
