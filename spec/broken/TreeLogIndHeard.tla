-------------------------- MODULE TreeLogIndHeard ---------------------------
(* The invariant without Heard is not inductive: what was made up is passed on. *)
EXTENDS MCTreeLogInd

AnyHeard == TRUE
=============================================================================
