---------------------------- MODULE TreeCastEdges ----------------------------
(***************************************************************************)
(* The steps of TreeCast that put no message on a stream and give nobody   *)
(* one keep Good.  TreeCast_proof has the others.                          *)
(***************************************************************************)
EXTENDS TreeCastInd, StreamFacts

\* What TreeCast names for traces to bind closer stands for itself here.
USE DEF On, Deliver, Replace, StateVec, Remember, Found, HasDown, FirstDown, RestDown, HasUp, FirstUp, RestUp

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
  ASSUME NEW e, NEW s \in Seq(AllMsgs), NEW sid \in Nat
  PROVE  /\ MsgsOn(e, sid, s) \in Seq(AnyDown)
         /\ Len(MsgsOn(e, sid, s)) = Len(s)
         /\ \A k \in 1..Len(s) : /\ MsgsOn(e, sid, s)[k].type = "Msg" /\ MsgsOn(e, sid, s)[k].sid = sid
                                 /\ MsgsOn(e, sid, s)[k].m = s[k] /\ Gives(MsgsOn(e, sid, s)[k]) = {s[k]}
<1>1. \A k \in 1..Len(s) : s[k] \in AllMsgs
  OBVIOUS
<1>2. \A k \in 1..Len(s) : [type |-> "Msg", sid |-> sid, m |-> s[k]] \in AnyDown
  BY <1>1 DEF AnyDown
<1> QED BY <1>2 DEF MsgsOn, Gives

\* A message is put on a stream whose publisher has its past.
Forwarded(e, d, sid, psid, D, P, C, m) ==
  /\ IsClosed(d \o MsgsOn(e, psid, <<m>>), sid, D, P)
  /\ psid = sid => IsCovered(d \o MsgsOn(e, psid, <<m>>), sid, D, C \cup {m})

LEMMA StreamForward ==
  ASSUME NEW e, NEW d \in Seq(AnyDown), NEW sid, NEW psid \in Nat, NEW D, NEW P, NEW C, NEW m \in AllMsgs,
         IsClosed(d, sid, D, P),
         psid = sid => IsCovered(d, sid, D, C) /\ P[m] \subseteq C
  PROVE  Forwarded(e, d, sid, psid, D, P, C, m)
<1> DEFINE t == MsgsOn(e, psid, <<m>>)
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
<1> QED BY <1>3, <1>4 DEF t, Forwarded

LEMMA EdgeEnds == \A e \in Edge : e[1] \in Node /\ e[2] \in Node /\ e[1] # e[2] /\ e = <<e[1], e[2]>>
BY TreeCastAssumption

LEMMA EdgeTypes ==
  ASSUME Types, NEW e \in Edge
  PROVE  /\ down[e] \in Seq(AnyDown) /\ up[e] \in Seq(AnyUp)
         /\ sub[e].sid \in Nat /\ pub[e].sid \in Nat
BY DEF Types

LEMMA DownSid == \A f \in AnyDown : f.sid \in Nat
BY DEF AnyDown

LEMMA UpSid == \A f \in AnyUp : f.sid \in Nat
BY DEF AnyUp

LEMMA PlainFrame == \A k \in Nat : \A type \in {"NeedSnapshot", "Close"} :
                      LET f == [type |-> type, sid |-> k] IN f \in AnyDown /\ f.type # "Msg"
BY DEF AnyDown

LEMMA HeadIn == ASSUME NEW S, NEW d \in Seq(S), d # <<>> PROVE Head(d) \in S /\ Head(d) = d[1] /\ 1 \in DOMAIN d
OBVIOUS

LEMMA UntouchedStep ==
  ASSUME AllGood, NEW x \in Edge, dlv' = dlv, past' = past,
         sub'[x] = sub[x] \/ ~sub'[x].on, pub'[x] = pub[x] \/ pub'[x].st # "on", down'[x] = down[x]
  PROVE  Good(x)'
BY DEF AllGood, Good
LEMMA ResetStep ==
  ASSUME AllGood, NEW x \in Edge, dlv' = dlv, past' = past, NEW p, NEW Q, Reset(p, Q)
  PROVE  Good(x)'
<1> DEFINE hit == (x[1] = p /\ x[2] \in Q) \/ (x[2] = p /\ x[1] \in Q)
<1>1. hit => ~sub'[x].on
  BY DEF Reset
<1>2. ~hit => sub'[x] = sub[x] /\ pub'[x] = pub[x] /\ down'[x] = down[x]
  BY DEF Reset
<1> QED BY <1>1, <1>2, UntouchedStep DEF Good
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
  <2> QED BY <1>5, ResetStep DEF LinkReset
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
<1>3. dlv' = dlv /\ past' = past /\ Reset(p, Node)
  BY <1>2 DEF Restart
<1> QED BY <1>3, ResetStep

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
    <3>1. down[e][i].sid <= sub[e].sid
      BY DEF Sids
    <3>2. down[e][i] \in AnyDown
      BY EdgeTypes
    <3> QED BY <1>1, <3>1, <3>2, DownSid, EdgeTypes
  <2>2. IsClosed(down[e], sub'[e].sid, Range(dlv[e[2]]), past)
    BY <2>1, StreamNew
  <2>3. pub[e].sid # sub'[e].sid
    BY <1>1 DEF Sids
  <2> QED BY <1>1, <1>3, <2>2, <2>3 DEF Good
<1> QED BY <1>2, <1>3

\* A frame without a message is put on a stream that is not, or no longer, served.
LEMMA NoticeLike ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, NEW f \in AnyDown, f.type # "Msg",
         dlv' = dlv, past' = past, sub' = sub, down' = [down EXCEPT ![e] = Append(@, f)],
         pub'[e].st # "on", x # e => pub'[x] = pub[x]
  PROVE  Good(x)'
<1>1. down[e] \in Seq(AnyDown) /\ down'[e] = Append(down[e], f) /\ (x # e => down'[x] = down[x])
  BY DEF IndInv, Types
