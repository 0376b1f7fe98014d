------------------------- MODULE TreeCastIndClosed --------------------------
(* The invariant without EdgeClosed is not inductive: a message is delivered before its past. *)
EXTENDS MCTreeCastInd

AnyStream(e, s, d) == TRUE
=============================================================================
