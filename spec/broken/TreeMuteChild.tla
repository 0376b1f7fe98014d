---------------------------- MODULE TreeMuteChild ----------------------------
(* An accept that is not wanted is not answered. *)
EXTENDS MCTree

NoAnswer(i, a, v) == {}
=============================================================================
