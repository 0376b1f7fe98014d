-------------------------- MODULE CausalCast_proof --------------------------
(***************************************************************************)
(* CausalCast implements FifoCast, for any number of nodes and messages.   *)
(*                                                                         *)
(* In words: what was sent of an origin has the numbers 1 to SentBy        *)
(* (Numbered); an origin has delivered all that it sent (OwnFirst), so the *)
(* past of a message contains all earlier ones of its origin (PastOwn);    *)
(* hence deliveries have no holes (Dense), and a message whose past is     *)
(* there is the next one of its origin (DenseNext): a run that CausalCast  *)
(* permits is one that FifoCast permits.                                   *)
(***************************************************************************)
EXTENDS CausalCast, VectorFacts

Types ==
  /\ dlv \in [Node -> Seq(AllMsgs)]
  /\ DOMAIN past \subseteq AllMsgs
  /\ IsFiniteSet(DOMAIN past)

Numbered == \A o \in Node : \A j \in Nat : <<o, j>> \in DOMAIN past <=> j \in 1..SentBy(o)

OwnFirst == \A o \in Node : \A j \in Nat : <<o, j>> \in DOMAIN past => <<o, j>> \in Range(dlv[o])

OnlySent == \A p \in Node : Range(dlv[p]) \subseteq DOMAIN past

PastOwn == \A o \in Node : \A j, k \in Nat :
             (<<o, k>> \in DOMAIN past /\ 1 <= j /\ j < k) => <<o, j>> \in past[<<o, k>>]

AllDense == \A p \in Node : Dense(dlv[p])

IndInv == Types /\ Numbered /\ OwnFirst /\ OnlySent /\ PastOwn /\ AllDense
-----------------------------------------------------------------------------
LEMMA MsgShape == \A m \in AllMsgs : \E o \in Node : \E j \in Nat \ {0} : m = <<o, j>>
<1> USE DEF AllMsgs
<1> QED OBVIOUS

LEMMA SentFinite ==
  ASSUME NEW o, IsFiniteSet(DOMAIN past)
  PROVE  IsFiniteSet({m \in DOMAIN past : m[1] = o}) /\ SentBy(o) \in Nat
<1>1. {m \in DOMAIN past : m[1] = o} \subseteq DOMAIN past
  OBVIOUS
<1>2. IsFiniteSet({m \in DOMAIN past : m[1] = o})
  BY <1>1, FiniteSubset
<1> QED BY <1>2, CardinalityType DEF SentBy

LEMMA InitInv == Init => IndInv
<1> SUFFICES ASSUME Init PROVE IndInv
  OBVIOUS
<1>1. DOMAIN past = {}
  BY DEF Init
<1>2. Types
  BY <1>1, EmptyCardinality DEF Init, Types
<1>3. \A o : SentBy(o) = 0
  <2> TAKE o
  <2>1. {m \in DOMAIN past : m[1] = o} = {}
    BY <1>1
  <2> QED BY <2>1, EmptyCardinality DEF SentBy
<1>4. Numbered /\ OwnFirst /\ PastOwn
  BY <1>1, <1>3 DEF Numbered, OwnFirst, PastOwn
<1>5. OnlySent
  BY DEF Init, OnlySent, Range
<1>6. AllDense
  BY DenseEmpty DEF Init, AllDense
<1> QED BY <1>2, <1>4, <1>5, <1>6 DEF IndInv
-----------------------------------------------------------------------------
\* What an origin sends.
LEMMA MulticastStep ==
  ASSUME IndInv, NEW p \in Node, Multicast(p)
  PROVE  /\ IndInv'
         /\ \A q \in Node : SentBy(q)' = IF q = p THEN SentBy(q) + 1 ELSE SentBy(q)
<1> DEFINE m == <<p, SentBy(p) + 1>>
<1> USE DEF IndInv
<1>1. SentBy(p) \in Nat /\ SentBy(p) < Quota[p]
  BY SentFinite DEF Types, Multicast
<1>2. m \in AllMsgs
  BY <1>1, QuotaType DEF AllMsgs
<1>3. m \notin DOMAIN past
  BY <1>1 DEF Numbered
