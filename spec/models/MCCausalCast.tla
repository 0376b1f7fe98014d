---------------------------- MODULE MCCausalCast ----------------------------
\* Constants for the models of CausalCast.
EXTENDS CausalCast
CONSTANTS a, b, c
Three == {a, b, c}
Two == {a, b}
Quota21 == [p \in Two |-> IF p = a THEN 2 ELSE 1]
Quota210 == [p \in Three |-> IF p = a THEN 2 ELSE IF p = b THEN 1 ELSE 0]
=============================================================================
