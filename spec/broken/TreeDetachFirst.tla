--------------------------- MODULE TreeDetachFirst ---------------------------
(* The old parent is left before the new one has accepted. *)
EXTENDS MCTree

LeftWhileAsking(i) == None
=============================================================================
