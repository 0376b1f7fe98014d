---------------------------- MODULE MCTreeLogInd ----------------------------
\* Constants for the models of TreeLogInd.
EXTENDS TreeLogInd
CONSTANT x
TwoVoters == {1, 2}
RootInTurn(e) == e
OneEach == [o \in Origin |-> 1]
Pair == {<<1, 2>>, <<2, 1>>}
FirstEntry == <<x, 1>>
=============================================================================