<1>4. /\ DOMAIN past' = DOMAIN past \cup {m}
      /\ past'[m] = Range(dlv[p])
      /\ \A x \in DOMAIN past : past'[x] = past[x]
      /\ dlv' = [dlv EXCEPT ![p] = Append(@, m)]
  BY <1>3 DEF Multicast
<1>5. dlv[p] \in Seq(AllMsgs) /\ dlv'[p] = Append(dlv[p], m) /\ \A q \in Node \ {p} : dlv'[q] = dlv[q]
  BY <1>4 DEF Types
<1>6. Types'
  <2>1. IsFiniteSet(DOMAIN past \cup {m})
    BY <1>3, OneMore DEF Types
  <2>2. dlv' \in [Node -> Seq(AllMsgs)]
    BY <1>2, <1>4, <1>5 DEF Types
  <2> QED BY <1>2, <1>4, <2>1, <2>2 DEF Types, AllMsgs
<1>7. \A q \in Node : SentBy(q)' = IF q = p THEN SentBy(q) + 1 ELSE SentBy(q)
  <2> TAKE q \in Node
  <2> DEFINE B(x) == {y \in x : y[1] = q}
  <2>1. IsFiniteSet(B(DOMAIN past)) /\ m \notin B(DOMAIN past)
    BY <1>3, SentFinite DEF Types
  <2>2. CASE q = p
    <3>1. B(DOMAIN past') = B(DOMAIN past) \cup {m}
      BY <1>4, <2>2
    <3> HIDE DEF B, m
    <3>2. Cardinality(B(DOMAIN past) \cup {m}) = Cardinality(B(DOMAIN past)) + 1
      BY <2>1, OneMore
    <3> QED BY <2>2, <3>1, <3>2 DEF SentBy, B
  <2>3. CASE q # p
    <3>1. B(DOMAIN past') = B(DOMAIN past)
      BY <1>4, <2>3
    <3> QED BY <2>3, <3>1 DEF SentBy
  <2> QED BY <2>2, <2>3
<1>8. \A q \in Node : SentBy(q) \in Nat
  BY SentFinite DEF Types
<1>9. Numbered'
  <2> SUFFICES ASSUME NEW o \in Node, NEW j \in Nat
               PROVE  <<o, j>> \in DOMAIN past' <=> j \in 1..SentBy(o)'
    BY DEF Numbered
  <2> QED BY <1>4, <1>7, <1>8 DEF Numbered
<1>10. Range(Append(dlv[p], m)) = Range(dlv[p]) \cup {m}
  BY <1>2, <1>5, RangeAppend
<1>11. \A q \in Node : Range(dlv[q]) \subseteq Range(dlv'[q])
  BY <1>5, <1>10
<1>12. OwnFirst'
  BY <1>4, <1>5, <1>10, <1>11 DEF OwnFirst
<1>13. OnlySent'
  BY <1>4, <1>5, <1>10 DEF OnlySent
<1>14. PastOwn'
  <2> SUFFICES ASSUME NEW o \in Node, NEW j \in Nat, NEW k \in Nat,
                      <<o, k>> \in DOMAIN past', 1 <= j, j < k
               PROVE  <<o, j>> \in past'[<<o, k>>]
    BY DEF PastOwn
  <2>1. CASE <<o, k>> \in DOMAIN past
    BY <1>4, <2>1 DEF PastOwn
  <2>2. CASE <<o, k>> = m
    <3>1. o = p /\ j \in 1..SentBy(p)
      BY <1>1, <2>2
    <3> QED BY <1>4, <2>2, <3>1 DEF Numbered, OwnFirst
  <2> QED BY <1>4, <2>1, <2>2
<1>15. AllDense'
  <2>1. Count(dlv[p], p) = SentBy(p)
    <3>1. Count(dlv[p], p) \in Nat
      BY <1>5, CountType
    <3>2. \A j \in Nat : j \in 1..Count(dlv[p], p) <=> j \in 1..SentBy(p)
      BY DEF AllDense, Dense, Numbered, OwnFirst, OnlySent
    <3>3. SentBy(p) \in 1..Count(dlv[p], p) \/ SentBy(p) = 0
      BY <1>1, <3>2
    <3>4. Count(dlv[p], p) \in 1..SentBy(p) \/ Count(dlv[p], p) = 0
      BY <3>1, <3>2
    <3> QED BY <1>1, <3>1, <3>2, <3>3, <3>4
  <2>2. Dense(dlv[p])
    BY DEF AllDense
  <2>3. Dense(Append(dlv[p], m))
    BY <1>1, <1>2, <1>5, <2>1, <2>2, DenseAppend
  <2> QED BY <1>5, <2>3 DEF AllDense
<1> QED BY <1>6, <1>7, <1>9, <1>12, <1>13, <1>14, <1>15
-----------------------------------------------------------------------------
\* A message whose past is there is the next one of its origin.
LEMMA ReadyIsNext ==
  ASSUME IndInv, NEW s \in Seq(AllMsgs), Dense(s), NEW m \in DOMAIN past, IsReady(s, m)
  PROVE  /\ m[2] = Count(s, m[1]) + 1
         /\ Dense(Append(s, m))
<1>1. m \in AllMsgs
  BY DEF IndInv, Types
<1>2. PICK o \in Node, n \in Nat \ {0} : m = <<o, n>>
  BY <1>1, MsgShape
<1>3. ASSUME NEW j \in 1..(n - 1) PROVE <<o, j>> \in Range(s)
  <2>1. j \in Nat /\ n \in Nat /\ 1 <= j /\ j < n
    OBVIOUS
  <2>2. <<o, n>> \in DOMAIN past
    BY <1>2
  <2>3. <<o, j>> \in past[<<o, n>>]
    BY <2>1, <2>2 DEF IndInv, PastOwn
  <2> QED BY <1>2, <2>3 DEF IsReady
<1>4. n = Count(s, o) + 1
  BY <1>2, <1>3, DenseNext DEF IsReady
<1>5. Dense(Append(s, <<o, n>>))
  BY <1>1, <1>2, <1>4, DenseAppend
<1> QED BY <1>2, <1>4, <1>5

\* So along a whole run.
LEMMA RunIsFifo ==
  ASSUME IndInv, NEW p \in Node, NEW run \in Runs(p)
  PROVE  /\ run \in Arrangements(Missing(p))
         /\ run \in Seq(AllMsgs) /\ run \in Seq(DOMAIN past)
         /\ \A i \in DOMAIN run : run[i][2] = Count(dlv[p] \o Before(run, i), run[i][1]) + 1
         /\ Dense(dlv[p] \o run)
<1> DEFINE s(k) == dlv[p] \o SubSeq(run, 1, k)
           P(k) == k \in 0..Len(run) => Dense(s(k))
<1>1. run \in Arrangements(Missing(p))
  BY DEF Runs
<1>2. PICK c : run \in [1..c -> Missing(p)] /\ c \in 1..Cardinality(Missing(p))
  BY <1>1 DEF Arrangements
<1>3. run \in Seq(Missing(p))
  <2>1. IsFiniteSet(Missing(p))
    BY FiniteSubset DEF Missing, IndInv, Types
  <2>2. c \in Nat
    BY <1>2, <2>1, CardinalityType
  <2> QED BY <1>2, <2>2
<1>4. /\ run \in Seq(DOMAIN past) /\ run \in Seq(AllMsgs)
      /\ dlv[p] \in Seq(AllMsgs)
      /\ DOMAIN run = 1..Len(run) /\ Len(run) \in Nat
  BY <1>3 DEF Missing, IndInv, Types
<1>5. \A k \in 0..(Len(run) - 1) : /\ s(k + 1) = Append(s(k), run[k + 1])
                                   /\ s(k) \in Seq(AllMsgs)
                                   /\ run[k + 1] \in DOMAIN past
                                   /\ IsReady(s(k), run[k + 1])
  <2> TAKE k \in 0..(Len(run) - 1)
  <2>1. s(k + 1) = Append(s(k), run[k + 1]) /\ s(k) \in Seq(AllMsgs)
    BY <1>4, BeforeNext
  <2>2. k + 1 \in DOMAIN run /\ (k + 1) - 1 = k
    BY <1>4
  <2>3. IsReady(dlv[p] \o Before(run, k + 1), run[k + 1])
    BY <2>2 DEF Runs
  <2>4. IsReady(s(k), run[k + 1])
    BY <2>2, <2>3 DEF Before
  <2>5. run[k + 1] \in DOMAIN past
    BY <1>4, <2>2
  <2> QED BY <2>1, <2>4, <2>5
<1>6. s(0) = dlv[p] /\ s(Len(run)) = dlv[p] \o run
  BY <1>4, BeforeEnds
<1> HIDE DEF s
<1>7. \A k \in Nat : P(k)
  <2>1. P(0)
    BY <1>6 DEF IndInv, AllDense
  <2>2. \A k \in Nat : P(k) => P(k + 1)
    <3> SUFFICES ASSUME NEW k \in Nat, P(k), k + 1 \in 0..Len(run) PROVE Dense(s(k + 1))
      OBVIOUS
    <3>1. k \in 0..(Len(run) - 1) /\ Dense(s(k))
      BY <1>4
    <3> QED BY <1>5, <3>1, ReadyIsNext
  <2> DEFINE S == {k \in Nat : P(k)}
  <2>3. 0 \in S /\ \A k \in Nat : k \in S => k + 1 \in S
    BY <2>1, <2>2
  <2> HIDE DEF S
  <2>4. Nat \subseteq S
    BY <2>3, SetInduction
  <2> QED BY <2>4 DEF S
<1>8. \A k \in 0..(Len(run) - 1) : run[k + 1][2] = Count(s(k), run[k + 1][1]) + 1
  <2> TAKE k \in 0..(Len(run) - 1)
  <2>1. Dense(s(k))
    BY <1>4, <1>7
  <2> QED BY <1>5, <2>1, ReadyIsNext
<1>9. \A i \in DOMAIN run : run[i][2] = Count(dlv[p] \o Before(run, i), run[i][1]) + 1
  <2> TAKE i \in DOMAIN run
  <2>1. i - 1 \in 0..(Len(run) - 1) /\ (i - 1) + 1 = i
    BY <1>4
  <2>2. run[i][2] = Count(s(i - 1), run[i][1]) + 1
    BY <1>8, <2>1
  <2> QED BY <2>2 DEF s, Before
<1>10. Dense(dlv[p] \o run)
  BY <1>4, <1>6, <1>7
<1> QED BY <1>1, <1>4, <1>9, <1>10

LEMMA DeliverStep ==
  ASSUME IndInv, NEW p \in Node, NEW run \in Runs(p), Deliver(p, run)
  PROVE  IndInv'
<1> USE DEF IndInv
<1>1. /\ dlv[p] \in Seq(AllMsgs) /\ run \in Seq(AllMsgs) /\ run \in Seq(DOMAIN past)
      /\ dlv' = [dlv EXCEPT ![p] = @ \o run]
      /\ dlv'[p] = dlv[p] \o run /\ \A q \in Node \ {p} : dlv'[q] = dlv[q]
      /\ past' = past
  BY RunIsFifo DEF Types, Deliver
<1>2. Types'
  <2>1. dlv[p] \o run \in Seq(AllMsgs)
    BY <1>1
  <2> QED BY <1>1, <2>1 DEF Types, AllMsgs
<1>3. Range(dlv'[p]) = Range(dlv[p]) \cup Range(run)
  BY <1>1, RangeConcat
<1>4. Range(run) \subseteq DOMAIN past
  BY <1>1, RangeIn
<1>5. Numbered' /\ PastOwn'
  BY <1>1 DEF Numbered, PastOwn, SentBy
<1>6. OwnFirst'
  BY <1>1, <1>3 DEF OwnFirst
<1>7. OnlySent'
  BY <1>1, <1>3, <1>4 DEF OnlySent
<1>8. AllDense'
  BY <1>1, RunIsFifo DEF AllDense
<1> QED BY <1>2, <1>5, <1>6, <1>7, <1>8

LEMMA StutterStep == IndInv /\ UNCHANGED vars => IndInv'
BY DEF IndInv, Types, Numbered, OwnFirst, OnlySent, PastOwn, AllDense, SentBy, vars, AllMsgs

LEMMA NextInv == IndInv /\ [Next]_vars => IndInv'
BY MulticastStep, DeliverStep, StutterStep DEF Next

THEOREM Invariance == Spec => []IndInv
BY InitInv, NextInv, PTL DEF Spec
-----------------------------------------------------------------------------
\* The refinement mapping: FifoCast's sent is how many messages of each origin there are.
LEMMA SameWords ==
  /\ \A S : FC!Cardinality(S) = Cardinality(S)
  /\ \A S : FC!Arrangements(S) = Arrangements(S)
  /\ \A s, o : FC!Count(s, o) = Count(s, o)
<1>1. \A S : FC!Cardinality(S) = Cardinality(S)
  BY DEF FC!Cardinality, Cardinality
<1> QED BY <1>1 DEF FC!Arrangements, Arrangements, FC!Count, Count

LEMMA InitRefines == Init => FC!Init
<1> SUFFICES ASSUME Init PROVE FC!Init
  OBVIOUS
<1>1. \A o : {m \in DOMAIN past : m[1] = o} = {}
  BY DEF Init
<1>2. \A o : SentBy(o) = 0
  BY <1>1, EmptyCardinality DEF SentBy
<1> QED BY <1>2 DEF Init, FC!Init

LEMMA SentIsPast == ASSUME IndInv PROVE FC!Sent = DOMAIN past
<1>1. \A q \in Node : SentBy(q) \in Nat
  BY SentFinite DEF IndInv, Types
<1>2. ASSUME NEW m \in FC!Sent PROVE m \in DOMAIN past
  <2>1. PICK q \in Node : m \in {<<q, i>> : i \in 1..SentBy(q)}
    BY DEF FC!Sent
  <2>2. PICK i \in 1..SentBy(q) : m = <<q, i>>
    BY <2>1
  <2> QED BY <1>1, <2>2 DEF IndInv, Numbered
<1>3. ASSUME NEW m \in DOMAIN past PROVE m \in FC!Sent
  <2>1. PICK o \in Node, n \in Nat \ {0} : m = <<o, n>>
    BY MsgShape DEF IndInv, Types
  <2>2. n \in 1..SentBy(o)
    BY <1>3, <2>1 DEF IndInv, Numbered
  <2> QED BY <2>1, <2>2 DEF FC!Sent
<1> QED BY <1>2, <1>3

LEMMA MulticastRefines ==
  ASSUME IndInv, NEW p \in Node, Multicast(p)
  PROVE  FC!Multicast(p)
<1> DEFINE n == [q \in Node |-> SentBy(q)]
<1>1. \A q \in Node : SentBy(q)' = IF q = p THEN SentBy(q) + 1 ELSE SentBy(q)
  BY MulticastStep
<1>2. n' = [n EXCEPT ![p] = @ + 1]
  BY <1>1
<1> QED BY <1>2 DEF Multicast, FC!Multicast

LEMMA DeliverRefines ==
  ASSUME IndInv, NEW p \in Node, NEW run \in Runs(p), Deliver(p, run)
  PROVE  run \in FC!Runs(p) /\ FC!Deliver(p, run)
<1>1. FC!Missing(p) = Missing(p)
  BY SentIsPast DEF FC!Missing, Missing, FC!Range, Range
<1>2. run \in FC!Arrangements(FC!Missing(p))
  BY <1>1, RunIsFifo, SameWords
<1>3. \A i \in DOMAIN run : FC!IsNext(dlv[p] \o FC!Before(run, i), run[i])
  BY RunIsFifo, SameWords DEF FC!IsNext, FC!Before, Before
<1>4. run \in FC!Runs(p)
  BY <1>2, <1>3 DEF FC!Runs
<1>5. FC!Deliver(p, run)
  BY DEF Deliver, FC!Deliver, SentBy
<1> QED BY <1>4, <1>5

LEMMA StutterRefines == UNCHANGED vars => UNCHANGED FC!vars
BY DEF vars, FC!vars, SentBy

LEMMA NextRefines == IndInv /\ [Next]_vars => [FC!Next]_(FC!vars)
BY MulticastRefines, DeliverRefines, StutterRefines DEF Next, FC!Next

THEOREM Refinement == Spec => FC!Spec
<1>1. Init => FC!Init
  BY InitRefines
<1>2. IndInv /\ [Next]_vars => [FC!Next]_(FC!vars)
  BY NextRefines
<1>3. Spec => []IndInv
  BY Invariance
<1> QED BY <1>1, <1>2, <1>3, PTL DEF Spec, FC!Spec
=============================================================================
