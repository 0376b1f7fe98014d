-------------------------- MODULE TreeLogIndPassed --------------------------
(* The invariant without Passed is not inductive: a promise that nobody gave is believed. *)
EXTENDS MCTreeLogInd

AnyPassed == TRUE
=============================================================================
