------------------------ MODULE FifoTreeForwardFirst ------------------------
(* A message is forwarded before it is appended; a crash between the two forgets a number that is in use. *)
EXTENDS MCFifoTree

AllButLast(p) == SubSeq(dlv[p], 1, Len(dlv[p]) - 1)
=============================================================================
