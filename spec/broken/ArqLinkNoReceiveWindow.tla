---------------------- MODULE ArqLinkNoReceiveWindow -----------------------
(* B holds whatever comes, and A's window is larger than B's.              *)
EXTENDS MCArqLink

BrokenFits(n) == TRUE
============================================================================
