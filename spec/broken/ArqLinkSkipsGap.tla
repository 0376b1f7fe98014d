-------------------------- MODULE ArqLinkSkipsGap --------------------------
(* B hands up what it holds without waiting for what is missing.           *)
EXTENDS MCArqLink

BrokenInSequence(h) == TRUE
============================================================================
