-------------------------- MODULE TreeCastIndTypes --------------------------
(* The invariant with an ASK without a vector is not inductive: an ASK without a vector is noted, vector or not. *)
EXTENDS MCTreeCastInd

NoVector == {<<>>}

PubTypes == \A e \in Edge : pub[e].vec \in Vector
=============================================================================
