---------------------------- MODULE MCFifoLink ----------------------------
(* The constants that a .cfg file cannot write down.                       *)
EXTENDS FifoLink

Once == [e \in End |-> {1}]
Twice == [e \in End |-> {1, 2}]
===========================================================================
