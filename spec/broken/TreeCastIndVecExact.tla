------------------------ MODULE TreeCastIndVecExact -------------------------
(* The invariant without VecExact is not inductive: what a vector forgets is delivered again. *)
EXTENDS MCTreeCastInd

Forgetful == [p \in Node |-> [o \in Node |-> IF o = p THEN Count(dlv[p], o) ELSE 0]]
=============================================================================
