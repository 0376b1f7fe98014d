----------------------------- MODULE StreamFacts -----------------------------
(***************************************************************************)
(* Facts about what Streams defines.                                       *)
(***************************************************************************)
EXTENDS Streams, VectorFacts

LEMMA AheadIff ==
  ASSUME NEW d, NEW sid, NEW D, NEW i, NEW x
  PROVE  x \in Ahead(d, sid, D, i) <=> x \in D \/ \E j \in 1..(i - 1) : d[j].sid = sid /\ x \in Gives(d[j])
BY DEF Ahead

\* Whatever else a subscriber is given does no harm.
LEMMA ClosedGrows ==
  ASSUME NEW d, NEW sid, NEW D, NEW E, D \subseteq E, NEW P, IsClosed(d, sid, D, P)
  PROVE  IsClosed(d, sid, E, P)
<1>1. \A i : Ahead(d, sid, D, i) \subseteq Ahead(d, sid, E, i)
  BY DEF Ahead
<1> QED BY <1>1 DEF IsClosed

LEMMA CoverGrows ==
  ASSUME NEW d, NEW sid, NEW D, NEW E, D \subseteq E, NEW C, IsCovered(d, sid, D, C)
  PROVE  IsCovered(d, sid, E, C)
<1>1. \A i : Ahead(d, sid, D, i) \subseteq Ahead(d, sid, E, i)
  BY DEF Ahead
<1> QED BY <1>1 DEF IsCovered

\* Another past that says the same of the messages on the stream.
LEMMA StreamPast ==
  ASSUME NEW S, NEW d \in Seq(S), NEW sid, NEW D, NEW P, NEW Q, IsClosed(d, sid, D, P),
         \A i \in DOMAIN d : (d[i].type = "Msg" /\ d[i].sid = sid) => P[d[i].m] = Q[d[i].m]
  PROVE  IsClosed(d, sid, D, Q)
BY DEF IsClosed

\* A session in which nothing is under way.
LEMMA StreamNew ==
  ASSUME NEW S, NEW d \in Seq(S), NEW sid, NEW D, NEW P, \A i \in DOMAIN d : d[i].sid # sid
  PROVE  IsClosed(d, sid, D, P)
BY DEF IsClosed

\* Frames are put on the stream: they change nothing for those before them.
LEMMA AheadConcat ==
  ASSUME NEW S, NEW d \in Seq(S), NEW t \in Seq(S), NEW sid, NEW D
  PROVE  /\ \A i \in 1..(Len(d) + 1) : Ahead(d \o t, sid, D, i) = Ahead(d, sid, D, i)
         /\ \A k \in 1..(Len(t) + 1) : \A x : x \in Ahead(d \o t, sid, D, Len(d) + k) <=>
              \/ x \in Ahead(d, sid, D, Len(d) + 1)
              \/ \E j \in 1..(k - 1) : t[j].sid = sid /\ x \in Gives(t[j])
<1>1. /\ Len(d) \in Nat /\ Len(t) \in Nat
      /\ \A j \in 1..Len(d) : (d \o t)[j] = d[j]
      /\ \A j \in 1..Len(t) : (d \o t)[Len(d) + j] = t[j]
  OBVIOUS
<1>2. ASSUME NEW i \in 1..(Len(d) + 1) PROVE Ahead(d \o t, sid, D, i) = Ahead(d, sid, D, i)
  <2>1. \A j \in 1..(i - 1) : (d \o t)[j] = d[j]
    BY <1>1
  <2> QED BY <2>1 DEF Ahead
