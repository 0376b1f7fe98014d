-------------------- MODULE FifoTreeRestartKeepsStreams --------------------
(* A node that has lost its holdback goes on with its old streams. *)
EXTENDS MCFifoTree

Nobody(p) == {}
=============================================================================
