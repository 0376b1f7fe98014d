-------------------------- MODULE FifoTreeStaleSub --------------------------
(* A request that was overtaken by a newer one replaces its stream. *)
EXTENDS MCFifoTree

Any(e, f) == TRUE
=============================================================================
