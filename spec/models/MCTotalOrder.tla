--------------------------- MODULE MCTotalOrder ---------------------------
\* Constants for the models of TotalOrder.
EXTENDS TotalOrder
CONSTANTS a, b, c
Two == {a, b}
Three == {a, b, c}
Quota21 == [o \in Two |-> IF o = a THEN 2 ELSE 1]
=============================================================================
