--------------------------- MODULE FoundingOwnRow ---------------------------
(* A life takes its own word for it. *)
EXTENDS MCFounding

OwnWord(v) == v \in vouched[v]
=============================================================================
