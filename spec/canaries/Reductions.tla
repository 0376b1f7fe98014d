----------------------------- MODULE Reductions ------------------------------
(* Why temporal properties are never checked under CONSTRAINT, SYMMETRY or    *)
(* VIEW.  This is no defect of one build: it is so in every TLC (Specifying   *)
(* Systems, section 14.3.5; tlaplus#59, #839).                                *)
(*                                                                            *)
(* A token moves between two places for ever, and a counter goes up to 5.     *)
EXTENDS Naturals, TLC

CONSTANT Place

VARIABLES x, token

vars == <<x, token>>

Init == x = 0 /\ token \in Place

Up == x < 5 /\ x' = x + 1 /\ UNCHANGED token

Move == token' \in Place \ {token} /\ UNCHANGED x

UpSpec == Init /\ [][Up]_vars /\ WF_vars(Up)

MoveSpec == Init /\ [][Move]_vars /\ WF_vars(Move)

(* False: the counter stops at 5.  Under the constraint no behaviour is fair, *)
(* so TLC finds nothing that violates it.                                     *)
ComesToNine == <>(x = 9)

Small == x < 3

(* False: the token never stays.  Under symmetry, or a view that hides it,    *)
(* there is only one state left, and there the token stays.                   *)
StaysSomewhere == \E p \in Place : <>[](token = p)

Interchangeable == Permutations(Place)

CounterOnly == x
==============================================================================
