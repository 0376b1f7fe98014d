----------------------------- MODULE VectorFacts -----------------------------
(***************************************************************************)
(* Facts about the words of Vectors that the proofs use: how Count and     *)
(* Range change when a sequence grows by one, and that counting in a       *)
(* sequence without holes gives the next number.                           *)
(*                                                                         *)
(* The library FiniteSetTheorems has a name of its own here, because it    *)
(* also defines a Range; SameWords says that its cardinalities are ours.   *)
(***************************************************************************)
EXTENDS Vectors, Integers, TLAPS

LOCAL FS == INSTANCE FiniteSetTheorems
LOCAL WF == INSTANCE WellFoundedInduction

LEMMA SameFinite == \A S : FS!IsFiniteSet(S) <=> IsFiniteSet(S)
BY DEF FS!IsFiniteSet, IsFiniteSet

LEMMA SameCardinality == \A S : FS!Cardinality(S) = Cardinality(S)
BY DEF FS!Cardinality, Cardinality

LEMMA SmallInterval == ASSUME NEW n \in Nat PROVE IsFiniteSet(1..n) /\ Cardinality(1..n) = n
BY FS!FS_Interval, SameFinite, SameCardinality

LEMMA FiniteSubset ==
  ASSUME NEW S, IsFiniteSet(S), NEW T, T \subseteq S
  PROVE  IsFiniteSet(T) /\ Cardinality(T) <= Cardinality(S)
BY FS!FS_Subset, SameFinite, SameCardinality

LEMMA CardinalityType == ASSUME NEW S, IsFiniteSet(S) PROVE Cardinality(S) \in Nat
BY FS!FS_CardinalityType, SameFinite, SameCardinality

LEMMA EmptyCardinality == IsFiniteSet({}) /\ Cardinality({}) = 0
BY FS!FS_EmptySet, SameFinite, SameCardinality

LEMMA OneMore ==
  ASSUME NEW S, IsFiniteSet(S), NEW x, x \notin S
  PROVE  IsFiniteSet(S \cup {x}) /\ Cardinality(S \cup {x}) = Cardinality(S) + 1
BY FS!FS_AddElement, SameFinite, SameCardinality

\* s holds, of every origin, the first so many messages: those that it counts.
Dense(s) == \A o : \A j \in Nat : <<o, j>> \in Range(s) <=> j \in 1..Count(s, o)

LEMMA CountType ==
  ASSUME NEW S, NEW s \in Seq(S), NEW o
  PROVE  /\ IsFiniteSet({i \in DOMAIN s : s[i][1] = o})
         /\ Count(s, o) \in Nat
<1>1. IsFiniteSet(1..Len(s))
  BY SmallInterval
<1>2. {i \in DOMAIN s : s[i][1] = o} \in SUBSET (1..Len(s))
  OBVIOUS
<1>3. IsFiniteSet({i \in DOMAIN s : s[i][1] = o})
  BY <1>1, <1>2, FiniteSubset
<1> QED BY <1>3, CardinalityType DEF Count

LEMMA CountEmpty == \A o : Count(<<>>, o) = 0
<1> TAKE o
<1>1. {i \in DOMAIN <<>> : <<>>[i][1] = o} = {}
  OBVIOUS
<1> QED BY <1>1, EmptyCardinality DEF Count

LEMMA CountAppend ==
  ASSUME NEW S, NEW s \in Seq(S), NEW m \in S, NEW o
  PROVE  Count(Append(s, m), o) = IF m[1] = o THEN Count(s, o) + 1 ELSE Count(s, o)
<1> DEFINE t == Append(s, m)
           P(x) == {i \in DOMAIN x : x[i][1] = o}
<1>1. /\ DOMAIN t = 1..(Len(s) + 1)
      /\ \A i \in 1..Len(s) : t[i] = s[i]
      /\ t[Len(s) + 1] = m
      /\ Len(s) \in Nat
      /\ DOMAIN s = 1..Len(s)
  OBVIOUS
<1>2. IsFiniteSet(P(s))
  BY CountType
<1>3. CASE m[1] = o
  <2>1. P(t) = P(s) \cup {Len(s) + 1}
    BY <1>1, <1>3
  <2>2. Len(s) + 1 \notin P(s)
    BY <1>1
  <2> HIDE DEF P
  <2>3. Cardinality(P(s) \cup {Len(s) + 1}) = Cardinality(P(s)) + 1
    BY <1>2, <2>2, OneMore
  <2> QED BY <1>3, <2>1, <2>3 DEF Count, P
<1>4. CASE m[1] # o
  <2>1. P(t) = P(s)
    BY <1>1, <1>4
  <2> QED BY <1>4, <2>1 DEF Count
<1> QED BY <1>3, <1>4

LEMMA RangeAppend ==
  ASSUME NEW S, NEW s \in Seq(S), NEW m \in S
  PROVE  Range(Append(s, m)) = Range(s) \cup {m}
<1>1. /\ DOMAIN Append(s, m) = 1..(Len(s) + 1)
      /\ \A i \in 1..Len(s) : Append(s, m)[i] = s[i]
      /\ Append(s, m)[Len(s) + 1] = m
      /\ Len(s) \in Nat
      /\ DOMAIN s = 1..Len(s)
  OBVIOUS
<1> QED BY <1>1 DEF Range

LEMMA RangeIn == ASSUME NEW S, NEW s \in Seq(S) PROVE Range(s) \subseteq S
BY DEF Range

LEMMA RangeConcat ==
  ASSUME NEW S, NEW s \in Seq(S), NEW t \in Seq(S)
  PROVE  Range(s \o t) = Range(s) \cup Range(t)
