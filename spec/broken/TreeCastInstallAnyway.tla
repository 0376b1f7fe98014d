----------------------- MODULE TreeCastInstallAnyway -----------------------
(* A snapshot replaces a state that had more than it has. *)
EXTENDS MCTreeCast

Always(q, s) == TRUE
=============================================================================
