------------------------ MODULE EpochLogDeliverEarly ------------------------
(* A voter delivers what is committed and not on its own disk: after a crash its application knows more than it. *)
EXTENDS MCEpochLog

Received(p) == Length(log[p])
=============================================================================
