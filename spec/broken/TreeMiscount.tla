---------------------------- MODULE TreeMiscount ----------------------------
(* The children are counted as one fewer. *)
EXTENDS MCTree

OneTooMany(p) == Cardinality(kids[p]) <= MaxKids
=============================================================================
