---------------------------- MODULE MCTreeLog ----------------------------
\* Constants for the models of TreeLog.  Members are numbers; 4, where there is one, is a learner.
EXTENDS TreeLog
CONSTANTS x, y
Voters == {1, 2, 3}
WithLearner == {1, 2, 3, 4}
Five == 1..5
TwoVoters == {1, 2}
WithRelay == {1, 2, 4}
RootInTurn(e) == ((e - 1) % 3) + 1
OneEach == [o \in Origin |-> 1]
Two == [o \in Origin |-> 2]
BothWays(S) == S \cup {<<b[2], b[1]>> : b \in S}
\* 3 - 2 - 1: in epoch 1 of depth 2, in epoch 2 the root is in the middle.
Chain == BothWays({<<1, 2>>, <<2, 3>>})
\* 2 - 4 - 1 - 3: in epoch 1 a tree of depth 2 whose inner member is the learner, in epoch 2 a chain of depth 3.
Tree == BothWays({<<1, 4>>, <<1, 3>>, <<4, 2>>})
Pair == BothWays({<<1, 2>>})
\* 2 - 4 - 1: of depth 2 in both epochs, and the inner member is the learner.
Relay == BothWays({<<1, 4>>, <<4, 2>>})
Any == {b \in Node \X Node : b[1] # b[2]}
\* How far p is from the root of e in the graph, and the direction of reports in a tree.
RECURSIVE Within(_, _)
Within(e, n) == IF n = 0 THEN {Root(e)} ELSE LET S == Within(e, n - 1) IN S \cup {b[2] : b \in {c \in Edge : c[1] \in S}}
Depth(p, e) == CHOOSE n \in 0..Cardinality(Node) : p \in Within(e, n) /\ (n = 0 \/ p \notin Within(e, n - 1))
Inwards == {<<b, e>> \in Edge \X Epoch : Depth(b[2], e) < Depth(b[1], e)}
TowardsRoot(p, q, e) == <<<<p, q>>, e>> \in Inwards
\* What TreeLog leaves to an implementation: to say again all that one knows to be committed, and to offer the log of a
\* former life, of unknown origin.
SaysAllItKnows(q) == ci[q]
OffersAll(disk) == IF disk.le = 1 THEN {} ELSE {[e |-> disk.le, le |-> 0, len |-> Length(disk.log)]}
\* The root of epoch 1 has gone; only what the others say is sure to be heard.
WithoutOne == Spec /\ Fairness({2, 3})
TheRestDeliver == Progress({2, 3})
=============================================================================
