---------------------- MODULE ArqLinkNoRetransmission ----------------------
(* A sends each payload once.                                              *)
EXTENDS MCArqLink

BrokenUnseen(n) == FALSE
============================================================================