<1>3. ASSUME NEW k \in 1..(Len(t) + 1), NEW x
      PROVE  x \in Ahead(d \o t, sid, D, Len(d) + k) <=>
              \/ x \in Ahead(d, sid, D, Len(d) + 1)
              \/ \E j \in 1..(k - 1) : t[j].sid = sid /\ x \in Gives(t[j])
  <2> DEFINE G(f) == f.sid = sid /\ x \in Gives(f)
  <2>1. x \in Ahead(d \o t, sid, D, Len(d) + k) <=> x \in D \/ \E j \in 1..(Len(d) + k - 1) : G((d \o t)[j])
    BY AheadIff
  <2>2. x \in Ahead(d, sid, D, Len(d) + 1) <=> x \in D \/ \E j \in 1..Len(d) : G(d[j])
    <3>1. (Len(d) + 1) - 1 = Len(d)
      BY <1>1
    <3> QED BY <3>1, AheadIff
  <2> HIDE DEF G
  <2>3. ASSUME NEW j \in 1..(Len(d) + k - 1), G((d \o t)[j])
        PROVE  (\E h \in 1..Len(d) : G(d[h])) \/ \E h \in 1..(k - 1) : G(t[h])
    <3>1. CASE j <= Len(d)
      BY <1>1, <2>3, <3>1
    <3>2. CASE j > Len(d)
      <4>1. j - Len(d) \in 1..(k - 1) /\ Len(d) + (j - Len(d)) = j /\ j - Len(d) \in 1..Len(t)
        BY <1>1, <3>2
      <4> QED BY <1>1, <2>3, <4>1
    <3> QED BY <1>1, <3>1, <3>2
  <2>4. ASSUME NEW h \in 1..Len(d), G(d[h]) PROVE \E j \in 1..(Len(d) + k - 1) : G((d \o t)[j])
    BY <1>1, <2>4
  <2>5. ASSUME NEW h \in 1..(k - 1), G(t[h]) PROVE \E j \in 1..(Len(d) + k - 1) : G((d \o t)[j])
    <3>1. Len(d) + h \in 1..(Len(d) + k - 1) /\ h \in 1..Len(t)
      BY <1>1
    <3> QED BY <1>1, <2>5, <3>1
  <2>6. (\E j \in 1..(Len(d) + k - 1) : G((d \o t)[j])) <=>
          (\E h \in 1..Len(d) : G(d[h])) \/ (\E h \in 1..(k - 1) : G(t[h]))
    BY <2>3, <2>4, <2>5
  <2> QED BY <2>1, <2>2, <2>6 DEF G
<1> QED BY <1>2, <1>3

LEMMA StreamConcat ==
  ASSUME NEW S, NEW d \in Seq(S), NEW t \in Seq(S), NEW sid, NEW D, NEW P,
         IsClosed(d, sid, D, P),
         \A k \in 1..Len(t) : (t[k].type = "Msg" /\ t[k].sid = sid) =>
           \A x \in P[t[k].m] : \/ x \in Ahead(d, sid, D, Len(d) + 1)
                                \/ \E j \in 1..(k - 1) : t[j].sid = sid /\ x \in Gives(t[j])
  PROVE  IsClosed(d \o t, sid, D, P)
<1>1. /\ Len(d) \in Nat /\ Len(t) \in Nat
      /\ DOMAIN d = 1..Len(d)
      /\ DOMAIN (d \o t) = 1..(Len(d) + Len(t))
      /\ \A j \in 1..Len(d) : (d \o t)[j] = d[j]
      /\ \A j \in 1..Len(t) : (d \o t)[Len(d) + j] = t[j]
  OBVIOUS
<1> SUFFICES ASSUME NEW i \in 1..(Len(d) + Len(t)), (d \o t)[i].type = "Msg", (d \o t)[i].sid = sid
             PROVE  P[(d \o t)[i].m] \subseteq Ahead(d \o t, sid, D, i)
  BY <1>1 DEF IsClosed
<1>2. CASE i <= Len(d)
  <2>1. i \in DOMAIN d /\ i \in 1..(Len(d) + 1) /\ (d \o t)[i] = d[i]
    BY <1>1, <1>2
  <2> QED BY <2>1, AheadConcat DEF IsClosed
