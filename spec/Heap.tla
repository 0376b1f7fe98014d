-------------------------------- MODULE Heap --------------------------------
(***************************************************************************)
(* The shape that the overlay wants to have, and nothing else: no state,   *)
(* no messages.                                                            *)
(*                                                                         *)
(* Members are numbered 0 .. N-1 and laid out as a K-ary heap: member i is *)
(* the child of (i-1) \div K.  Everyone can compute everyone's place from  *)
(* N and K alone, so there is nothing to agree on and nothing to learn.    *)
(*                                                                         *)
(*                  0                  N = 7, K = 2                         *)
(*                /   \                                                    *)
(*               1     2               Par(5) = 2,  Anc(5) = {2, 0}        *)
(*              / \   / \                                                  *)
(*             3   4 5   6             Below(5) = {0, 1, 2, 3, 4}          *)
(*                                                                         *)
(* When members fail or are cut off, each one goes on computing: its best  *)
(* parent is the nearest ancestor that it does not suspect.  Whoever has   *)
(* lost all its ancestors asks the lowest member below its own index.      *)
(* Whoever finds nobody there is the root of its fragment.  Both rules     *)
(* only ever point to a smaller index.  That is why there can be no cycle  *)
(* whatever the members suspect: along parents the index falls.            *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS N,   \* how many members there are
          K    \* the arity of the heap

ASSUME HeapAssumption == N \in Nat \ {0} /\ K \in Nat \ {0}

None == -1                 \* no member: smaller than all of them
Node == 0 .. (N - 1)

MaxOf(S) == CHOOSE x \in S : \A y \in S : y <= x
MinOf(S) == CHOOSE x \in S : \A y \in S : x <= y

Par(i) == IF i = 0 THEN None ELSE (i - 1) \div K

RECURSIVE Anc(_)
Anc(i) == IF i = 0 THEN {} ELSE {Par(i)} \cup Anc(Par(i))

Below(i) == 0 .. (i - 1)

\* The last resort of a member that suspects all its ancestors.  Without it
\* a fragment whose members share no ancestor falls apart for ever.
LastResort(i, S) == IF Below(i) \ S # {} THEN MinOf(Below(i) \ S) ELSE None

\* The best parent of member i when it suspects the members of S.
Best(i, S) == IF Anc(i) \ S # {} THEN MaxOf(Anc(i) \ S) ELSE LastResort(i, S)

\* All ways in which the members can be cut into fragments: each is a
\* function that names for every member the lowest one of its fragment.
Partitions == {f \in [Node -> Node] : \A i \in Node : f[i] <= i /\ f[f[i]] = f[i]}

-----------------------------------------------------------------------------
(* What TLC checks as assumptions for every N and K that a model uses.     *)

ASSUME BestIsBelow ==
  \A i \in Node : \A S \in SUBSET Node : Best(i, S) < i

ASSUME BestExistsUnlessLowest ==
  \A i \in Node : \A S \in SUBSET Node : Best(i, S) = None <=> Below(i) \subseteq S

ASSUME NobodySuspectedGivesTheHeap ==
  \A i \in Node : Best(i, {}) = Par(i)

ASSUME HeapIsKAry ==
  \A p \in Node : Cardinality({i \in Node : Par(i) = p}) <= K
=============================================================================
