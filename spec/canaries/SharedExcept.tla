---------------------------- MODULE SharedExcept -----------------------------
(* tlaplus#1302.  A function literal over a domain that is itself built (a    *)
(* product, a SUBSET, a set of functions) is kept unevaluated through EXCEPT. *)
(* When such a value is used twice, evaluating one use damages the other.     *)
(*                                                                            *)
(* The domain of both functions is Keys, so Kept holds; TLC computes another  *)
(* domain for b, and reports that all is well with the invariant Damaged,     *)
(* which must be violated.                                                    *)
EXTENDS TLC, Naturals

Keys == {1, 2} \X {1, 2}

VARIABLES a, b

Init == /\ a = [[k \in Keys |-> 0] EXCEPT ![<<1, 1>>] = <<1, 1>> :> 10]
        /\ b = [a EXCEPT ![<<1, 2>>] = 9]

Next == UNCHANGED <<a, b>>

Damaged == DOMAIN b # Keys
==============================================================================
