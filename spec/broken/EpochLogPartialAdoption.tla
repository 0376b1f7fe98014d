---------------------- MODULE EpochLogPartialAdoption -----------------------
(* A node says that it has adopted a log when it has only a part of what that log begins with. *)
EXTENDS MCEpochLog

Partial(f, n) == f..n
=============================================================================
