------------------------------ MODULE Overlay ------------------------------
(***************************************************************************)
(* What the layers above may rely on when two members call themselves      *)
(* parent and child: no messages, no suspicion, no rule of who goes where. *)
(*                                                                         *)
(* It is little, on purpose.  Order never depends on the overlay, so all   *)
(* it has to promise is that its edges go downwards in the numbering, that *)
(* nobody serves too many, and that an edge is a thing with a beginning    *)
(* and an end which both sides mean alike:                                 *)
(*                                                                         *)
(*   - an edge is a child and a version; its parent makes it, once, and    *)
(*     under a version above all those it knew of that child;              *)
(*   - only then does the child take it, and for the same version;         *)
(*   - each side ends it when it likes.  Between the two ends of an edge   *)
(*     they disagree: nothing can be done about that in a distributed      *)
(*     system, and nothing is assumed about how long it lasts.             *)
(*                                                                         *)
(* A member that restarts has forgotten its edges, and as a parent also    *)
(* which versions it knew.  Liveness, that the edges come to form trees,   *)
(* is stated in Tree and TreeRepair: it needs that faults cease.           *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS N,         \* how many members
          MaxKids,   \* the most children a member has
          Versions   \* the versions there are: a set of numbers above 0

None == -1
Node == 0 .. (N - 1)

VARIABLES par,     \* par[i]: whom i means as its parent, or None
          pv,      \* pv[i]: the version of that edge; 0 without
          kids,    \* kids[p]: the children of p, as p means it
          seen,    \* seen[p][i]: the highest version of an edge from i that p knows
          resets   \* how many restarts there were

vars == <<par, pv, kids, seen, resets>>

TypeOK == /\ par \in [Node -> Node \cup {None}] /\ pv \in [Node -> Versions \cup {0}]
          /\ kids \in [Node -> SUBSET Node] /\ seen \in [Node -> [Node -> Versions \cup {0}]]
          /\ resets \in Nat

Init == /\ par = [i \in Node |-> None] /\ pv = [i \in Node |-> 0]
        /\ kids = [p \in Node |-> {}] /\ seen = [p \in Node |-> [i \in Node |-> 0]]
        /\ resets = 0

\* p makes an edge with i, in place of an older one or, when it has no room,
\* of a child higher than i.
Make(p, i, v, out) ==
  /\ v > seen[p][i] /\ UNCHANGED <<par, pv, resets>>
  /\ seen' = [seen EXCEPT ![p][i] = v]
  /\ out # {} => Cardinality(kids[p]) = MaxKids /\ \A x \in out : i < x
  /\ kids' = [kids EXCEPT ![p] = (@ \ out) \cup {i}]
  /\ Cardinality(kids'[p]) <= MaxKids

\* p ends its edge with i.  (Or learns that one is over which it had made
\* before it restarted.)
End(p, i, v) ==
  /\ v = seen[p][i] \/ (resets > 0 /\ v > seen[p][i])
  /\ UNCHANGED <<par, pv, resets>>
  /\ seen' = [seen EXCEPT ![p][i] = v]
  /\ kids' = [kids EXCEPT ![p] = @ \ {i}]

\* i takes the edge that p has made.  (Or had made, before it restarted.)
Take(i, p) ==
  /\ UNCHANGED <<kids, seen, resets>>
  /\ par' = [par EXCEPT ![i] = p]
  /\ \E v \in Versions : v > pv[i] /\ pv' = [pv EXCEPT ![i] = v]
  /\ pv'[i] = seen[p][i] \/ (resets > 0 /\ pv'[i] > seen[p][i])

\* i ends its edge.
Leave(i) == /\ par[i] # None
            /\ par' = [par EXCEPT ![i] = None] /\ pv' = [pv EXCEPT ![i] = 0]
            /\ UNCHANGED <<kids, seen, resets>>

Restart(i) == /\ par' = [par EXCEPT ![i] = None] /\ pv' = [pv EXCEPT ![i] = 0]
              /\ kids' = [kids EXCEPT ![i] = {}]
              /\ seen' = [seen EXCEPT ![i] = [j \in Node |-> 0]]
              /\ resets' = resets + 1

Below(i) == 0 .. (i - 1)

System == \E i \in Node :
  \/ Leave(i)
  \/ \E p \in Below(i) :
       \/ Take(i, p)
       \/ \E v \in Versions : End(p, i, v)
       \/ \E v \in Versions : Make(p, i, v, {})
       \/ \E v \in Versions : \E x \in kids[p] : Make(p, i, v, {x})
Environment == \E i \in Node : Restart(i)

Next == System \/ Environment
Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
ParentBelow == \A i \in Node : par[i] < i
DegreeBound == \A p \in Node : Cardinality(kids[p]) <= MaxKids /\ \A i \in kids[p] : p < i

\* An edge is made once, unless the parent restarted.
EdgeOnce == [][\A p, i \in Node : i \in kids'[p] /\ i \notin kids[p] => seen'[p][i] > seen[p][i]]_vars

THEOREM Spec => []ParentBelow /\ []DegreeBound /\ EdgeOnce

-----------------------------------------------------------------------------
\* Parent and child mean different edges of the same pair.
ReachDisagreement == ~\E p, i \in Node : par[i] = p /\ i \in kids[p] /\ seen[p][i] # pv[i]
\* A ghost: a child that means another parent.
ReachGhost == ~\E p, i \in Node : i \in kids[p] /\ par[i] \notin {p, None}
=============================================================================
