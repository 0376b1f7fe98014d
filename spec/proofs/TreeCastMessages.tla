--------------------------- MODULE TreeCastMessages ---------------------------
(***************************************************************************)
(* What the steps that give somebody a message, or put one on a stream,    *)
(* do to deliveries and streams: TreeCast_proof says why they keep Good.   *)
(* Each lemma here opens few definitions, so that its user opens none.     *)
(***************************************************************************)
EXTENDS TreeCastEdges

\* What TreeCast names for traces to bind closer stands for itself here.
USE DEF On, Deliver, Replace, StateVec, Remember, Found, HasDown, FirstDown, RestDown, HasUp, FirstUp, RestUp

LEMMA InAllMsgs == ASSUME NEW p \in Node, NEW i \in 1..Quota[p] PROVE <<p, i>> \in AllMsgs
<1>1. <<p, i>> \in {<<p, j>> : j \in 1..Quota[p]}
  OBVIOUS
<1>2. {<<p, j>> : j \in 1..Quota[p]} \in {{<<r, j>> : j \in 1..Quota[r]} : r \in Node}
  OBVIOUS
<1> QED BY <1>1, <1>2 DEF AllMsgs

LEMMA NextIsMessage ==
  ASSUME NEW p \in Node, NEW v \in Vector, v[p] < Quota[p]
  PROVE  <<p, v[p] + 1>> \in AllMsgs
<1>1. v[p] \in Nat /\ Quota[p] \in Nat
  BY TreeCastAssumption DEF Vector
<1>2. v[p] + 1 \in 1..Quota[p]
  BY <1>1
<1> QED BY <1>2, InAllMsgs

LEMMA OneMoreIsAppend ==
  ASSUME NEW d \in [Node -> Seq(AllMsgs)], NEW q \in Node, NEW m \in AllMsgs
  PROVE  [d EXCEPT ![q] = @ \o <<m>>] = [d EXCEPT ![q] = Append(@, m)]
<1>1. d[q] \o <<m>> = Append(d[q], m)
  OBVIOUS
<1> QED BY <1>1

LEMMA RememberKeeps ==
  ASSUME NEW p, NEW m, m \notin DOMAIN past, past' = Remember(p, m)
  PROVE  past'[m] = Range(dlv[p]) /\ \A y \in DOMAIN past : past'[y] = past[y]
OBVIOUS

LEMMA MulticastDoes ==
  ASSUME NEW p \in Node, Multicast(p), NEW m \in AllMsgs, m = <<p, vec[p][p] + 1>>,
         dlv \in [Node -> Seq(AllMsgs)]
  PROVE  /\ dlv' = [dlv EXCEPT ![p] = Append(@, m)] /\ sub' = sub /\ pub' = pub
         /\ past' = Remember(p, m) /\ down' = Forward(down, p, m, p)
<1> HIDE DEF Deliver, Remember
<1>1. /\ dlv' = [dlv EXCEPT ![p] = Deliver(@, <<m>>)] /\ sub' = sub /\ pub' = pub
      /\ past' = Remember(p, m) /\ down' = Forward(down, p, m, p)
  BY DEF Multicast
<1> QED BY <1>1, OneMoreIsAppend DEF Deliver

LEMMA ReceiveDoes ==
  ASSUME NEW e \in Edge, Receive(e), NEW m \in AllMsgs, m = Head(down[e]).m, ~IsDuplicate(e[2], m),
         NEW rest, rest = [down EXCEPT ![e] = Tail(@)], dlv \in [Node -> Seq(AllMsgs)]
  PROVE  dlv' = [dlv EXCEPT ![e[2]] = Append(@, m)] /\ down' = Forward(rest, e[2], m, e[1])
<1>1. m = FirstDown(e).m /\ rest = [down EXCEPT ![e] = RestDown(e)]
  OBVIOUS
<1>2. e[2] \in Node
  BY EdgeEnds
<1> HIDE DEF Deliver, FirstDown, RestDown, HasDown
<1>3. dlv' = [dlv EXCEPT ![e[2]] = Deliver(@, <<m>>)] /\ down' = Forward(rest, e[2], m, e[1])
  BY <1>1 DEF Receive
<1> QED BY <1>2, <1>3, OneMoreIsAppend DEF Deliver

\* A node is given all of r at once.
LEMMA GivenMore ==
  ASSUME NEW q \in Node, NEW r \in Seq(AllMsgs), dlv \in [Node -> Seq(AllMsgs)], dlv' = [dlv EXCEPT ![q] = @ \o r]
  PROVE  /\ dlv'[q] = dlv[q] \o r /\ Range(dlv[q] \o r) = Range(dlv[q]) \cup Range(r)
         /\ \A p \in Node \ {q} : dlv'[p] = dlv[p]
<1>1. dlv[q] \in Seq(AllMsgs)
  OBVIOUS
<1>2. Range(dlv[q] \o r) = Range(dlv[q]) \cup Range(r)
  BY <1>1, RangeConcat
