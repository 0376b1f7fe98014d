----------------------- MODULE EpochLogTruncateFirst ------------------------
(* What is not known to be committed is cut as soon as an epoch begins, before there is anything to replace it. *)
EXTENDS MCEpochLog
=============================================================================
