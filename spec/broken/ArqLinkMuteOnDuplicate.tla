---------------------- MODULE ArqLinkMuteOnDuplicate -----------------------
(* B does not answer what it has already seen; its one ACK may get lost.   *)
EXTENDS MCArqLink

BrokenOwesAck(n) == IsFresh(n)
============================================================================
