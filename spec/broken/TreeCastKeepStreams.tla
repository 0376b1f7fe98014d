------------------------ MODULE TreeCastKeepStreams ------------------------
(* After a snapshot the own streams go on, without what the snapshot stands for. *)
EXTENDS MCTreeCast

Nothing(q) == {}
=============================================================================
