------------------------- MODULE TreeRepairNoProbing -------------------------
(* A member that has lost its ancestors asks nobody else. *)
EXTENDS MCTreeRepair

AncestorsOnly(i) == IF Anc(i) \cap live # {} THEN MaxOf(Anc(i) \cap live) ELSE None
=============================================================================
