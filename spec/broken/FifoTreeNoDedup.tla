-------------------------- MODULE FifoTreeNoDedup --------------------------
(* What arrives again is delivered again. *)
EXTENDS MCFifoTree

Never(q, m) == FALSE
=============================================================================
