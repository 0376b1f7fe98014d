------------------------- MODULE EpochLogLateAppend -------------------------
(* A voter takes, and acknowledges, entries of an epoch after it has promised a later one. *)
EXTENDS MCEpochLog

Always(p) == TRUE
=============================================================================
