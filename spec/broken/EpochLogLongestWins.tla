------------------------ MODULE EpochLogLongestWins -------------------------
(* The longest log wins, whatever the epoch in which it was adopted. *)
EXTENDS MCEpochFork

Longest(x1, x2) == x1.len >= x2.len
=============================================================================
