--------------------- MODULE EpochLogNoReannounce ---------------------------
(* A new root does not say what is committed already: those who have not heard wait for the next entry. *)
EXTENDS MCEpochLive

Silent(i) == 0
=============================================================================
