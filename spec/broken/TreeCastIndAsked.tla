-------------------------- MODULE TreeCastIndAsked --------------------------
(* The invariant without Asked is not inductive: a request that claims too much is served too little. *)
EXTENDS MCTreeCastInd

AnyClaim(e, u) == TRUE
=============================================================================
