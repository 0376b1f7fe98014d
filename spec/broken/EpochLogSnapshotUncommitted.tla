-------------------- MODULE EpochLogSnapshotUncommitted ---------------------
(* A snapshot stands for entries that are not committed. *)
EXTENDS MCEpochLog

Everything(p) == Length(log[p])
=============================================================================
