--------------------------- MODULE TreeCast_proof ---------------------------
(***************************************************************************)
(* EdgeClosed, the reason why TreeCast is causal on every overlay, is kept *)
(* by every step, for any number of nodes, edges, messages, faults and     *)
(* truncations.  TreeCastEdges has the invariant and the steps that put no *)
(* message on a stream and give nobody one; here are the four that do.     *)
(***************************************************************************)
EXTENDS TreeCastMessages

\* What TreeCast names for traces to bind closer stands for itself here.
USE DEF On, Deliver, Replace, StateVec, Remember, Found, HasDown, FirstDown, RestDown, HasUp, FirstUp, RestUp

LEMMA MulticastStep ==
  ASSUME IndInv, NEW x \in Edge, NEW p \in Node, Multicast(p)
  PROVE  Good(x)'
<1> DEFINE m == <<p, vec[p][p] + 1>>
<1>1. vec[p] \in Vector /\ vec[p][p] < Quota[p] /\ dlv \in [Node -> Seq(AllMsgs)] /\ down \in [Edge -> Seq(AnyDown)]
  BY DEF IndInv, Types, Multicast
<1>2. m \in AllMsgs
  BY <1>1, NextIsMessage
<1>3. m \notin DOMAIN past
  BY <1>1 DEF IndInv, History, Has, Vector
<1> HIDE DEF m
<1>4. /\ dlv' = [dlv EXCEPT ![p] = Append(@, m)] /\ sub' = sub /\ pub' = pub
      /\ down' = Forward(down, p, m, p)
      /\ past'[m] = Range(dlv[p])
      /\ \A y \in DOMAIN past : past'[y] = past[y]
  BY <1>1, <1>2, <1>3, MulticastDoes, RememberKeeps DEF m
