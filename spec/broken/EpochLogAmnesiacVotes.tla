----------------------- MODULE EpochLogAmnesiacVotes ------------------------
(* A voter that lost its disk goes on voting. *)
EXTENDS MCEpochLog

EveryVoter(p) == p \in Voter
=============================================================================
