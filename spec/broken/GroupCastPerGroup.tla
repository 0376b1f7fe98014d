------------------------- MODULE GroupCastPerGroup --------------------------
(* Order is kept in each group, and not across them. *)
EXTENDS MCGroupCast

DueInGroup(p, m, before) == {w \in before : p \in To(w) /\ To(w) = To(m) /\ (OrderOf(m) = "fifo" => w[1] = m[1])}
=============================================================================
