----------------------- MODULE EpochLogDedupRetained ------------------------
(* The root looks for an entry only behind its snapshot, and sequences it again. *)
EXTENDS MCEpochLog

Retained(p) == Slice(log[p], base[p] + 1, Length(log[p]))
=============================================================================