<1>1. /\ DOMAIN s = 1..Len(s) /\ DOMAIN t = 1..Len(t)
      /\ DOMAIN (s \o t) = 1..(Len(s) + Len(t))
      /\ Len(s) \in Nat /\ Len(t) \in Nat
      /\ \A i \in 1..(Len(s) + Len(t)) : (s \o t)[i] = IF i <= Len(s) THEN s[i] ELSE t[i - Len(s)]
  OBVIOUS
<1>2. Range(s) \subseteq Range(s \o t)
  BY <1>1 DEF Range
<1>4. ASSUME NEW i \in 1..Len(t) PROVE t[i] \in Range(s \o t)
  <2>1. Len(s) + i \in 1..(Len(s) + Len(t)) /\ Len(s) + i > Len(s) /\ (Len(s) + i) - Len(s) = i
    BY <1>1
  <2>2. t[i] = (s \o t)[Len(s) + i]
    BY <1>1, <2>1
  <2> QED BY <1>1, <2>1, <2>2 DEF Range
<1>5. Range(t) \subseteq Range(s \o t)
  BY <1>1, <1>4 DEF Range
<1>3. ASSUME NEW x \in Range(s \o t) PROVE x \in Range(s) \cup Range(t)
  <2>1. PICK i \in 1..(Len(s) + Len(t)) : x = (s \o t)[i]
    BY <1>1 DEF Range
  <2>2. CASE i <= Len(s)
    BY <1>1, <2>1, <2>2 DEF Range
  <2>3. CASE i > Len(s)
    <3>1. i - Len(s) \in DOMAIN t /\ x = t[i - Len(s)]
      BY <1>1, <2>1, <2>3
    <3> QED BY <3>1 DEF Range
  <2> QED BY <1>1, <2>2, <2>3
<1> QED BY <1>2, <1>3, <1>5

LEMMA DenseEmpty == Dense(<<>>)
BY CountEmpty DEF Dense, Range

\* A sequence without holes stays so when the next message of an origin is appended.
LEMMA DenseAppend ==
  ASSUME NEW S, NEW s \in Seq(S), NEW o, NEW n \in Nat, <<o, n>> \in S,
         Dense(s), n = Count(s, o) + 1
  PROVE  Dense(Append(s, <<o, n>>))
<1> SUFFICES ASSUME NEW q, NEW j \in Nat
             PROVE  <<q, j>> \in Range(Append(s, <<o, n>>)) <=> j \in 1..Count(Append(s, <<o, n>>), q)
  BY DEF Dense
<1>1. Range(Append(s, <<o, n>>)) = Range(s) \cup {<<o, n>>}
  BY RangeAppend
<1>2. Count(Append(s, <<o, n>>), q) = IF o = q THEN Count(s, q) + 1 ELSE Count(s, q)
  BY CountAppend
<1>3. Count(s, q) \in Nat
  BY CountType
<1>4. <<q, j>> \in Range(s) <=> j \in 1..Count(s, q)
  BY DEF Dense
<1> QED BY <1>1, <1>2, <1>3, <1>4

\* Whatever is new, while all its predecessors are there, is the next of its origin.
LEMMA DenseNext ==
  ASSUME NEW S, NEW s \in Seq(S), NEW o, NEW n \in Nat \ {0},
         Dense(s), <<o, n>> \notin Range(s), \A j \in 1..(n - 1) : <<o, j>> \in Range(s)
  PROVE  n = Count(s, o) + 1
<1>1. Count(s, o) \in Nat
  BY CountType
<1>2. n \notin 1..Count(s, o)
  BY DEF Dense
<1>3. CASE n = 1
  BY <1>1, <1>2, <1>3
<1>4. CASE n > 1
  <2>1. n - 1 \in 1..Count(s, o)
    BY <1>4 DEF Dense
  <2> QED BY <1>1, <1>2, <2>1
<1> QED BY <1>3, <1>4

\* Induction, about a set instead of a predicate: first-order provers can use that.
LEMMA SetInduction ==
  ASSUME NEW S, 0 \in S, \A k \in Nat : k \in S => k + 1 \in S
  PROVE  Nat \subseteq S
<1> DEFINE T == {k \in Nat : k \notin S}
           R == {ss \in Nat \X Nat : ss[1] < ss[2]}
<1> SUFFICES ASSUME T # {} PROVE FALSE
  OBVIOUS
<1>1. WF!IsWellFoundedOn(R, Nat)
  BY WF!NatLessThanWellFounded DEF WF!OpToRel
<1>2. T \subseteq Nat
  OBVIOUS
<1> HIDE DEF R
<1>3. PICK x \in T : \A y \in T : ~ (<<y, x>> \in R)
  BY <1>1, <1>2, WF!WFMin
<1>4. x \in Nat /\ x # 0
  OBVIOUS
<1>5. x - 1 \in T /\ x - 1 < x
  BY <1>4
<1>6. <<x - 1, x>> \in R
  BY <1>4, <1>5 DEF R
<1> QED BY <1>3, <1>5, <1>6

\* The next step of a walk along a run.
LEMMA BeforeNext ==
  ASSUME NEW S, NEW s \in Seq(S), NEW r \in Seq(S), NEW k \in 0..(Len(r) - 1)
  PROVE  /\ s \o SubSeq(r, 1, k + 1) = Append(s \o SubSeq(r, 1, k), r[k + 1])
         /\ s \o SubSeq(r, 1, k) \in Seq(S)
         /\ r[k + 1] \in S
OBVIOUS

LEMMA BeforeEnds ==
  ASSUME NEW S, NEW s \in Seq(S), NEW r \in Seq(S)
  PROVE  /\ s \o SubSeq(r, 1, 0) = s
         /\ s \o SubSeq(r, 1, Len(r)) = s \o r
OBVIOUS
=============================================================================
