------------------------ MODULE ArqLinkNoSendWindow ------------------------
(* A accepts payloads without a bound.                                     *)
EXTENDS MCArqLink

BrokenHasRoom == TRUE
============================================================================
