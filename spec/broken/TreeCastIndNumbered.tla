------------------------ MODULE TreeCastIndNumbered -------------------------
(* The invariant without Numbered is not inductive: a snapshot has a message twice. *)
EXTENDS MCTreeCastInd

AnyNumbers == TRUE
=============================================================================
