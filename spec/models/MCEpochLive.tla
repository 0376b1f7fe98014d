---------------------------- MODULE MCEpochLive ----------------------------
\* Constants for the liveness models of EpochLog.
EXTENDS MCEpochLog
CONSTANT Live
\* A majority without the first root; the same and a learner.
Later == {2, 3}
LaterAndLearner == {2, 3, 4}
FairSpec == Spec /\ Fairness(Live)
MajorityProgress == Progress(Live)
=============================================================================
