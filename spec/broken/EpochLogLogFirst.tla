-------------------------- MODULE EpochLogLogFirst --------------------------
(* The log is written before the epochs: a crash between the two leaves a new log under an old epoch. *)
EXTENDS MCEpochLog

LogOrAll(p) == {Memory(p), [d[p] EXCEPT !.log = log[p]]}
=============================================================================
