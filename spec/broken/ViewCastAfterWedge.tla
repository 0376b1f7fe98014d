------------------------- MODULE ViewCastAfterWedge -------------------------
(* What is not in the cut is delivered all the same. *)
EXTENDS MCViewCast

Anything(p) == {m \in DOMAIN sentIn : sentIn[m] = at[p] /\ m \notin dlvIn[p][at[p]]}
LateInstall(p, v) ==
  /\ <<at[p], v>> \in DOMAIN cut /\ p \in views[v]
  /\ cut[<<at[p], v>>] \subseteq dlvIn[p][at[p]]
  /\ at' = [at EXCEPT ![p] = v]
  /\ installed' = [installed EXCEPT ![p] = @ \cup {<<v, views[v]>>}]
  /\ next' = [next EXCEPT ![p][at[p]] = v]
  /\ UNCHANGED <<views, sentIn, dlvIn, cut>>
=============================================================================
