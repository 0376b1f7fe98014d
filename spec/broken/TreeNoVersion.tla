---------------------------- MODULE TreeNoVersion ----------------------------
(* An accept of any attempt is taken for the answer to this one. *)
EXTENDS MCTree

AnyAnswer(i, a, v) == a = cand[i]
=============================================================================
