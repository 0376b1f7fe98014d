-------------------------- MODULE ArqLinkAcksHeld --------------------------
(* B acknowledges what it holds behind a gap as if it were delivered.      *)
EXTENDS MCArqLink

BrokenAckedBelow == IF held = {} THEN exp ELSE 1 + CHOOSE n \in HeldNumbers : \A m \in HeldNumbers : m <= n
============================================================================
