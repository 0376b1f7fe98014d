------------------------ MODULE TreeLogPromiseEarly -------------------------
(* Mistake 17: a promise leaves before it is on disk. *)
EXTENDS MCTreeLog

FromMemory(p, disk) == IF p \in Voter /\ le[p] < ep[p] THEN {[v |-> p, le |-> le[p], len |-> Length(log[p])]} ELSE {}
=============================================================================
