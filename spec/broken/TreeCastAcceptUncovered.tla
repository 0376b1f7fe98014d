---------------------- MODULE TreeCastAcceptUncovered ----------------------
(* A stream is opened to a subscriber who lacks what was truncated. *)
EXTENDS MCTreeCast

Always(p, v) == TRUE
=============================================================================
