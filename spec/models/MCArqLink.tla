----------------------------- MODULE MCArqLink -----------------------------
(* The constants that a .cfg file cannot write down.                       *)
EXTENDS ArqLink

Once == [e \in End |-> {1}]
Twice == [e \in End |-> {1, 2}]
TwiceA == [A |-> {1, 2}, B |-> {1}]
TwiceB == [A |-> {1}, B |-> {1, 2}]
============================================================================
