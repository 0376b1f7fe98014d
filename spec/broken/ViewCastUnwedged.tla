-------------------------- MODULE ViewCastUnwedged --------------------------
(* A member goes on multicasting after what belongs to the step is settled. *)
EXTENDS MCViewCast

Never(p, u) == FALSE
=============================================================================
