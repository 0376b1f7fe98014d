------------------------- MODULE EpochLogSyncEarly --------------------------
(* A root begins its epoch before its own disk knows of it, crashes, and begins it again with another log. *)
EXTENDS MCEpochLog

NotYet(p) == TRUE
=============================================================================
