------------------------- MODULE FoundingRowUnnoted -------------------------
(* A row is believed, but whose it is goes unnoted. *)
EXTENDS MCFounding

NotNoted(old, i) == old
=============================================================================
