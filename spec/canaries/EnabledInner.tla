----------------------------- MODULE EnabledInner ----------------------------
(* The instantiated half of EnabledInstance.                                  *)
EXTENDS Naturals, Sequences

VARIABLES a, b, c

(* c' cannot be both <<2>> and <<1, 2>>: never enabled for c = <<1, 2>>. *)
Step == /\ a = 0
        /\ b' = 1
        /\ a' = 1
        /\ c' = SelectSeq(c, LAMBDA e : e # a')
        /\ c' = <<1, 2>>

StepEnabled == ENABLED Step

Fairness == WF_<<a, b, c>>(Step)
==============================================================================
