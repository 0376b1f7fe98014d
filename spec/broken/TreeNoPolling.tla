---------------------------- MODULE TreeNoPolling ----------------------------
(* A member that has a parent looks for no better one. *)
EXTENDS MCTree

OrphansOnly(i, b) == par[i] = None
=============================================================================
