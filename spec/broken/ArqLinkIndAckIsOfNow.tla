------------------------- MODULE ArqLinkIndAckIsOfNow -------------------------
(* The invariant without AckIsOfNow is not inductive: an ACK may tell A to put aside what B does not hold. *)
EXTENDS MCArqLinkInd

AnyAck == TRUE
=============================================================================
