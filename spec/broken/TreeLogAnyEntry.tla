-------------------------- MODULE TreeLogAnyEntry ---------------------------
(* An entry is taken whatever epoch it is of. *)
EXTENDS MCTreeLog

OfAnyEpoch(q) == Epoch
=============================================================================
