-------------------------------- MODULE TLAPS --------------------------------
(***************************************************************************)
(* Stands in, for a parser alone, for the module of this name that comes   *)
(* with tlapm: the proof methods that our proofs cite.  tlapm reads its    *)
(* own module, in which they choose a prover; here they say nothing.       *)
(***************************************************************************)

\* Temporal logic, decided by translation into propositional logic.
PTL == TRUE

\* The SMT solver, with its usual time, or with n seconds.
SMT == TRUE
SMTT(n) == TRUE

\* The tableau prover Zenon, likewise.
Zenon == TRUE
ZenonT(n) == TRUE
=============================================================================
