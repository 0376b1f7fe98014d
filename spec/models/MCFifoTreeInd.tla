--------------------------- MODULE MCFifoTreeInd ---------------------------
\* Constants for the models of FifoTreeInd.
EXTENDS FifoTreeInd
CONSTANTS a, b, c
Two == {a, b}
Three == {a, b, c}
One == [p \in Three |-> IF p = a THEN 1 ELSE 0]
Quota20 == [p \in Two |-> IF p = a THEN 2 ELSE 0]
Quota10 == [p \in Two |-> IF p = a THEN 1 ELSE 0]
None == {}
ab == <<a, b>>
ba == <<b, a>>
bc == <<b, c>>
Single == {ab}
Pair == {ab, ba}
Line == {ab, bc}
SingleSpec == IndInit(ab, ab) /\ [][Next]_vars
PairSpec == IndInit(ab, ba) /\ [][Next]_vars
LineSpec == IndInit(ab, bc) /\ [][Next]_vars
=============================================================================
