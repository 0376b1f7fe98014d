------------------------- MODULE TreeRepairMuteChild -------------------------
(* An accept that is not wanted is not answered. *)
EXTENDS MCTreeRepair

NoAnswer(p, i) == FALSE
=============================================================================
