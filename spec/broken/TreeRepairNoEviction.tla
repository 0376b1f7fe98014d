------------------------ MODULE TreeRepairNoEviction ------------------------
(* A full member refuses everybody. *)
EXTENDS MCTreeRepair

NeverEvicts(a, i) == FALSE
=============================================================================
