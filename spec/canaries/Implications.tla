---------------------------- MODULE Implications -----------------------------
(* Liveness properties that hold, in forms for which some builds report a     *)
(* counterexample all the same (tlaplus#604, #790, #1037, #1348).  Such an    *)
(* error is loud: it hides nothing, but it would waste a day.                 *)
EXTENDS Naturals

VARIABLE x

Init == x = 1

Next == x' = IF x = 3 THEN x ELSE x + 1

Spec == Init /\ [][Next]_x /\ WF_x(Next)

InitiallyThenStable == (x = 1) => <>[](x = 3)

Stable == <>TRUE => <>[]TRUE

Leads == (x = 2) ~> (x = 3)

FalseLeads == FALSE ~> (x = 9)
==============================================================================
