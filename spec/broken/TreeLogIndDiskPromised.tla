----------------------- MODULE TreeLogIndDiskPromised -----------------------
(* The invariant without DiskPromised is not inductive: a voter passes on a promise that it never gave. *)
EXTENDS MCTreeLogInd

AnyDisk == TRUE
=============================================================================
