--------------------------- MODULE TreeAnyRedirect ---------------------------
(* A full member refuses everybody, and an orphan asks whomever it is sent to. *)
EXTENDS MCTree

NeverEvicts(p, i) == FALSE
AnyRedirect(i, a, C) == C \ {i}
=============================================================================
