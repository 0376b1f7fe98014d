-------------------------- MODULE TreeLogKeepsAgg ---------------------------
(* What was collected for one epoch counts in the next. *)
EXTENDS MCTreeLog

KeptAll(q) == agg[q]
=============================================================================
