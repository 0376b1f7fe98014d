------------------------- MODULE FifoTreeIndNumbers -------------------------
(* The invariant without SidInv is not inductive: a new subscription meets an end that serves its number already. *)
EXTENDS MCFifoTreeInd

AnyNumbers(s, p, n) == TRUE
=============================================================================
