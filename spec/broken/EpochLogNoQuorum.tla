-------------------------- MODULE EpochLogNoQuorum --------------------------
(* A root begins with its own promise, or anybody's, and no majority. *)
EXTENDS MCEpochLog

Anybody == SUBSET Voter \ {{}}
=============================================================================
