--------------------- MODULE FifoTreeDedupDeliveredOnly ---------------------
(* What is held back counts as new when it arrives again: it circles on a ring. *)
EXTENDS MCFifoTree

Delivered(q, m) == m \in Range(dlv[q])
=============================================================================
