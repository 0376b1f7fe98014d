---------------------------- MODULE MCFifoTree ----------------------------
\* Constants for the models of FifoTree.
EXTENDS FifoTree
CONSTANTS a, b, c
Three == {a, b, c}
\* One origin with two messages: its second may overtake its first.
Quota200 == [p \in Three |-> IF p = a THEN 2 ELSE 0]
\* Two origins, at the two ends of the path.
Quota201 == [p \in Three |-> IF p = a THEN 2 ELSE IF p = c THEN 1 ELSE 0]
Quota101 == [p \in Three |-> IF p = b THEN 0 ELSE 1]
\* a - b - c, both ways.
Path == {<<a, b>>, <<b, a>>, <<b, c>>, <<c, b>>}
\* Every node subscribes to every other.
Ring == {e \in Three \X Three : e[1] # e[2]}
None == {}
=============================================================================
