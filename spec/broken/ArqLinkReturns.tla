-------------------------- MODULE ArqLinkReturns ---------------------------
(* An end goes back to a session that it has left.                         *)
EXTENDS MCArqLink

BrokenIsNews(x, e) == Sender(x) # ses[e]
============================================================================
