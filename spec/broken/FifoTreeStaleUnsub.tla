------------------------- MODULE FifoTreeStaleUnsub -------------------------
(* An UNSUB ends whatever stream it finds. *)
EXTENDS MCFifoTree

Any(e, f) == TRUE
=============================================================================
