------------------------ MODULE TreeRepairDetachFirst ------------------------
(* A member leaves its parent before it knows whether a better one has room. *)
EXTENDS MCTreeRepair

Gone(i) == None
=============================================================================
