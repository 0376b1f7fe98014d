------------------------ MODULE TreeForgottenVersion ------------------------
(* The version is not on disk. *)
EXTENDS MCTree

FirstAgain(i) == 1
=============================================================================
