--------------------------- MODULE GroupCastPairs ---------------------------
(* There is no sequence for all groups: members agree about any two messages, and no more. *)
EXTENDS MCGroupCast

PairsInTurn(p, m) == \A q \in To(m) : \A i \in DOMAIN dlv[q] :
                       (p \in To(dlv[q][i]) /\ dlv[q][i] \notin Range(dlv[p])) => DeliversBefore(q, m, dlv[q][i])
=============================================================================
