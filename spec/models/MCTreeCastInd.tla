--------------------------- MODULE MCTreeCastInd ---------------------------
\* Constants for the models of TreeCastInd.
EXTENDS TreeCastInd
CONSTANTS a, b, c
Two == {a, b}
Three == {a, b, c}
Quota11 == [p \in Two |-> 1]
Quota20 == [p \in Two |-> IF p = a THEN 2 ELSE 0]
\* One message of a node that neither edge of the pair leads to.
Quota001 == [p \in Three |-> IF p = c THEN 1 ELSE 0]
\* Messages of the publisher and of a node that the edge does not lead to.
Quota101 == [p \in Three |-> IF p = b THEN 0 ELSE 1]
None == {}
ab == <<a, b>>
ba == <<b, a>>
Single == {ab}
Pair == {ab, ba}
SingleSpec == IndInit(ab, ab) /\ [][Next]_vars
PairSpec == IndInit(ab, ba) /\ [][Next]_vars
=============================================================================