<1>3. CASE i > Len(d)
  <2>1. PICK k \in 1..Len(t) : i = Len(d) + k /\ (d \o t)[i] = t[k]
    <3>1. i - Len(d) \in 1..Len(t) /\ Len(d) + (i - Len(d)) = i
      BY <1>1, <1>3
    <3> QED BY <1>1, <3>1
  <2>2. k \in 1..(Len(t) + 1)
    BY <1>1
  <2> QED BY <2>1, <2>2, AheadConcat
<1> QED BY <1>1, <1>2, <1>3

LEMMA CoverConcat ==
  ASSUME NEW S, NEW d \in Seq(S), NEW t \in Seq(S), NEW sid, NEW D, NEW C,
         \A x \in C : \/ x \in Ahead(d, sid, D, Len(d) + 1)
                      \/ \E j \in 1..Len(t) : t[j].sid = sid /\ x \in Gives(t[j])
  PROVE  IsCovered(d \o t, sid, D, C)
<1>1. /\ Len(d) \in Nat /\ Len(t) \in Nat /\ Len(d \o t) = Len(d) + Len(t)
      /\ Len(d) + (Len(t) + 1) = Len(d \o t) + 1 /\ (Len(t) + 1) - 1 = Len(t) /\ Len(t) + 1 \in 1..(Len(t) + 1)
  OBVIOUS
<1> QED BY <1>1, AheadConcat DEF IsCovered

LEMMA StreamAppend ==
  ASSUME NEW S, NEW d \in Seq(S), NEW f \in S, NEW sid, NEW D, NEW P,
         IsClosed(d, sid, D, P),
         (f.type = "Msg" /\ f.sid = sid) => P[f.m] \subseteq Ahead(d, sid, D, Len(d) + 1)
  PROVE  IsClosed(Append(d, f), sid, D, P)
<1>1. <<f>> \in Seq(S) /\ Append(d, f) = d \o <<f>> /\ Len(<<f>>) = 1 /\ <<f>>[1] = f
  OBVIOUS
<1>2. \A k \in 1..Len(<<f>>) : (<<f>>[k].type = "Msg" /\ <<f>>[k].sid = sid) =>
         \A x \in P[<<f>>[k].m] : x \in Ahead(d, sid, D, Len(d) + 1)
  BY <1>1
<1> QED BY <1>1, <1>2, StreamConcat

LEMMA CoverAppend ==
  ASSUME NEW S, NEW d \in Seq(S), NEW f \in S, NEW sid, NEW D, NEW C,
         \A x \in C : x \in Ahead(d, sid, D, Len(d) + 1) \/ (f.sid = sid /\ x \in Gives(f))
  PROVE  IsCovered(Append(d, f), sid, D, C)
<1>1. <<f>> \in Seq(S) /\ Append(d, f) = d \o <<f>> /\ Len(<<f>>) = 1 /\ <<f>>[1] = f
  OBVIOUS
<1>2. \A x \in C : \/ x \in Ahead(d, sid, D, Len(d) + 1)
                   \/ \E j \in 1..Len(<<f>>) : <<f>>[j].sid = sid /\ x \in Gives(<<f>>[j])
  BY <1>1
<1> QED BY <1>1, <1>2, CoverConcat

\* The first frame is dealt with: what it brought is given, or it was of no account.
LEMMA TailAhead ==
  ASSUME NEW S, NEW d \in Seq(S), d # <<>>, NEW sid, NEW D, NEW E, D \subseteq E,
         Head(d).sid = sid => Gives(Head(d)) \subseteq E
  PROVE  \A i \in 1..Len(d) : Ahead(d, sid, D, i + 1) \subseteq Ahead(Tail(d), sid, E, i)
<1>1. /\ Len(d) \in Nat \ {0} /\ Len(Tail(d)) = Len(d) - 1 /\ Head(d) = d[1]
      /\ DOMAIN d = 1..Len(d) /\ DOMAIN Tail(d) = 1..(Len(d) - 1)
      /\ \A j \in 1..(Len(d) - 1) : Tail(d)[j] = d[j + 1]
  OBVIOUS
