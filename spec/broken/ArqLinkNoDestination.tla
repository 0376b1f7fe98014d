----------------------- MODULE ArqLinkNoDestination ------------------------
(* Frames do not say for which life of the receiver they are.              *)
EXTENDS MCArqLink

BrokenForThisLife(x, e) == TRUE
============================================================================
