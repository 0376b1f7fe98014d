-------------------- MODULE FifoTreeSyncWithoutHoldback --------------------
(* A new stream starts with what the publisher delivered and forgets what it holds back. *)
EXTENDS MCFifoTree

DeliveredOnly(e, vec) == {m \in Range(dlv[e[1]]) : ~Has(vec, m)}
=============================================================================