<1>2. ASSUME NEW i \in 1..Len(d) PROVE Ahead(d, sid, D, i + 1) \subseteq Ahead(Tail(d), sid, E, i)
  <2> SUFFICES ASSUME NEW x \in Ahead(d, sid, D, i + 1) PROVE x \in Ahead(Tail(d), sid, E, i)
    OBVIOUS
  <2>1. CASE x \in D
    BY <2>1 DEF Ahead
  <2>2. CASE x \notin D
    <3>1. PICK j \in 1..i : d[j].sid = sid /\ x \in Gives(d[j])
      <4>1. (i + 1) - 1 = i
        BY <1>1
      <4> QED BY <2>2, <4>1, AheadIff
    <3>2. CASE j = 1
      BY <1>1, <3>1, <3>2 DEF Ahead
    <3>3. CASE j # 1
      <4>1. j - 1 \in 1..(i - 1) /\ j - 1 \in 1..(Len(d) - 1) /\ (j - 1) + 1 = j
        BY <1>1, <3>3
      <4>2. Tail(d)[j - 1].sid = sid /\ x \in Gives(Tail(d)[j - 1])
        BY <1>1, <3>1, <4>1
      <4> QED BY <4>1, <4>2, AheadIff
    <3> QED BY <3>2, <3>3
  <2> QED BY <2>1, <2>2
<1> QED BY <1>2

LEMMA ClosedTail ==
  ASSUME NEW S, NEW d \in Seq(S), d # <<>>, NEW sid, NEW D, NEW E, D \subseteq E, NEW P,
         Head(d).sid = sid => Gives(Head(d)) \subseteq E, IsClosed(d, sid, D, P)
  PROVE  IsClosed(Tail(d), sid, E, P)
<1>1. /\ Len(d) \in Nat \ {0} /\ Len(Tail(d)) = Len(d) - 1 /\ Head(d) = d[1]
      /\ DOMAIN d = 1..Len(d) /\ DOMAIN Tail(d) = 1..(Len(d) - 1)
      /\ \A j \in 1..(Len(d) - 1) : Tail(d)[j] = d[j + 1]
  OBVIOUS
<1>2. \A i \in 1..Len(d) : Ahead(d, sid, D, i + 1) \subseteq Ahead(Tail(d), sid, E, i)
  BY TailAhead
<1> SUFFICES ASSUME NEW i \in 1..(Len(d) - 1), Tail(d)[i].type = "Msg", Tail(d)[i].sid = sid
             PROVE  P[Tail(d)[i].m] \subseteq Ahead(Tail(d), sid, E, i)
  BY <1>1 DEF IsClosed
<1>3. i + 1 \in DOMAIN d /\ Tail(d)[i] = d[i + 1] /\ i \in 1..Len(d)
  BY <1>1
<1> QED BY <1>2, <1>3 DEF IsClosed

LEMMA CoverTail ==
  ASSUME NEW S, NEW d \in Seq(S), d # <<>>, NEW sid, NEW D, NEW E, D \subseteq E, NEW C,
         Head(d).sid = sid => Gives(Head(d)) \subseteq E, IsCovered(d, sid, D, C)
  PROVE  IsCovered(Tail(d), sid, E, C)
<1>1. \A i \in 1..Len(d) : Ahead(d, sid, D, i + 1) \subseteq Ahead(Tail(d), sid, E, i)
  BY TailAhead
<1>2. Len(Tail(d)) + 1 = Len(d) /\ Len(d) \in 1..Len(d)
  OBVIOUS
