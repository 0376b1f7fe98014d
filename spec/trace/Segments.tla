------------------------------ MODULE Segments ------------------------------
(***************************************************************************)
(* The operators of Logs, for logs of which only this is kept: in which    *)
(* epoch each entry was sequenced.  A log is a sequence of segments        *)
(* [e, to]: the entries up to the place to, behind those of the segment    *)
(* before, are of epoch e; no two neighbours are of one epoch.  So it has  *)
(* as many elements as there were epochs, however many entries there are.  *)
(***************************************************************************)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences

Size(s) == Len(s)
Put(s, x) == Append(s, x)
After(s, n) == SubSeq(s, n + 1, Len(s))

TraceLength(s) == IF s = <<>> THEN 0 ELSE s[Len(s)].to

\* s, and then n entries of epoch e.
Stretched(s, e, n) ==
  CASE n = 0                            -> s
    [] s # <<>> /\ s[Len(s)].e = e      -> [s EXCEPT ![Len(s)].to = @ + n]
    [] OTHER                            -> s \o <<[e |-> e, to |-> TraceLength(s) + n]>>

TracePlus(s, e) == Stretched(s, e, 1)

Segment(s, i) == CHOOSE k \in 1..Len(s) : s[k].to >= i /\ (k = 1 \/ s[k - 1].to < i)
TraceAt(s, i) == s[Segment(s, i)].e

TraceFirst(s, n) == IF n = 0 THEN <<>>
                    ELSE LET k == Segment(s, n) IN [SubSeq(s, 1, k) EXCEPT ![k].to = n]

\* A slice is what Then takes: the segments up to its end, and where it begins.
TraceSlice(s, i, j) == [of |-> IF j < i THEN <<>> ELSE TraceFirst(s, j), from |-> i]

RECURSIVE Joined(_, _, _)
Joined(s, t, k) == IF k > Len(t) THEN s
                   ELSE IF t[k].to <= TraceLength(s) THEN Joined(s, t, k + 1)
                   ELSE Joined(Stretched(s, t[k].e, t[k].to - TraceLength(s)), t, k + 1)
TraceThen(s, t) == Joined(s, t.of, 1)

TracePrefix(s, t) == TraceLength(s) <= TraceLength(t) /\ TraceFirst(t, TraceLength(s)) = s
TraceMaximal(S) == {s \in S : \A t \in S : TracePrefix(s, t) => t = s}
=============================================================================
