-------------------------------- MODULE Logs --------------------------------
(***************************************************************************)
(* Logs: sequences of entries, counted from 1.                             *)
(*                                                                         *)
(* An entry is the pair <<origin, number>>, as a message is in Vectors.    *)
(*                                                                         *)
(* These are the operators of Sequences under other names.  They have them *)
(* so that a module may call one of its actions Append, which is what the  *)
(* protocol, its implementation and their traces call it.                  *)
(***************************************************************************)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences
LOCAL INSTANCE FiniteSets

Max(i, j) == IF i > j THEN i ELSE j
Min(i, j) == IF i < j THEN i ELSE j

LogsOf(E) == Seq(E)
Length(s) == Len(s)

\* s and then the entry x; s and then t; the first n entries of s; its entries from i to j.
Plus(s, x) == Append(s, x)
Then(s, t) == s \o t
First(s, n) == SubSeq(s, 1, n)
Slice(s, i, j) == SubSeq(s, i, j)

\* s is the beginning of t.
Prefix(s, t) == Len(s) <= Len(t) /\ \A i \in DOMAIN s : s[i] = t[i]

EntriesOf(s) == {s[i] : i \in DOMAIN s}

\* How many entries of origin o the log s holds.
Count(s, o) == Cardinality({i \in DOMAIN s : s[i][1] = o})

\* Those of S that are not the beginning of another.
Maximal(S) == {s \in S : \A t \in S : Prefix(s, t) => t = s}
=============================================================================
