----------------------------- MODULE TreeNoPing -----------------------------
(* Children are not asked whether they are children. *)
EXTENDS MCTree

Nobody(p) == {}
=============================================================================
