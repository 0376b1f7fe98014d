-------------------- MODULE ArqLinkForgottenIncarnation --------------------
(* A restarted end is who it was before: its incarnation was not durable,  *)
(* so frames of its earlier life pass for its own.                         *)
EXTENDS MCArqLink

BrokenNextIncarnation(i) == i
============================================================================
