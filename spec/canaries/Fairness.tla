------------------------------ MODULE Fairness -------------------------------
(* tlaplus#742.  Many fairness conditions: more than fit into a machine word. *)
(* Weak fairness of 65 actions is all right.  Strong fairness doubles the     *)
(* formula for each action; this build gives up on it with an error.          *)
EXTENDS Naturals

CONSTANT N

VARIABLE x

Init == x = 0

Flip(i) == x' = 1 - x

Next == \E i \in 1..N : Flip(i)

WeakSpec == Init /\ [][Next]_x /\ \A i \in 1..N : WF_x(Flip(i))

StrongSpec == Init /\ [][Next]_x /\ \A i \in 1..N : SF_x(Next)

StaysAtZero == <>[](x = 0)          \* false
==============================================================================
