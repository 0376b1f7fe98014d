--------------------------- MODULE TreeNoEviction ---------------------------
(* A full member refuses everybody. *)
EXTENDS MCTree

NeverEvicts(p, i) == FALSE
=============================================================================
