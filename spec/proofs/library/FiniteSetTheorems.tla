-------------------------- MODULE FiniteSetTheorems --------------------------
(***************************************************************************)
(* Stands in, for a parser alone, for the library of this name that comes  *)
(* with tlapm and is proved there: the facts that our proofs cite.         *)
(***************************************************************************)
EXTENDS FiniteSets, Integers

THEOREM FS_EmptySet == IsFiniteSet({}) /\ Cardinality({}) = 0

THEOREM FS_Interval ==
  ASSUME NEW i \in Int, NEW k \in Int
  PROVE  IsFiniteSet(i..k) /\ Cardinality(i..k) = IF k < i THEN 0 ELSE k - i + 1

THEOREM FS_CardinalityType == ASSUME NEW A, IsFiniteSet(A) PROVE Cardinality(A) \in Nat

THEOREM FS_Subset ==
  ASSUME NEW A, IsFiniteSet(A), NEW B \in SUBSET A
  PROVE  IsFiniteSet(B) /\ Cardinality(B) <= Cardinality(A)

THEOREM FS_AddElement ==
  ASSUME NEW A, IsFiniteSet(A), NEW e
  PROVE  IsFiniteSet(A \cup {e}) /\ Cardinality(A \cup {e}) = IF e \in A THEN Cardinality(A) ELSE Cardinality(A) + 1
=============================================================================
