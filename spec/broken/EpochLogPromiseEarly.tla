------------------------ MODULE EpochLogPromiseEarly ------------------------
(* A voter promises before the promise is on its disk, crashes, and acknowledges in the earlier epoch. *)
EXTENDS MCEpochLog

PromiseHeard(p, e) == IF MayVote(p) THEN prm \cup {[e |-> e, p |-> p, le |-> le[p], len |-> Length(log[p])]} ELSE prm
=============================================================================
