------------------------ MODULE TreeLogIndCollected -------------------------
(* The invariant without Collected is not inductive: what was made up is passed on. *)
EXTENDS MCTreeLogInd

AnyCollected == TRUE
=============================================================================
