------------------------- MODULE ArqLinkIndHeldIsSent -------------------------
(* The invariant without HeldIsSent is not inductive: B hands up what has another place in the sequence. *)
EXTENDS MCArqLinkInd

AnyHeld == TRUE
=============================================================================
