------------------------------ MODULE MCOverlay ------------------------------
(* Overlay with few versions and few restarts: both are unbounded there.   *)
EXTENDS Overlay

CONSTANT MaxRestarts
FewRestarts == resets <= MaxRestarts
=============================================================================
