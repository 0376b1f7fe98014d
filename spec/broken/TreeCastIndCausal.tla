------------------------- MODULE TreeCastIndCausal --------------------------
(* The invariant without Causal is not inductive: a backlog has an effect before its cause. *)
EXTENDS MCTreeCastInd

AnyOrder == TRUE
=============================================================================
