-------------------------- MODULE EpochLogAckEarly --------------------------
(* A voter acknowledges what is not on its disk yet. *)
EXTENDS MCEpochLog

AckReceived(p, e, n) == IF MayVote(p) THEN [acked EXCEPT ![e][p] = Max(@, n)] ELSE acked
=============================================================================
