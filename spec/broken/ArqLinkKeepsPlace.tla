------------------------- MODULE ArqLinkKeepsPlace -------------------------
(* B goes on with its old place in the sequence in a new session.          *)
EXTENDS MCArqLink

BrokenFirstNumber == exp
============================================================================
