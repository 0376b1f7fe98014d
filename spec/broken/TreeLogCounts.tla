--------------------------- MODULE TreeLogCounts ----------------------------
(* Reports carry how many have acknowledged, and who passes them on adds them up. *)
EXTENDS MCTreeLog

\* The number of those who acknowledged i, kept as that many voters, whoever they are.
CountOf(k, i) == Cardinality({v \in Voter : k[v] >= i})
Added(k, m) == [v \in Voter |-> IF CountOf(k, 1) + CountOf(m, 1) >= v THEN 1 ELSE 0]
=============================================================================
