------------------------- MODULE FifoTreeNoHoldback -------------------------
(* What arrives is delivered at once, predecessor or not. *)
EXTENDS MCFifoTree

AtOnce(q, m) == <<m>>
=============================================================================
