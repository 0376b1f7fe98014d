------------------------- MODULE FoundingKeeperSays -------------------------
(* A voter with a disk says which lives it has met, though it keeps that in memory only. *)
EXTENDS MCFounding

Everybody(x) == TRUE
=============================================================================
