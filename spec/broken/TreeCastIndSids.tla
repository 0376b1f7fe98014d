-------------------------- MODULE TreeCastIndSids ---------------------------
(* The invariant without Sids is not inductive: a new subscription meets an end that serves its number already. *)
EXTENDS MCTreeCastInd

AnySids(s, p, u, d) == TRUE
=============================================================================
