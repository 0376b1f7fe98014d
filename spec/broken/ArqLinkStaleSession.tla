------------------------ MODULE ArqLinkStaleSession ------------------------
(* What a former life of the other end has sent still counts.              *)
EXTENDS MCArqLink

BrokenFromThisSession(x, e) == TRUE
============================================================================
