------------------------------ MODULE Vectors ------------------------------
(***************************************************************************)
(* Messages, delivery sequences and version vectors: the few words that    *)
(* all multicast modules share.                                            *)
(*                                                                         *)
(* A message is named by the pair <<origin, number>>; the numbers of one   *)
(* origin start at 1 and have no holes.  The models carry no payload: two  *)
(* messages with one name would be one message, and no property here looks *)
(* at what is inside.                                                      *)
(*                                                                         *)
(* A version vector v says, for every node o, "I have the first v[o]       *)
(* messages of o".  It is one number per node however long the history is, *)
(* and that is why it, and not a set of names, is what a subscriber sends. *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

Range(s) == {s[i] : i \in DOMAIN s}

\* How many messages of origin o the sequence s holds.
Count(s, o) == Cardinality({i \in DOMAIN s : s[i][1] = o})

\* The vector of a sequence that has no holes and no duplicates.
VecOf(s, N) == [o \in N |-> Count(s, o)]

\* v has message m.
Has(v, m) == m[2] <= v[m[1]]

\* Whoever has w has v, too.
Leq(v, w) == \A o \in DOMAIN v : v[o] <= w[o]

\* The part of s that v lacks, in the order of s.
Beyond(s, v) == SelectSeq(s, LAMBDA m : ~Has(v, m))

\* The elements of s up to, but without, the i-th.
Before(s, i) == SubSeq(s, 1, i - 1)

\* All sequences over S of length 1 to Cardinality(S).
Arrangements(S) == UNION {[1..k -> S] : k \in 1..Cardinality(S)}
=============================================================================
