------------------------- MODULE TreeCastIndLogTail -------------------------
(* The invariant without LogTail is not inductive: a stream is opened to whoever lacks what was truncated. *)
EXTENDS MCTreeCastInd

Nothing == [p \in Node |-> Zero]
=============================================================================
