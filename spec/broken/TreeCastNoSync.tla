--------------------------- MODULE TreeCastNoSync ---------------------------
(* A new parent streams only what comes next: effects arrive without their causes. *)
EXTENDS MCTreeCast

NothingFirst(p, v) == <<>>
=============================================================================
