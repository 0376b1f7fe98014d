------------------------- MODULE FifoTreeIndCarries -------------------------
(* The invariant without CarryInv is not inductive: whoever is said to have sent a message may lack it. *)
EXTENDS MCFifoTreeInd

AnyCarries(e, n) == TRUE
=============================================================================
