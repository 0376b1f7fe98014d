------------------------- MODULE TreeLogIndDiskAcked -------------------------
(* The invariant without DiskAcked is not inductive: a voter answers for what it never acknowledged.  (Every log has the
   entry here, so that what both voters acknowledge can be told apart.) *)
EXTENDS MCTreeLogInd

AnyDisk == TRUE
OneLog == {<<TheEntry>>}
=============================================================================
