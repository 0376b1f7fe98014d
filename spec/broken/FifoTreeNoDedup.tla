-------------------------- MODULE FifoTreeNoDedup --------------------------
(* What arrives again is taken for new: it enters the holdback for good and circles. *)
EXTENDS MCFifoTree

Never(q, m) == FALSE
=============================================================================
