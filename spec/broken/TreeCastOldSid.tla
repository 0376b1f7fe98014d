--------------------------- MODULE TreeCastOldSid ---------------------------
(* Frames of a stream that was left are taken for those of its successor. *)
EXTENDS MCTreeCast

AnySid(e, f) == sub[e].on
=============================================================================
