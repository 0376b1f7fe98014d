---------------------------- MODULE MCFifoCast ----------------------------
\* Constants for the models of FifoCast.
EXTENDS FifoCast
CONSTANTS a, b, c
Three == {a, b, c}
Two == {a, b}
Quota21 == [p \in Two |-> IF p = a THEN 2 ELSE 1]
Quota210 == [p \in Three |-> IF p = a THEN 2 ELSE IF p = b THEN 1 ELSE 0]
=============================================================================
