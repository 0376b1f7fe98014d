-------------------------- MODULE ArqLinkNoDedup ---------------------------
(* Every DATA is taken for new.                                            *)
EXTENDS MCArqLink

BrokenIsFresh(n) == TRUE
============================================================================
