---------------------------- MODULE MCEpochLog ----------------------------
\* Constants for the models of EpochLog.
EXTENDS EpochLog, TLC
CONSTANTS x, y
Three == {1, 2, 3}
Four == {1, 2, 3, 4}
\* Epochs go round the voters.
Rotate(e) == ((e - 1) % 3) + 1
One == [o \in Origin |-> 1]
Two == [o \in Origin |-> 2]
Origins == Permutations(Origin)
=============================================================================
