--------------------------- MODULE TreeCast_proof ---------------------------
(***************************************************************************)
(* EdgeClosed, the reason why TreeCast is causal on every overlay, is      *)
(* kept by every step, for any number of nodes, edges, messages, faults    *)
(* and truncations.                                                        *)
(*                                                                         *)
(* Good(x) is EdgeClosed and EdgeCovers for one edge: no message on it     *)
(* comes before its past, and, while both ends agree, all that the         *)
(* publisher has is at the subscriber or under way.  The second carries    *)
(* the first through a Multicast and a Receive: what a publisher appends   *)
(* has its past in the publisher's deliveries.  The other conjuncts of     *)
(* IndInv say what logs, vectors and frames are.                           *)
(***************************************************************************)
EXTENDS TreeCast, StreamFacts

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
-----------------------------------------------------------------------------
LEMMA GivenIsAhead ==
  ASSUME NEW e, NEW i
  PROVE  Given(e, i) = Ahead(down[e], sub[e].sid, Range(dlv[e[2]]), i)
BY DEF Given, Ahead, Gives

LEMMA GoodMeans == AllGood <=> EdgeClosed /\ EdgeCovers
<1>1. \A e \in Edge : sub[e].on =>
        (IsClosed(down[e], sub[e].sid, Range(dlv[e[2]]), past) <=>
          \A i \in DOMAIN down[e] :
            (down[e][i].type = "Msg" /\ down[e][i].sid = sub[e].sid) => past[down[e][i].m] \subseteq Given(e, i))
  BY GivenIsAhead DEF IsClosed
<1>2. \A e \in Edge : IsCovered(down[e], sub[e].sid, Range(dlv[e[2]]), Range(dlv[e[1]])) <=>
                      Range(dlv[e[1]]) \subseteq Given(e, Len(down[e]) + 1)
  BY GivenIsAhead DEF IsCovered
<1> QED BY <1>1, <1>2 DEF AllGood, Good, EdgeClosed, EdgeCovers

LEMMA MsgsOnShape ==
  ASSUME NEW s \in Seq(AllMsgs), NEW sid \in Nat
  PROVE  /\ MsgsOn(sid, s) \in Seq(AnyDown)
         /\ Len(MsgsOn(sid, s)) = Len(s)
         /\ \A k \in 1..Len(s) : /\ MsgsOn(sid, s)[k].type = "Msg" /\ MsgsOn(sid, s)[k].sid = sid
                                 /\ MsgsOn(sid, s)[k].m = s[k] /\ Gives(MsgsOn(sid, s)[k]) = {s[k]}
<1>1. \A k \in 1..Len(s) : s[k] \in AllMsgs
  OBVIOUS
<1>2. \A k \in 1..Len(s) : [type |-> "Msg", sid |-> sid, m |-> s[k]] \in AnyDown
  BY <1>1 DEF AnyDown
<1> QED BY <1>2 DEF MsgsOn, Gives

\* A message is put on a stream whose publisher has its past.
LEMMA StreamForward ==
  ASSUME NEW d \in Seq(AnyDown), NEW sid, NEW psid \in Nat, NEW D, NEW P, NEW C, NEW m \in AllMsgs,
         IsClosed(d, sid, D, P),
         psid = sid => IsCovered(d, sid, D, C) /\ P[m] \subseteq C
  PROVE  /\ IsClosed(d \o MsgsOn(psid, <<m>>), sid, D, P)
         /\ psid = sid => IsCovered(d \o MsgsOn(psid, <<m>>), sid, D, C \cup {m})
<1> DEFINE t == MsgsOn(psid, <<m>>)
<1>1. <<m>> \in Seq(AllMsgs) /\ Len(<<m>>) = 1 /\ <<m>>[1] = m
  OBVIOUS
<1>2. /\ t \in Seq(AnyDown) /\ Len(t) = 1
      /\ t[1].type = "Msg" /\ t[1].sid = psid /\ t[1].m = m /\ Gives(t[1]) = {m}
  BY <1>1, MsgsOnShape
<1> HIDE DEF t
<1>3. IsClosed(d \o t, sid, D, P)
  <2>1. ASSUME NEW k \in 1..Len(t), t[k].sid = sid, NEW x \in P[t[k].m]
        PROVE  x \in Ahead(d, sid, D, Len(d) + 1)
    BY <1>2, <2>1 DEF IsCovered
  <2> QED BY <1>2, <2>1, StreamConcat
<1>4. ASSUME psid = sid PROVE IsCovered(d \o t, sid, D, C \cup {m})
  <2>1. ASSUME NEW x \in C \cup {m}
        PROVE  \/ x \in Ahead(d, sid, D, Len(d) + 1)
               \/ \E j \in 1..Len(t) : t[j].sid = sid /\ x \in Gives(t[j])
    BY <1>2, <1>4 DEF IsCovered
  <2> QED BY <1>2, <2>1, CoverConcat
<1> QED BY <1>3, <1>4 DEF t

LEMMA EdgeEnds == \A e \in Edge : e[1] \in Node /\ e[2] \in Node /\ e[1] # e[2] /\ e = <<e[1], e[2]>>
BY TreeCastAssumption

LEMMA UntouchedStep ==
  ASSUME AllGood, NEW x \in Edge, dlv' = dlv, past' = past,
         sub'[x] = sub[x] \/ ~sub'[x].on, pub'[x] = pub[x] \/ pub'[x].st # "on", down'[x] = down[x]
  PROVE  Good(x)'
BY DEF AllGood, Good
-----------------------------------------------------------------------------
(* The steps that end streams, or that change nothing on them.              *)

LEMMA QuietStep ==
  ASSUME IndInv, NEW x \in Edge,
         \/ \E p \in Node : Truncate(p)
         \/ \E e \in Edge : Decline(e) \/ OnClose(e) \/ OnUnsub(e) \/ OnAsk(e) \/ Unsubscribe(e)
         \/ \E p, q \in Node : LinkReset(p, q)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1>1. ASSUME NEW p \in Node, Truncate(p) PROVE Good(x)'
  BY <1>1, UntouchedStep DEF Truncate
<1>2. ASSUME NEW e \in Edge, Decline(e) \/ OnClose(e) PROVE Good(x)'
  <2>1. /\ dlv' = dlv /\ past' = past /\ pub' = pub
        /\ x # e => sub'[x] = sub[x] /\ down'[x] = down[x]
        /\ ~sub'[e].on
    BY <1>2 DEF Decline, OnClose
  <2> QED BY <2>1, UntouchedStep DEF Good
<1>3. ASSUME NEW e \in Edge, OnUnsub(e) \/ OnAsk(e) PROVE Good(x)'
  <2>1. /\ dlv' = dlv /\ past' = past /\ sub' = sub /\ down' = down
        /\ x # e => pub'[x] = pub[x]
        /\ pub'[e].st # "on"
    BY <1>3 DEF OnUnsub, OnAsk, PubOff
  <2> QED BY <2>1, UntouchedStep
<1>4. ASSUME NEW e \in Edge, Unsubscribe(e) PROVE Good(x)'
  <2>1. /\ dlv' = dlv /\ past' = past /\ pub' = pub /\ down' = down
        /\ x # e => sub'[x] = sub[x]
        /\ ~sub'[e].on
    BY <1>4 DEF Unsubscribe
  <2> QED BY <2>1, UntouchedStep
<1>5. ASSUME NEW p \in Node, NEW q \in Node, LinkReset(p, q) PROVE Good(x)'
  <2>1. /\ dlv' = dlv /\ past' = past
        /\ \/ ~sub'[x].on
           \/ sub'[x] = sub[x] /\ pub'[x] = pub[x] /\ down'[x] = down[x]
    BY <1>5 DEF LinkReset, Reset
  <2> QED BY <2>1, UntouchedStep DEF Good
<1> QED BY <1>1, <1>2, <1>3, <1>4, <1>5

LEMMA RestartStep ==
  ASSUME IndInv, NEW x \in Edge, NEW p \in Node, Restart(p)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1>1. Len(dlv[p]) \in Nat /\ Len(log[p]) \in Nat /\ dlv[p] \in Seq(AllMsgs)
  OBVIOUS
<1>2. SubSeq(dlv[p], 1, Len(dlv[p]) - Len(log[p]) + Len(Survives(p))) = dlv[p]
  <2>1. Len(dlv[p]) - Len(log[p]) + Len(Survives(p)) = Len(dlv[p])
    BY <1>1 DEF Survives
  <2> QED BY <1>1, <2>1
<1>3. /\ dlv' = dlv /\ past' = past
      /\ \/ ~sub'[x].on
         \/ sub'[x] = sub[x] /\ pub'[x] = pub[x] /\ down'[x] = down[x]
  BY <1>2 DEF Restart, Reset
<1> QED BY <1>3, UntouchedStep DEF Good

LEMMA SubscribeStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, Subscribe(e)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1>1. /\ dlv' = dlv /\ past' = past /\ pub' = pub /\ down' = down
      /\ x # e => sub'[x] = sub[x]
      /\ sub'[e].sid = sub[e].sid + 1
  BY DEF Subscribe
<1>2. CASE x # e
  BY <1>1, <1>2, UntouchedStep
<1>3. CASE x = e
  <2>1. \A i \in DOMAIN down[e] : down[e][i].sid # sub'[e].sid
    <3> SUFFICES ASSUME NEW i \in DOMAIN down[e] PROVE down[e][i].sid # sub'[e].sid
      OBVIOUS
    <3>1. down[e][i].sid \in Nat /\ down[e][i].sid <= sub[e].sid /\ sub[e].sid \in Nat
      BY DEF Sids, AnyDown
    <3> QED BY <1>1, <3>1
  <2>2. IsClosed(down[e], sub'[e].sid, Range(dlv[e[2]]), past)
    BY <2>1, StreamNew
  <2>3. pub[e].sid # sub'[e].sid
    BY <1>1 DEF Sids
  <2> QED BY <1>1, <1>3, <2>2, <2>3 DEF Good
<1> QED BY <1>2, <1>3

\* A frame without a message is put on a stream that is not, or no longer, served.
LEMMA NoticeStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, Refuse(e) \/ Close(e)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1>1. PICK f \in AnyDown : f.type # "Msg" /\ down' = [down EXCEPT ![e] = Append(@, f)]
  <2>1. CASE Refuse(e)
    <3>1. Head(up[e]) \in AnyUp
      BY <2>1 DEF Refuse, UpHead
    <3>2. [type |-> "NeedSnapshot", sid |-> Head(up[e]).sid] \in AnyDown
      BY <3>1 DEF AnyUp, AnyDown
    <3> QED BY <2>1, <3>2 DEF Refuse
  <2>2. CASE Close(e)
    <3>1. [type |-> "Close", sid |-> pub[e].sid] \in AnyDown
      BY DEF AnyDown
    <3> QED BY <2>2, <3>1 DEF Close
  <2> QED BY <2>1, <2>2
<1>2. /\ dlv' = dlv /\ past' = past /\ sub' = sub
      /\ x # e => pub'[x] = pub[x] /\ down'[x] = down[x]
      /\ pub'[e].st # "on" /\ down'[e] = Append(down[e], f)
  BY <1>1 DEF Refuse, Close, PubOff
<1>3. CASE x # e
  BY <1>2, <1>3, UntouchedStep
<1>4. CASE x = e /\ sub[e].on
  <2>1. IsClosed(down[e], sub[e].sid, Range(dlv[e[2]]), past)
    BY <1>4 DEF AllGood, Good
  <2>2. IsClosed(Append(down[e], f), sub[e].sid, Range(dlv[e[2]]), past)
    BY <1>1, <2>1, StreamAppend
  <2> QED BY <1>2, <1>4, <2>2 DEF Good
<1> QED BY <1>2, <1>3, <1>4 DEF Good

\* A frame without a message is taken from a stream, or one of another session.
LEMMA TakenStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, AskSnapshot(e) \/ DropStale(e)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1>1. /\ dlv' = dlv /\ past' = past /\ sub' = sub /\ pub' = pub
      /\ x # e => down'[x] = down[x]
      /\ down'[e] = Tail(down[e]) /\ down[e] # <<>>
  BY DEF AskSnapshot, DropStale, DownHead
<1>2. CASE x # e
  BY <1>1, <1>2, UntouchedStep
<1>3. CASE x = e /\ sub[e].on
  <2>1. Head(down[e]).sid = sub[e].sid => Gives(Head(down[e])) \subseteq Range(dlv[e[2]])
    BY <1>3 DEF AskSnapshot, DropStale, DownHead, IsCurrent, Gives
  <2> QED BY <1>1, <1>3, <2>1, StreamTail DEF AllGood, Good
<1> QED BY <1>1, <1>2, <1>3 DEF Good

LEMMA TakeSnapshotStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, TakeSnapshot(e)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1> DEFINE f == [type |-> "Snapshot", sid |-> pub[e].sid, state |-> dlv[e[1]]]
<1>1. f \in AnyDown /\ f.type # "Msg" /\ f.sid = pub[e].sid /\ Gives(f) = Range(dlv[e[1]])
  BY EdgeEnds DEF AnyDown, Gives
<1>2. /\ dlv' = dlv /\ past' = past /\ sub' = sub
      /\ x # e => pub'[x] = pub[x] /\ down'[x] = down[x]
      /\ pub'[e].sid = pub[e].sid /\ down'[e] = Append(down[e], f)
  BY DEF TakeSnapshot, PubOn
<1> HIDE DEF f
<1>3. CASE x # e
  BY <1>2, <1>3, UntouchedStep
<1>4. CASE x = e /\ sub[e].on
  <2>1. IsClosed(Append(down[e], f), sub[e].sid, Range(dlv[e[2]]), past)
    BY <1>1, <1>4, StreamAppend DEF AllGood, Good
  <2>2. ASSUME pub[e].sid = sub[e].sid
        PROVE  IsCovered(Append(down[e], f), sub[e].sid, Range(dlv[e[2]]), Range(dlv[e[1]]))
    BY <1>1, <2>2, CoverAppend
  <2> QED BY <1>2, <1>4, <2>1, <2>2 DEF Good
<1> QED BY <1>2, <1>3, <1>4 DEF Good
=============================================================================