<1> QED BY <1>1, <1>2 DEF IsCovered
-----------------------------------------------------------------------------
\* Selecting keeps the order: what is selected before an element of s comes before it in the selection, too.
Selects(s, r, v) ==
  /\ \A k \in 1..Len(r) : \E i \in 1..Len(s) :
       /\ r[k] = s[i]
       /\ \A h \in 1..(i - 1) : ~Has(v, s[h]) => \E j \in 1..(k - 1) : r[j] = s[h]
  /\ \A i \in 1..Len(s) : ~Has(v, s[i]) => \E k \in 1..Len(r) : r[k] = s[i]

LEMMA SelectsAppend ==
  ASSUME NEW S, NEW s \in Seq(S), NEW r \in Seq(S), NEW m \in S, NEW v, Selects(s, r, v)
  PROVE  /\ Has(v, m) => Selects(Append(s, m), r, v)
         /\ ~Has(v, m) => Selects(Append(s, m), Append(r, m), v)
<1> DEFINE t == Append(s, m)
           u == Append(r, m)
<1>1. /\ Len(s) \in Nat /\ Len(r) \in Nat /\ Len(t) = Len(s) + 1 /\ Len(u) = Len(r) + 1
      /\ \A i \in 1..Len(s) : t[i] = s[i]
      /\ t[Len(s) + 1] = m
      /\ \A i \in 1..Len(r) : u[i] = r[i]
      /\ u[Len(r) + 1] = m
  OBVIOUS
<1> HIDE DEF t, u
<1>2. ASSUME Has(v, m) PROVE Selects(t, r, v)
  <2>1. ASSUME NEW k \in 1..Len(r)
        PROVE  \E i \in 1..Len(t) : /\ r[k] = t[i]
                                    /\ \A h \in 1..(i - 1) : ~Has(v, t[h]) => \E j \in 1..(k - 1) : r[j] = t[h]
    <3>1. PICK i \in 1..Len(s) : /\ r[k] = s[i]
                                 /\ \A h \in 1..(i - 1) : ~Has(v, s[h]) => \E j \in 1..(k - 1) : r[j] = s[h]
      BY DEF Selects
    <3>2. i \in 1..Len(t) /\ t[i] = s[i] /\ \A h \in 1..(i - 1) : t[h] = s[h]
      BY <1>1
    <3> QED BY <3>1, <3>2
  <2>2. ASSUME NEW i \in 1..Len(t), ~Has(v, t[i]) PROVE \E k \in 1..Len(r) : r[k] = t[i]
    <3>1. i \in 1..Len(s) /\ t[i] = s[i]
      BY <1>1, <1>2, <2>2
    <3> QED BY <2>2, <3>1 DEF Selects
  <2> QED BY <2>1, <2>2 DEF Selects
<1>3. ASSUME ~Has(v, m) PROVE Selects(t, u, v)
  <2>1. ASSUME NEW k \in 1..Len(u)
        PROVE  \E i \in 1..Len(t) : /\ u[k] = t[i]
                                    /\ \A h \in 1..(i - 1) : ~Has(v, t[h]) => \E j \in 1..(k - 1) : u[j] = t[h]
    <3>1. CASE k \in 1..Len(r)
      <4>1. PICK i \in 1..Len(s) : /\ r[k] = s[i]
                                   /\ \A h \in 1..(i - 1) : ~Has(v, s[h]) => \E j \in 1..(k - 1) : r[j] = s[h]
        BY <3>1 DEF Selects
      <4>2. i \in 1..Len(t) /\ t[i] = s[i] /\ \A h \in 1..(i - 1) : t[h] = s[h]
        BY <1>1
      <4>3. u[k] = r[k] /\ \A j \in 1..(k - 1) : u[j] = r[j]
        BY <1>1, <3>1
      <4> QED BY <4>1, <4>2, <4>3
    <3>2. CASE k = Len(r) + 1
      <4>1. u[k] = t[Len(s) + 1] /\ Len(s) + 1 \in 1..Len(t)
        BY <1>1, <3>2
      <4>2. ASSUME NEW h \in 1..Len(s), ~Has(v, t[h]) PROVE \E j \in 1..(k - 1) : u[j] = t[h]
        <5>1. PICK j \in 1..Len(r) : r[j] = s[h]
          BY <1>1, <4>2 DEF Selects
        <5> QED BY <1>1, <3>2, <5>1
      <4>3. (Len(s) + 1) - 1 = Len(s)
        BY <1>1
      <4> QED BY <4>1, <4>2, <4>3
    <3> QED BY <1>1, <3>1, <3>2
  <2>2. ASSUME NEW i \in 1..Len(t), ~Has(v, t[i]) PROVE \E k \in 1..Len(u) : u[k] = t[i]
    <3>1. CASE i \in 1..Len(s)
      <4>1. PICK k \in 1..Len(r) : r[k] = s[i]
        BY <1>1, <2>2, <3>1 DEF Selects
      <4> QED BY <1>1, <3>1, <4>1
    <3>2. CASE i = Len(s) + 1
      BY <1>1, <3>2
    <3> QED BY <1>1, <3>1, <3>2
  <2> QED BY <2>1, <2>2 DEF Selects
