--------------------------- MODULE TreeStaleFrames ---------------------------
(* Frames of edges before the present one are not told apart. *)
EXTENDS MCTree

NeverStale(p, i, v) == FALSE
=============================================================================
