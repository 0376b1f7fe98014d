-------------------------- MODULE TreeLogAnyReport --------------------------
(* A report is taken whatever epoch it is of. *)
EXTENDS MCTreeLog

OfAnyEpoch(q) == Epoch
=============================================================================
