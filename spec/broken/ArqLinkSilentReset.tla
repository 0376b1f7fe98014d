------------------------ MODULE ArqLinkSilentReset -------------------------
(* A session ends and nobody is told what ended with it.                   *)
EXTENDS MCArqLink

BrokenReportedLost == {}
============================================================================
