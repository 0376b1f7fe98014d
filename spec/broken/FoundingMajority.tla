-------------------------- MODULE FoundingMajority --------------------------
(* A majority of rows is enough. *)
EXTENDS MCFounding

MostSaySo(v) == 2 * Cardinality(vouched[v]) > Cardinality(Voter)
=============================================================================
