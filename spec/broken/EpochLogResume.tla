--------------------------- MODULE EpochLogResume ---------------------------
(* A restarted root goes on in its epoch, and gives an index that is in use to another entry. *)
EXTENDS MCEpochLog

LeadOfDisk(p) == IF Root(d[p].ep) = p /\ d[p].le = d[p].ep THEN d[p].ep ELSE 0
=============================================================================
