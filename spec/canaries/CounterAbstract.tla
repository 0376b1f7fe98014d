--------------------------- MODULE CounterAbstract ---------------------------
(* What Counter is said to implement: a number that grows.                    *)
EXTENDS Naturals

VARIABLE y

Grow == y' = y + 1

Cycle == y = 3 /\ y' = 1

Spec == y = 0 /\ [][Grow]_y

(* ENABLED and WF of an instantiated action: tlaplus#725 is near. *)
Progress == WF_y(Grow \/ Cycle)

(* Enabled from the first step on, and never taken by the counter. *)
MoreFair == WF_y(y > 0 /\ y' = 9)
==============================================================================
