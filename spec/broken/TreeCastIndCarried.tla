------------------------- MODULE TreeCastIndCarried -------------------------
(* The invariant without Carried is not inductive: who is said to have sent a message may lack it, and it is
   not sent back. *)
EXTENDS MCTreeCastInd

AnyCargo(e, d) == TRUE
=============================================================================
