---------------------------- MODULE MCGroupCast -----------------------------
\* Constants for the models of GroupCast.
EXTENDS GroupCast
CONSTANTS a, b, c, x, y, z
Three == {a, b, c}
Ring == {x, y, z}
One == {x}
Two == {x, y}

\* Every two groups share one member, and no member is in all.
RingMembers == [g \in Ring |-> IF g = x THEN {a, b} ELSE IF g = y THEN {b, c} ELSE {c, a}]
OneMembers == [g \in One |-> Three]
TwoMembers == [g \in Two |-> IF g = x THEN Three ELSE {a, b}]

Msg(g, o) == [group |-> g, order |-> o]

RingPlan == [p \in Three |-> IF p = a THEN <<Msg(x, "total")>>
                             ELSE IF p = b THEN <<Msg(y, "total")>> ELSE <<Msg(z, "total")>>]
MixedPlan == [p \in Three |-> IF p = a THEN <<Msg(x, "fifo"), Msg(y, "total")>>
                              ELSE IF p = b THEN <<Msg(y, "total"), Msg(x, "causal")>> ELSE <<>>]
Alike(o) == [p \in Three |-> IF p = a THEN <<Msg(x, o), Msg(x, o)>> ELSE IF p = b THEN <<Msg(x, o)>> ELSE <<>>]
FifoPlan == Alike("fifo")
CausalPlan == Alike("causal")
TotalPlan == Alike("total")
AcrossPlan == [p \in Three |-> IF p = a THEN <<Msg(x, "fifo"), Msg(y, "fifo")>> ELSE <<>>]
=============================================================================
