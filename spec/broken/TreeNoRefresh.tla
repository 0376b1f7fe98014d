---------------------------- MODULE TreeNoRefresh ----------------------------
(* Parents are not told that they are parents. *)
EXTENDS MCTree

Nobody(i) == None
=============================================================================
