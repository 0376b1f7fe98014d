---------------------------- MODULE MCArqLinkInd ----------------------------
(* The constants that a .cfg file cannot write down.                       *)
EXTENDS ArqLinkInd

Once == [e \in End |-> {1}]
TwiceA == [A |-> {1, 2}, B |-> {1}]
TwiceB == [A |-> {1}, B |-> {1, 2}]
=============================================================================
