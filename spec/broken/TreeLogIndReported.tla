------------------------- MODULE TreeLogIndReported -------------------------
(* The invariant without Reported is not inductive: a report that is not true is believed. *)
EXTENDS MCTreeLogInd

AnyReported == TRUE
=============================================================================
