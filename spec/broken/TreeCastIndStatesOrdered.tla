---------------------- MODULE TreeCastIndStatesOrdered ----------------------
(* The invariant without StatesOrdered is not inductive: a snapshot is installed in its own order. *)
EXTENDS MCTreeCastInd

AnyState(d) == TRUE
=============================================================================
