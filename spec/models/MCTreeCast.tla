---------------------------- MODULE MCTreeCast ----------------------------
\* Constants for the models of TreeCast.
EXTENDS TreeCast
CONSTANTS a, b, c
Three == {a, b, c}
Two == {a, b}
\* One message of a and one of b: the second may depend on the first.
Quota110 == [p \in Three |-> IF p = c THEN 0 ELSE 1]
Quota111 == [p \in Three |-> 1]
Quota11 == [p \in Two |-> 1]
Quota21 == [p \in Two |-> IF p = a THEN 2 ELSE 1]
\* a - b - c, both ways.
Path == {<<a, b>>, <<b, a>>, <<b, c>>, <<c, b>>}
\* Every node may subscribe to every other.
Ring == {e \in Three \X Three : e[1] # e[2]}
\* The path, and an edge that closes it: c may have two publishers.
Adopt == Path \cup {<<a, c>>}
Pair == {<<a, b>>, <<b, a>>}
None == {}
=============================================================================