<1>2. CASE x # e
  BY <1>1, <1>2, UntouchedStep DEF IndInv
<1>3. CASE x = e /\ sub[e].on
  <2>1. IsClosed(down[e], sub[e].sid, Range(dlv[e[2]]), past)
    BY <1>3 DEF IndInv, AllGood, Good
  <2>2. IsClosed(Append(down[e], f), sub[e].sid, Range(dlv[e[2]]), past)
    BY <1>1, <2>1, StreamAppend
  <2> QED BY <1>1, <1>3, <2>2 DEF Good
<1> QED BY <1>2, <1>3 DEF Good

LEMMA NoticeStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, Refuse(e) \/ Close(e)
  PROVE  Good(x)'
<1>1. pub \in [Edge -> [sid : Nat, st : {"off", "on", "owes"}, vec : Vector]]
  BY DEF IndInv, Types
<1>2. CASE Refuse(e)
  <2> DEFINE f == [type |-> "NeedSnapshot", sid |-> Head(up[e]).sid]
  <2>1. up[e] \in Seq(AnyUp) /\ up[e] # <<>>
    BY <1>2, EdgeTypes DEF IndInv, Refuse, UpHead
  <2>2. Head(up[e]).sid \in Nat
    BY <2>1, HeadIn, UpSid
  <2>3. f \in AnyDown /\ f.type # "Msg"
    BY <2>2, PlainFrame
  <2>4. /\ dlv' = dlv /\ past' = past /\ sub' = sub
        /\ down' = [down EXCEPT ![e] = Append(@, f)]
        /\ pub' = [pub EXCEPT ![e] = PubOff(Head(up[e]).sid)]
    BY <1>2 DEF Refuse
  <2>5. pub'[e].st # "on" /\ (x # e => pub'[x] = pub[x])
    BY <1>1, <2>4 DEF PubOff
  <2> HIDE DEF f
  <2> QED BY <2>3, <2>4, <2>5, NoticeLike
<1>3. CASE Close(e)
  <2> DEFINE f == [type |-> "Close", sid |-> pub[e].sid]
  <2>1. f \in AnyDown /\ f.type # "Msg"
    BY PlainFrame, EdgeTypes DEF IndInv
  <2>2. /\ dlv' = dlv /\ past' = past /\ sub' = sub
        /\ down' = [down EXCEPT ![e] = Append(@, f)]
        /\ pub' = [pub EXCEPT ![e] = PubOff(@.sid)]
    BY <1>3 DEF Close
  <2>3. pub'[e].st # "on" /\ (x # e => pub'[x] = pub[x])
    BY <1>1, <2>2 DEF PubOff
  <2> HIDE DEF f
  <2> QED BY <2>1, <2>2, <2>3, NoticeLike
<1> QED BY <1>2, <1>3

\* A frame without a message is taken from a stream, or one of another session.
LEMMA TakenStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, AskSnapshot(e) \/ DropStale(e)
  PROVE  Good(x)'
<1>1. /\ dlv' = dlv /\ past' = past /\ sub' = sub /\ pub' = pub
      /\ down' = [down EXCEPT ![e] = Tail(@)] /\ down[e] # <<>>
  <2>1. CASE AskSnapshot(e)
    BY <2>1 DEF AskSnapshot, DownHead
  <2>2. CASE DropStale(e)
    BY <2>2 DEF DropStale
  <2> QED BY <2>1, <2>2
<1>2. down[e] \in Seq(AnyDown) /\ down'[e] = Tail(down[e]) /\ (x # e => down'[x] = down[x])
  BY <1>1 DEF IndInv, Types
<1>3. CASE x # e
  BY <1>1, <1>2, <1>3, UntouchedStep DEF IndInv
<1>4. CASE x = e /\ sub[e].on
  <2>1. Head(down[e]).sid = sub[e].sid => Gives(Head(down[e])) \subseteq Range(dlv[e[2]])
    <3>1. CASE AskSnapshot(e)
      BY <3>1 DEF AskSnapshot, DownHead, Gives
    <3>2. CASE DropStale(e)
      BY <1>4, <3>2 DEF DropStale, IsCurrent
    <3> QED BY <3>1, <3>2
  <2>2. IsClosed(down[e], sub[e].sid, Range(dlv[e[2]]), past)
    BY <1>4 DEF IndInv, AllGood, Good
  <2>3. IsClosed(down'[e], sub[e].sid, Range(dlv[e[2]]), past)
    BY <1>1, <1>2, <2>1, <2>2, ClosedTail, CoverTail
  <2>4. (pub[e].st = "on" /\ pub[e].sid = sub[e].sid) =>
          IsCovered(down'[e], sub[e].sid, Range(dlv[e[2]]), Range(dlv[e[1]]))
    BY <1>1, <1>2, <1>4, <2>1, ClosedTail, CoverTail DEF IndInv, AllGood, Good
  <2> QED BY <1>1, <1>4, <2>3, <2>4 DEF Good
<1> QED BY <1>1, <1>3, <1>4 DEF Good

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
