------------------------- MODULE TreeCastIndCovered -------------------------
(* The invariant without EdgeCovers is not inductive: a publisher puts a message behind less than its past. *)
EXTENDS MCTreeCastInd

AnyCover(e, s, p, d) == TRUE
=============================================================================
