------------------------- MODULE TreeLogNoReannounce -------------------------
(* Mistake 8: a new root does not say what is committed already. *)
EXTENDS MCTreeLog

NothingYet(p) == 0
=============================================================================