<1> QED BY <1>2, <1>3 DEF t, u

LEMMA BeyondSelects ==
  ASSUME NEW S, NEW s \in Seq(S), NEW v
  PROVE  Beyond(s, v) \in Seq(S) /\ Selects(s, Beyond(s, v), v)
<1> DEFINE s_(k) == SubSeq(s, 1, k)
           Good(k) == k \in 0..Len(s) => Beyond(s_(k), v) \in Seq(S) /\ Selects(s_(k), Beyond(s_(k), v), v)
           T == {k \in Nat : Good(k)}
<1>1. Good(0)
  <2>1. s_(0) = <<>>
    OBVIOUS
  <2>2. Beyond(<<>>, v) = <<>>
    BY DEF Beyond
  <2>3. Len(<<>>) = 0
    OBVIOUS
  <2> QED BY <2>1, <2>2, <2>3 DEF Selects
<1>2. ASSUME NEW k \in Nat, Good(k) PROVE Good(k + 1)
  <2> SUFFICES ASSUME k + 1 \in 0..Len(s)
               PROVE  Beyond(s_(k + 1), v) \in Seq(S) /\ Selects(s_(k + 1), Beyond(s_(k + 1), v), v)
    OBVIOUS
  <2>1. /\ s_(k + 1) = Append(s_(k), s[k + 1]) /\ s_(k) \in Seq(S) /\ s[k + 1] \in S
        /\ k \in 0..Len(s)
    OBVIOUS
  <2>2. Beyond(s_(k), v) \in Seq(S) /\ Selects(s_(k), Beyond(s_(k), v), v)
    BY <1>2, <2>1
  <2> HIDE DEF s_
  <2>3. Beyond(Append(s_(k), s[k + 1]), v) =
          IF ~Has(v, s[k + 1]) THEN Append(Beyond(s_(k), v), s[k + 1]) ELSE Beyond(s_(k), v)
    BY <2>1 DEF Beyond
  <2>4. CASE Has(v, s[k + 1])
    BY <2>1, <2>2, <2>3, <2>4, SelectsAppend
  <2>5. CASE ~Has(v, s[k + 1])
    <3>1. Append(Beyond(s_(k), v), s[k + 1]) \in Seq(S)
      BY <2>1, <2>2
    <3> QED BY <2>1, <2>2, <2>3, <2>5, <3>1, SelectsAppend
  <2> QED BY <2>4, <2>5
<1>3. 0 \in T /\ \A k \in Nat : k \in T => k + 1 \in T
  BY <1>1, <1>2
<1> HIDE DEF T
<1>4. Nat \subseteq T
  BY <1>3, SetInduction
<1>5. Len(s) \in Nat /\ s_(Len(s)) = s
  OBVIOUS
<1> QED BY <1>4, <1>5 DEF T
=============================================================================
