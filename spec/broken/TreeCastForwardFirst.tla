------------------------ MODULE TreeCastForwardFirst ------------------------
(* A message is forwarded before it is appended; a crash between the two forgets a number that is in use. *)
EXTENDS MCTreeCast

AllButLast(p) == SubSeq(log[p], 1, Len(log[p]) - 1)
=============================================================================
