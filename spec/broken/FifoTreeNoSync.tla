--------------------------- MODULE FifoTreeNoSync ---------------------------
(* A new parent streams only what comes next: what the child missed is lost. *)
EXTENDS MCFifoTree

NothingFirst(e, vec) == {}
=============================================================================
