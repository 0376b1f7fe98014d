------------------------ MODULE EpochLogMatchLength -------------------------
(* A node keeps as many entries as the two logs both have. *)
EXTENDS MCEpochFork

AsLong(q, s, n, same) == Min(Length(log[q]), n)
=============================================================================
