--------------------------- MODULE TreeLogVouches ---------------------------
(* Who passes on the acknowledgement of another counts itself in, before it has persisted. *)
EXTENDS MCTreeLog

TakenWithMine(q, k) == [v \in Voter |-> IF v = q /\ k # Zero THEN Length(log[q]) ELSE Max(agg[q][v], k[v])]
=============================================================================
