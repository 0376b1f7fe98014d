-------------------------- MODULE FifoTreeIndClaims --------------------------
(* The invariant without ClaimInv is not inductive: a request that claims too much is served too little. *)
EXTENDS MCFifoTreeInd

AnyClaims(e, n) == TRUE
=============================================================================
