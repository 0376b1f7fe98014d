------------------------ MODULE WellFoundedInduction ------------------------
(***************************************************************************)
(* Stands in, for a parser alone, for the library of this name that comes  *)
(* with tlapm and is proved there: the facts that our proofs cite.         *)
(***************************************************************************)
EXTENDS Integers

\* No path along R goes down for ever.
IsWellFoundedOn(R, A) == \A f \in [Nat -> A] : \E k \in Nat : <<f[k + 1], f[k]>> \notin R

\* The relation, as a set of pairs over A, of an infix operator.
OpToRel(_\prec_, A) == {pair \in A \X A : pair[1] \prec pair[2]}

THEOREM NatLessThanWellFounded == IsWellFoundedOn(OpToRel(<, Nat), Nat)

\* Every set that is not empty has an element with nothing below it.
THEOREM WFMin ==
  ASSUME NEW R, NEW A, IsWellFoundedOn(R, A), NEW B, B \subseteq A, B # {}
  PROVE  \E least \in B : \A e \in B : <<e, least>> \notin R
=============================================================================