<1>3. dlv'[q] = dlv[q] \o r /\ \A p \in Node \ {q} : dlv'[p] = dlv[p]
  OBVIOUS
<1> QED BY <1>2, <1>3

\* A node appends a message, received from o (from itself when it is its own), and forwards it.
LEMMA ForwardStep ==
  ASSUME IndInv, NEW q \in Node, NEW o \in Node, NEW m \in AllMsgs, NEW P, NEW rest \in [Edge -> Seq(AnyDown)],
         dlv' = [dlv EXCEPT ![q] = Append(@, m)], sub' = sub, pub' = pub,
         down' = Forward(rest, q, m, o),
         P[m] \subseteq Range(dlv[q]),
         o # q => m \in Range(dlv[o]),
         NEW x \in Edge, sub[x].on,
         IsClosed(rest[x], sub[x].sid, Range(dlv[x[2]]) \cup (IF x[2] = q THEN {m} ELSE {}), P),
         (pub[x].st = "on" /\ pub[x].sid = sub[x].sid) =>
           IsCovered(rest[x], sub[x].sid, Range(dlv[x[2]]) \cup (IF x[2] = q THEN {m} ELSE {}), Range(dlv[x[1]]))
  PROVE  /\ IsClosed(down'[x], sub'[x].sid, Range(dlv'[x[2]]), P)
         /\ (pub'[x].st = "on" /\ pub'[x].sid = sub'[x].sid) =>
              IsCovered(down'[x], sub'[x].sid, Range(dlv'[x[2]]), Range(dlv'[x[1]]))
<1> USE DEF IndInv, Types
<1> DEFINE E == Range(dlv[x[2]]) \cup (IF x[2] = q THEN {m} ELSE {})
<1>1. x[1] \in Node /\ x[2] \in Node /\ x[1] # x[2]
  BY EdgeEnds
<1>2. /\ dlv'[q] = Append(dlv[q], m) /\ \A p \in Node \ {q} : dlv'[p] = dlv[p]
      /\ Range(Append(dlv[q], m)) = Range(dlv[q]) \cup {m}
  BY RangeAppend
<1>3. Range(dlv'[x[2]]) = E
  BY <1>1, <1>2
<1>4. rest[x] \in Seq(AnyDown) /\ pub[x].sid \in Nat
  OBVIOUS
<1> HIDE DEF E
<1>5. IsClosed(rest[x], sub[x].sid, E, P)
  BY DEF E
<1>6. (pub[x].st = "on" /\ pub[x].sid = sub[x].sid) => IsCovered(rest[x], sub[x].sid, E, Range(dlv[x[1]]))
  BY DEF E
<1>7. CASE x \in Targets(q, o)
  <2>1. down'[x] = rest[x] \o MsgsOn(x, pub[x].sid, <<m>>) /\ x[1] = q /\ pub[x].st = "on"
    BY <1>7 DEF Forward, Targets
  <2>2. /\ IsClosed(rest[x] \o MsgsOn(x, pub[x].sid, <<m>>), sub[x].sid, E, P)
        /\ pub[x].sid = sub[x].sid =>
             IsCovered(rest[x] \o MsgsOn(x, pub[x].sid, <<m>>), sub[x].sid, E, Range(dlv[q]) \cup {m})
    <3> DEFINE d == rest[x]
               sid == sub[x].sid
               psid == pub[x].sid
               C == Range(dlv[q])
    <3>1. psid = sid => IsCovered(d, sid, E, C) /\ P[m] \subseteq C
      BY <1>6, <2>1
    <3>2. d \in Seq(AnyDown) /\ psid \in Nat /\ IsClosed(d, sid, E, P)
      BY <1>4, <1>5
    <3> HIDE DEF d, sid, psid, C, IndInv, Types
    <3>3. Forwarded(x, d, sid, psid, E, P, C, m)
      BY <3>1, <3>2, StreamForward
    <3> QED BY <3>3 DEF d, sid, psid, C, Forwarded
  <2> QED BY <1>2, <1>3, <2>1, <2>2
<1>8. CASE x \notin Targets(q, o)
  <2>1. down'[x] = rest[x]
    BY <1>8 DEF Forward
  <2>2. CASE x[1] # q
    BY <1>1, <1>2, <1>3, <1>5, <1>6, <2>1, <2>2
  <2>3. CASE x[1] = q /\ pub[x].st # "on"
    BY <1>3, <1>5, <2>1, <2>3
  <2>4. CASE x[1] = q /\ pub[x].st = "on"
    <3>1. x[2] = o /\ o # q
      BY <1>1, <1>8, <2>4 DEF Targets
    <3>2. m \in E
      BY <3>1 DEF E
    <3>3. ASSUME pub[x].sid = sub[x].sid PROVE IsCovered(rest[x], sub[x].sid, E, Range(dlv[q]) \cup {m})
      BY <1>6, <2>4, <3>2, <3>3 DEF IsCovered, Ahead
    <3> QED BY <1>2, <1>3, <1>5, <2>1, <2>4, <3>3
  <2> QED BY <2>2, <2>3, <2>4
<1> QED BY <1>7, <1>8

\* The backlog: a part of a log in its order.  What it leaves out, and what was truncated, the subscriber has.
LEMMA BacklogClosed ==
  ASSUME IndInv, NEW p \in Node, NEW q \in Node, NEW v, Leq(base[p], v), Leq(v, vec[q]), v \in Vector
  PROVE  LET r == Backlog(p, v) IN
         /\ r \in Seq(AllMsgs)
         /\ \A k \in 1..Len(r) : \A y \in past[r[k]] : y \in Range(dlv[q]) \/ \E j \in 1..(k - 1) : r[j] = y
         /\ \A y \in Range(dlv[p]) : y \in Range(dlv[q]) \/ \E j \in 1..Len(r) : r[j] = y
<1> USE DEF IndInv, Types
<1> DEFINE r == Backlog(p, v)
           cut == Len(dlv[p]) - Len(log[p])
<1>1. r \in Seq(AllMsgs) /\ Selects(log[p], r, v)
  BY BeyondSelects DEF Backlog
<1> HIDE DEF r
<1>2. /\ Len(dlv[p]) \in Nat /\ Len(log[p]) \in Nat /\ cut \in Nat /\ cut + Len(log[p]) = Len(dlv[p])
      /\ \A i \in 1..Len(log[p]) : log[p][i] = dlv[p][cut + i]
      /\ \A i \in 1..cut : Has(base[p], dlv[p][i])
      /\ DOMAIN dlv[p] = 1..Len(dlv[p])
  BY DEF LogTail
<1>3. ASSUME NEW y \in AllMsgs, Has(v, y) \/ Has(base[p], y) PROVE y \in Range(dlv[q])
  <2>1. PICK o \in Node, n \in Nat : y = <<o, n>>
    BY DEF AllMsgs
  <2>2. base[p][o] \in Nat /\ v[o] \in Nat /\ vec[q][o] \in Nat /\ base[p][o] <= v[o] /\ v[o] <= vec[q][o]
    BY DEF Leq, Vector
  <2>3. Has(vec[q], y)
    BY <1>3, <2>1, <2>2 DEF Has
  <2> QED BY <2>3 DEF VecExact
<1> HIDE DEF cut
<1>4. ASSUME NEW h \in 1..Len(dlv[p]), dlv[p][h] \notin Range(dlv[q])
      PROVE  /\ h - cut \in 1..Len(log[p]) /\ log[p][h - cut] = dlv[p][h] /\ ~Has(v, log[p][h - cut])
  <2>1. dlv[p][h] \in AllMsgs
    BY <1>2
  <2>2. h \notin 1..cut
    BY <1>2, <1>3, <1>4, <2>1
  <2>3. h - cut \in 1..Len(log[p]) /\ cut + (h - cut) = h
    BY <1>2, <2>2
  <2> QED BY <1>2, <1>3, <1>4, <2>1, <2>3
<1>5. ASSUME NEW k \in 1..Len(r), NEW y \in past[r[k]], y \notin Range(dlv[q])
      PROVE  \E j \in 1..(k - 1) : r[j] = y
  <2>1. PICK i \in 1..Len(log[p]) :
          /\ r[k] = log[p][i]
          /\ \A h \in 1..(i - 1) : ~Has(v, log[p][h]) => \E j \in 1..(k - 1) : r[j] = log[p][h]
    BY <1>1 DEF Selects
  <2>2. cut + i \in DOMAIN dlv[p] /\ r[k] = dlv[p][cut + i]
    BY <1>2, <2>1
  <2>3. PICK h \in 1..((cut + i) - 1) : dlv[p][h] = y
    BY <1>5, <2>2 DEF Causal
  <2>4. h \in 1..Len(dlv[p])
    BY <1>2, <2>2
  <2>5. h - cut \in 1..Len(log[p]) /\ log[p][h - cut] = y /\ ~Has(v, log[p][h - cut])
    BY <1>4, <1>5, <2>3, <2>4
  <2>6. h - cut \in 1..(i - 1)
    BY <1>2, <2>3, <2>5
  <2> QED BY <2>1, <2>5, <2>6
<1>6. ASSUME NEW y \in Range(dlv[p]), y \notin Range(dlv[q]) PROVE \E j \in 1..Len(r) : r[j] = y
  <2>1. PICK h \in 1..Len(dlv[p]) : dlv[p][h] = y
    BY <1>2 DEF Range
  <2>2. h - cut \in 1..Len(log[p]) /\ log[p][h - cut] = y /\ ~Has(v, log[p][h - cut])
    BY <1>4, <1>6, <2>1
  <2> QED BY <1>1, <2>2 DEF Selects
<1> QED BY <1>1, <1>5, <1>6 DEF r
=============================================================================