<1>5. ASSUME sub[x].on PROVE Good(x)'
  <2> DEFINE E == Range(dlv[x[2]]) \cup (IF x[2] = p THEN {m} ELSE {})
  <2>1. \A i \in DOMAIN down[x] : down[x][i].type = "Msg" => down[x][i].m \in DOMAIN past
    BY EdgeEnds DEF IndInv, Carried, Gives, History
  <2>2. IsClosed(down[x], sub[x].sid, Range(dlv[x[2]]), past')
    BY <1>1, <1>4, <1>5, <2>1, StreamPast DEF IndInv, AllGood, Good
  <2>3. IsClosed(down[x], sub[x].sid, E, past')
    BY <2>2, ClosedGrows
  <2>4. (pub[x].st = "on" /\ pub[x].sid = sub[x].sid) => IsCovered(down[x], sub[x].sid, E, Range(dlv[x[1]]))
    BY <1>5, CoverGrows DEF IndInv, AllGood, Good
  <2>5. /\ IsClosed(down'[x], sub'[x].sid, Range(dlv'[x[2]]), past')
        /\ (pub'[x].st = "on" /\ pub'[x].sid = sub'[x].sid) =>
             IsCovered(down'[x], sub'[x].sid, Range(dlv'[x[2]]), Range(dlv'[x[1]]))
    BY <1>1, <1>2, <1>4, <1>5, <2>3, <2>4, ForwardStep
  <2> QED BY <2>5 DEF Good
<1> QED BY <1>4, <1>5 DEF Good

LEMMA ReceiveStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, Receive(e)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1> DEFINE q == e[2]
           m == Head(down[e]).m
           rest == [down EXCEPT ![e] = Tail(@)]
<1>1. /\ down[e] # <<>> /\ Head(down[e]) = down[e][1] /\ 1 \in DOMAIN down[e] /\ Head(down[e]) \in AnyDown
      /\ Head(down[e]).type = "Msg" /\ sub[e].on /\ Head(down[e]).sid = sub[e].sid
  BY DEF Receive, DownHead, IsCurrent
<1>2. m \in AllMsgs /\ Gives(Head(down[e])) = {m}
  BY <1>1 DEF AnyDown, Gives
<1>3. q \in Node /\ e[1] \in Node /\ e[1] # q
  BY EdgeEnds
<1>4. past' = past /\ sub' = sub /\ pub' = pub
  BY DEF Receive
<1>5. m \in Range(dlv[e[1]])
  BY <1>1, <1>2 DEF Carried
<1>6. past[m] \subseteq Range(dlv[q])
  <2>1. past[m] \subseteq Ahead(down[e], sub[e].sid, Range(dlv[e[2]]), 1)
    BY <1>1 DEF AllGood, Good, IsClosed
  <2> QED BY <2>1, AheadIff
<1>7. rest \in [Edge -> Seq(AnyDown)] /\ rest[e] = Tail(down[e]) /\ \A y \in Edge \ {e} : rest[y] = down[y]
  BY <1>1
<1>8. CASE IsDuplicate(q, m)
  <2>1. dlv' = dlv /\ down' = rest
    BY <1>8 DEF Receive
  <2>2. m \in Range(dlv[q])
    BY <1>2, <1>3, <1>8 DEF IsDuplicate, VecExact
  <2>3. CASE x # e
    BY <1>4, <1>7, <2>1, <2>3, UntouchedStep
  <2>4. CASE x = e
    BY <1>1, <1>2, <1>4, <1>7, <2>1, <2>2, <2>4, ClosedTail, CoverTail DEF AllGood, Good
  <2> QED BY <2>3, <2>4
<1>9. CASE ~IsDuplicate(q, m)
  <2>1. dlv' = [dlv EXCEPT ![q] = Append(@, m)] /\ down' = Forward(rest, q, m, e[1])
    <3>1. dlv \in [Node -> Seq(AllMsgs)]
      OBVIOUS
    <3> HIDE DEF IndInv, Types
    <3> QED BY <1>2, <1>9, <3>1, ReceiveDoes
  <2> HIDE DEF q, m, rest
  <2>2. ASSUME sub[x].on PROVE Good(x)'
    <3> DEFINE E == Range(dlv[x[2]]) \cup (IF x[2] = q THEN {m} ELSE {})
    <3>1. /\ IsClosed(rest[x], sub[x].sid, E, past)
          /\ (pub[x].st = "on" /\ pub[x].sid = sub[x].sid) => IsCovered(rest[x], sub[x].sid, E, Range(dlv[x[1]]))
      <4>1. CASE x # e
        BY <1>7, <2>2, <4>1, ClosedGrows, CoverGrows DEF AllGood, Good
      <4>2. CASE x = e
        <5>1. Gives(Head(down[e])) \subseteq E /\ Range(dlv[e[2]]) \subseteq E
          BY <1>2, <4>2 DEF q
        <5> QED BY <1>1, <1>7, <2>2, <4>2, <5>1, ClosedTail, CoverTail DEF AllGood, Good
      <4> QED BY <4>1, <4>2
    <3> HIDE DEF E
    <3>2. /\ IsClosed(down'[x], sub'[x].sid, Range(dlv'[x[2]]), past)
          /\ (pub'[x].st = "on" /\ pub'[x].sid = sub'[x].sid) =>
               IsCovered(down'[x], sub'[x].sid, Range(dlv'[x[2]]), Range(dlv'[x[1]]))
      BY <1>2, <1>3, <1>4, <1>5, <1>6, <1>7, <2>1, <2>2, <3>1, ForwardStep DEF E
    <3> QED BY <1>4, <3>2 DEF Good
  <2> QED BY <1>4, <2>2 DEF Good
<1> QED BY <1>8, <1>9

LEMMA AcceptStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, Accept(e)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1> DEFINE p == e[1]
           q == e[2]
           f == Head(up[e])
           r == Backlog(p, f.vec)
           t == MsgsOn(e, f.sid, r)
<1>1. p \in Node /\ q \in Node
  BY EdgeEnds
<1>2. up[e] # <<>> /\ f = up[e][1] /\ 1 \in DOMAIN up[e] /\ f \in AnyUp /\ f.type = "Sub"
  BY DEF Accept, UpHead
<1>3. f.vec \in Vector /\ f.sid \in Nat
  BY <1>2 DEF AnyUp
<1>4. Leq(base[p], f.vec) /\ Leq(f.vec, vec[q])
  BY <1>2 DEF Accept, CanServe, Asked
<1>5. /\ dlv' = dlv /\ past' = past /\ sub' = sub
      /\ x # e => pub'[x] = pub[x] /\ down'[x] = down[x]
      /\ pub'[e].sid = f.sid /\ down'[e] = down[e] \o t
  BY DEF Accept, PubOn
<1> HIDE DEF p, q, f
<1>6. /\ r \in Seq(AllMsgs)
      /\ \A k \in 1..Len(r) : \A y \in past[r[k]] : y \in Range(dlv[q]) \/ \E j \in 1..(k - 1) : r[j] = y
      /\ \A y \in Range(dlv[p]) : y \in Range(dlv[q]) \/ \E j \in 1..Len(r) : r[j] = y
  <2> HIDE DEF IndInv, Types
  <2> QED BY <1>1, <1>3, <1>4, BacklogClosed
<1> HIDE DEF r
<1>7. /\ t \in Seq(AnyDown) /\ Len(t) = Len(r) /\ Len(r) \in Nat
      /\ \A k \in 1..Len(r) : t[k].type = "Msg" /\ t[k].sid = f.sid /\ t[k].m = r[k] /\ Gives(t[k]) = {r[k]}
  <2>1. Len(r) \in Nat
    BY <1>6
  <2> HIDE DEF IndInv, Types
  <2> QED BY <1>3, <1>6, <2>1, MsgsOnShape
<1> HIDE DEF t
<1>8. CASE x # e
  BY <1>5, <1>8, UntouchedStep
<1>9. CASE x = e /\ sub[e].on
  <2> DEFINE D == Range(dlv[q])
             s == sub[e].sid
  <2>1. IsClosed(down[e], s, D, past)
    BY <1>9 DEF AllGood, Good, q
  <2> HIDE DEF D, s
  <2>2. ASSUME NEW k \in 1..Len(t), t[k].sid = s, NEW y \in past[t[k].m]
        PROVE  y \in Ahead(down[e], s, D, Len(down[e]) + 1) \/ \E j \in 1..(k - 1) : t[j].sid = s /\ y \in Gives(t[j])
    <3>1. k \in 1..Len(r) /\ t[k].m = r[k] /\ f.sid = s
      BY <1>7, <2>2
    <3>2. CASE y \in D
      BY <3>2 DEF Ahead
    <3>3. CASE y \notin D
      <4>1. PICK j \in 1..(k - 1) : r[j] = y
        BY <1>6, <2>2, <3>1, <3>3 DEF D
      <4>2. j \in 1..Len(r)
        BY <1>7, <3>1
      <4> QED BY <1>7, <3>1, <4>1, <4>2
    <3> QED BY <3>2, <3>3
  <2>3. IsClosed(down[e] \o t, s, D, past)
    BY <1>7, <2>1, <2>2, StreamConcat
  <2>4. ASSUME f.sid = s PROVE IsCovered(down[e] \o t, s, D, Range(dlv[p]))
    <3>1. ASSUME NEW y \in Range(dlv[p])
          PROVE  y \in Ahead(down[e], s, D, Len(down[e]) + 1) \/ \E j \in 1..Len(t) : t[j].sid = s /\ y \in Gives(t[j])
      BY <1>6, <1>7, <2>4 DEF D, Ahead
    <3> QED BY <1>7, <3>1, CoverConcat
  <2> QED BY <1>5, <1>9, <2>3, <2>4 DEF Good, D, s, p, q
<1> QED BY <1>5, <1>8, <1>9 DEF Good

LEMMA InstallStep ==
  ASSUME IndInv, NEW x \in Edge, NEW e \in Edge, Install(e)
  PROVE  Good(x)'
<1> USE DEF IndInv, Types
<1> DEFINE q == e[2]
           s == Head(down[e]).state
           r == Beyond(s, vec[q])
           rest == [down EXCEPT ![e] = Tail(@)]
<1>1. /\ down[e] # <<>> /\ Head(down[e]) \in AnyDown /\ Head(down[e]).type = "Snapshot"
      /\ sub[e].on /\ Head(down[e]).sid = sub[e].sid
  BY DEF Install, DownHead, IsCurrent
<1>2. s \in Seq(AllMsgs) /\ Gives(Head(down[e])) = Range(s)
  BY <1>1 DEF AnyDown, Gives
<1>3. q \in Node /\ e[1] \in Node /\ e[1] # q
  BY EdgeEnds
<1>4. /\ past' = past /\ sub' = sub
      /\ dlv' = [dlv EXCEPT ![q] = @ \o r]
      /\ x \notin Severed(q) => pub'[x] = pub[x] /\ down'[x] = rest[x]
      /\ x \in Severed(q) => pub'[x].st = "off" /\ down'[x] = Append(rest[x], [type |-> "Close", sid |-> pub[x].sid])
  BY DEF Install, PubOff
<1>5. rest[e] = Tail(down[e]) /\ \A y \in Edge \ {e} : rest[y] = down[y]
  BY <1>1
<1> HIDE DEF s
<1>6. r \in Seq(AllMsgs) /\ Selects(s, r, vec[q])
  BY <1>2, BeyondSelects
<1> HIDE DEF r, q, rest
<1>7. /\ dlv'[q] = dlv[q] \o r /\ Range(dlv[q] \o r) = Range(dlv[q]) \cup Range(r)
      /\ \A p \in Node \ {q} : dlv'[p] = dlv[p]
  <2>1. dlv \in [Node -> Seq(AllMsgs)]
    OBVIOUS
  <2> HIDE DEF IndInv, Types
  <2> QED BY <1>3, <1>4, <1>6, <2>1, GivenMore
<1>8. ASSUME NEW y \in Range(s) PROVE y \in Range(dlv'[q])
  <2>1. PICK i \in 1..Len(s) : s[i] = y
    BY <1>2, <1>8 DEF Range
  <2>2. y \in AllMsgs
    BY <1>2, <2>1
  <2>3. CASE Has(vec[q], y)
    BY <1>3, <1>7, <2>2, <2>3 DEF VecExact
  <2>4. CASE ~Has(vec[q], y)
    <3>1. PICK k \in 1..Len(r) : r[k] = y
      BY <1>6, <2>1, <2>4 DEF Selects
    <3>2. y \in Range(r)
      BY <1>6, <3>1 DEF Range
    <3> QED BY <1>7, <3>2
  <2> QED BY <2>3, <2>4
<1>9. x[1] \in Node /\ x[2] \in Node /\ x[1] # x[2]
  BY EdgeEnds
<1>10. Range(dlv[x[2]]) \subseteq Range(dlv'[x[2]])
  BY <1>7, <1>9
<1>11. ASSUME sub[x].on
       PROVE  /\ IsClosed(rest[x], sub[x].sid, Range(dlv'[x[2]]), past)
              /\ (pub[x].st = "on" /\ pub[x].sid = sub[x].sid) =>
                   IsCovered(rest[x], sub[x].sid, Range(dlv'[x[2]]), Range(dlv[x[1]]))
  <2>1. CASE x # e
    BY <1>5, <1>10, <1>11, <2>1, ClosedGrows, CoverGrows DEF AllGood, Good
  <2>2. CASE x = e
    <3>1. Gives(Head(down[e])) \subseteq Range(dlv'[x[2]])
      BY <1>2, <1>8, <2>2 DEF q
    <3> QED BY <1>1, <1>5, <1>10, <1>11, <2>2, <3>1, ClosedTail, CoverTail DEF AllGood, Good
  <2> QED BY <2>1, <2>2
<1>12. CASE x \in Severed(q)
  <2>1. rest[x] \in Seq(AnyDown)
    BY <1>1, <1>5
  <2>2. [type |-> "Close", sid |-> pub[x].sid] \in AnyDown
    BY DEF AnyDown
  <2>3. ASSUME sub[x].on
        PROVE  IsClosed(Append(rest[x], [type |-> "Close", sid |-> pub[x].sid]), sub[x].sid, Range(dlv'[x[2]]), past)
    BY <1>11, <2>1, <2>2, <2>3, StreamAppend
  <2> QED BY <1>4, <1>12, <2>3 DEF Good
<1>13. CASE x \notin Severed(q)
  <2>1. CASE x[1] = q
    <3>1. pub'[x].st # "on"
      BY <1>4, <1>13, <2>1 DEF Severed
    <3> QED BY <1>4, <1>11, <1>13, <3>1 DEF Good
  <2>2. CASE x[1] # q
    <3>1. dlv'[x[1]] = dlv[x[1]]
      BY <1>7, <1>9, <2>2
    <3> QED BY <1>4, <1>11, <1>13, <3>1 DEF Good
  <2> QED BY <2>1, <2>2
<1> QED BY <1>12, <1>13
-----------------------------------------------------------------------------
LEMMA StutterStep == ASSUME IndInv, NEW x \in Edge, UNCHANGED vars PROVE Good(x)'
BY UntouchedStep DEF vars, IndInv

\* The inductive step, for any constants that satisfy TreeCastAssumption.
LEMMA AllStayGood == IndInv /\ [Next]_vars => AllGood'
<1> SUFFICES ASSUME IndInv, [Next]_vars, NEW x \in Edge PROVE Good(x)'
  BY DEF AllGood
<1>1. CASE UNCHANGED vars
  BY <1>1, StutterStep
<1>2. ASSUME NEW p \in Node, Multicast(p) \/ Truncate(p) \/ Restart(p) PROVE Good(x)'
  BY <1>2, MulticastStep, QuietStep, RestartStep
<1>3. ASSUME NEW e \in Edge, \/ Subscribe(e) \/ Accept(e) \/ Refuse(e) \/ OnUnsub(e)
                             \/ Receive(e) \/ OnClose(e) \/ DropStale(e)
      PROVE  Good(x)'
  BY <1>3, SubscribeStep, AcceptStep, NoticeStep, QuietStep, ReceiveStep, TakenStep
<1>4. ASSUME NEW e \in Edge, \/ AskSnapshot(e) \/ OnAsk(e) \/ TakeSnapshot(e) \/ Install(e) \/ Decline(e)
                             \/ Unsubscribe(e) \/ Close(e)
      PROVE  Good(x)'
  BY <1>4, TakenStep, QuietStep, TakeSnapshotStep, InstallStep, NoticeStep
<1>5. ASSUME NEW p \in Node, NEW q \in Node, LinkReset(p, q) PROVE Good(x)'
  BY <1>5, QuietStep
<1> QED BY <1>1, <1>2, <1>3, <1>4, <1>5 DEF Next, System, Environment

THEOREM EdgesStayGood == IndInv /\ [Next]_vars => (EdgeClosed /\ EdgeCovers)'
BY AllStayGood, GoodMeans, PTL
=============================================================================
