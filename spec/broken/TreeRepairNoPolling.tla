------------------------- MODULE TreeRepairNoPolling -------------------------
(* A member that has a parent looks for no better one. *)
EXTENDS MCTreeRepair

Content(i) == FALSE
=============================================================================
