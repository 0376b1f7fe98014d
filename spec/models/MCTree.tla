------------------------------- MODULE MCTree -------------------------------
(***************************************************************************)
(* Values for the constants of Tree, and the bounds of its models.         *)
(*                                                                         *)
(* The full model is far too large for four members, so each model gives   *)
(* up something else, and no two the same:                                 *)
(*                                                                         *)
(*   three      everybody doubts everybody, but there are three members    *)
(*   four       four members, but only two doubt anybody, each one other:  *)
(*              just enough for a full node, evictions and redirects       *)
(*   restart    the same with one doubt and a restart of the root          *)
(*   overlay    any restart, at three members and one frame in flight      *)
(*   settle     one attempt, then faults cease, with any one stale frame   *)
(*   live       three members, any doubts, liveness; with a stale frame    *)
(*                                                                         *)
(* and nightly: liveFour, restarts (of any member); and on random walks    *)
(* fourAll (any doubts).  In all of them at most Cap frames are in flight  *)
(* before faults cease: one more is lost, as frames may be.                *)
(* What remains untested are histories that need more at once.  These are  *)
(* TreeRepair's: it starts from every state, however it came about.        *)
(***************************************************************************)
EXTENDS Tree, TLC

\* Anybody may suspect anybody wrongly.
DoubtEverybody == [i \in Node |-> Node]

\* Of four members in a binary heap, 3 may suspect its parent 1, and so come
\* to be a child of 0: the one that is evicted when 0 is full and 1 comes.
DoubtParent == [i \in Node |-> IF i = 3 THEN {1} ELSE {}]

\* ... and 0 may suspect 3, and so have a child that does not know that it is
\* none any more.
DoubtParentAndChild == [i \in Node |-> CASE i = 3 -> {1} [] i = 0 -> {3} [] OTHER -> {}]

-----------------------------------------------------------------------------
(* How many attempts a member makes until Settle.  For MayAttempt.  Two    *)
(* attempts suffice for each pair of things that can go wrong in a row     *)
(* with one member: accepted and evicted, refused and redirected, given up *)
(* and accepted after all.                                                 *)

OneAttempt(i, v) == settled \/ v <= 1
TwoAttempts(i, v) == settled \/ v <= 2

(* For NextVer, where versions would grow without end: a member whose poll *)
(* is refused again and again uses up one each time.  A version that no    *)
(* frame and no member remembers is as good as a new one.                  *)

Owner(m) == IF m.from < m.to THEN m.to ELSE m.from    \* the child
Unremembered(i, rest) ==
  1 + MaxOf({pv[i]} \cup {seen[p][i] : p \in Below(i)}
            \cup {m.ver : m \in {x \in rest : Owner(x) = i}})

\* For Versions: as many as two attempts, and restarts, can use.
FewVersions == 1 .. 4
=============================================================================
