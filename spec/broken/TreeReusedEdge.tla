--------------------------- MODULE TreeReusedEdge ---------------------------
(* An edge that was ended is made again under its old version. *)
EXTENDS MCTree

NeverOver(p, i, v) == FALSE
=============================================================================
