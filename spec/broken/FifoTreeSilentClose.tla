------------------------ MODULE FifoTreeSilentClose ------------------------
(* The publisher ends a stream and says nothing. *)
EXTENDS MCFifoTree

Nothing(e) == {}
=============================================================================
