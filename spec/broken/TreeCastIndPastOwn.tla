------------------------- MODULE TreeCastIndPastOwn -------------------------
(* The invariant without PastOwn is not inductive: a message overtakes an earlier one of its origin. *)
EXTENDS MCTreeCastInd

AnyPast == TRUE
=============================================================================
