------------------------- MODULE EpochLogForgetLog --------------------------
(* A restarted voter remembers what it promised, and not its log. *)
EXTENDS MCEpochLog

WithoutLog(r) == [r EXCEPT !.log = <<>>, !.base = 0]
=============================================================================
