-------------------------- MODULE TreeLogAnyCommit --------------------------
(* A commit index is taken whatever epoch it is of. *)
EXTENDS MCTreeLog

OfAnyEpoch(q) == Epoch
=============================================================================
