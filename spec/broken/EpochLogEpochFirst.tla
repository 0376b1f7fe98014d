------------------------- MODULE EpochLogEpochFirst -------------------------
(* The epochs are written before the log: a crash between the two leaves an old log under a new epoch. *)
EXTENDS MCEpochLog

EpochOrAll(p) == {Memory(p), [d[p] EXCEPT !.ep = ep[p], !.le = le[p]]}
=============================================================================
