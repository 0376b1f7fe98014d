------------------------- MODULE TreeCastIndHistory -------------------------
(* The invariant without the last conjunct of History is not inductive: an origin that forgot a message sends
   it again, with another past. *)
EXTENDS MCTreeCastInd

Unremembered == /\ \A p \in Node : Range(dlv[p]) \subseteq DOMAIN past
                /\ DOMAIN past \subseteq AllMsgs
=============================================================================
