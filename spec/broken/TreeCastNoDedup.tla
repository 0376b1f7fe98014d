-------------------------- MODULE TreeCastNoDedup --------------------------
(* What arrives again is delivered again. *)
EXTENDS MCTreeCast

Never(q, m) == FALSE
=============================================================================
