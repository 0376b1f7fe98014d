------------------------------ MODULE Streams ------------------------------
(***************************************************************************)
(* Words about one stream of TreeCast, apart from its states: a sequence d *)
(* of frames on the way to a subscriber who is in session sid and has been *)
(* given the set D.  P is the past of every message.                       *)
(***************************************************************************)
EXTENDS Vectors

\* What a frame brings.
Gives(f) == CASE f.type = "Msg" -> {f.m} [] f.type = "Snapshot" -> Range(f.state) [] OTHER -> {}

\* What the subscriber will have been given before the i-th frame arrives.
Ahead(d, sid, D, i) == D \cup UNION {IF d[j].sid # sid THEN {} ELSE Gives(d[j]) : j \in 1..(i - 1)}

\* No message comes before its past.
IsClosed(d, sid, D, P) ==
  \A i \in DOMAIN d : (d[i].type = "Msg" /\ d[i].sid = sid) => P[d[i].m] \subseteq Ahead(d, sid, D, i)

\* All of C is there or comes.
IsCovered(d, sid, D, C) == C \subseteq Ahead(d, sid, D, Len(d) + 1)
=============================================================================
