----------------------------- MODULE TreeRepair -----------------------------
(***************************************************************************)
(* Why the overlay becomes a tree again: the same repair as in Tree, with  *)
(* each exchange of messages taken as one step, from EVERY well-typed      *)
(* state.                                                                  *)
(*                                                                         *)
(* Faults have just ceased.  What they have left behind is not asked: any  *)
(* parents below, any children above within the degree bound, parents that *)
(* know nothing of their children, ghosts, members that are gone and still *)
(* have a place.  From there on, TLC shows that the members of `live` form *)
(* one tree and stay in it (EventualTree), that everyone ends up where it  *)
(* belongs (EventualHome, EventualHeap), that the repair comes to rest     *)
(* (Stops), and that nobody who has a parent is without one on the way     *)
(* (MakeBeforeBreak).  This is self-stabilisation in Dijkstra's sense, and *)
(* it covers any history of crashes, cuts, lost and stale frames at once.  *)
(*                                                                         *)
(* `live` is one fragment: members that can reach one another.  Everybody  *)
(* else is suspected by them for good.  Here every two members of `live`   *)
(* can exchange frames.  What the argument needs is less: every member     *)
(* except the lowest must reach SOME lower member of the fragment          *)
(* directly, because parents lie below; a member that has none stays the   *)
(* root of a tree of its own.  No overlay whose edges are links can do     *)
(* better without relaying.                                                *)
(*                                                                         *)
(* How the steps correspond to the frames of Tree:                         *)
(*   Poll     attach to Best, accept, and detach from the old parent; for  *)
(*            an orphan also busy and the walk down along its redirects    *)
(*   Refresh  attach to the parent, and accept, or busy: evicted, or over  *)
(*   Leave    the parent is suspected                                      *)
(*   Drop     a child is suspected, or answers accept with detach          *)
(* What an exchange looks like half done is Tree's business.               *)
(***************************************************************************)
EXTENDS Heap

CONSTANTS MaxKids,    \* the most children a member has
          Fragments   \* the fragments to try, each a set of members

ASSUME RepairAssumption == /\ MaxKids \in Nat /\ MaxKids >= K
                           /\ Fragments \subseteq (SUBSET Node \ {{}})

VARIABLES live,   \* the members of the fragment; never changes
          par,    \* par[i]: the parent of i as i sees it, or None
          kids    \* kids[p]: the children of p as p sees it

vars == <<live, par, kids>>

TypeOK == /\ live \in Fragments
          /\ par \in [Node -> Node \cup {None}]
          /\ kids \in [Node -> SUBSET Node]

\* Only whom i suspects counts, and i suspects everybody outside.
BestOf(i) == Best(i, Node \ live)

-----------------------------------------------------------------------------
(* The guards that carry the properties: see spec/broken.                  *)

\* A full member makes room for a lower orphan.  Without it an orphan may be
\* refused by everyone it can ask: EventualTree fails.
Evicts(a, i) == i < MaxOf(kids[a])

\* A member that has a parent polls its best one all the same.  Without it
\* the shape of the last emergency stays: EventualHeap fails.
PollsOn(i) == TRUE

\* A member leaves its parent only for one that has accepted it.  Otherwise
\* it is cut off while nothing is wrong: MakeBeforeBreak fails.
KeptIfRefused(i) == par[i]

\* A child answers an accept that it does not want.  Without it a ghost keeps
\* its place for ever: EventualTree fails.
AnswersUnwanted(p, i) == par[i] # p

-----------------------------------------------------------------------------
DegreeBound == \A p \in Node : Cardinality(kids[p]) <= MaxKids

Init ==
  /\ live \in Fragments
  /\ par \in {f \in [Node -> {None} \cup Node] :
                \A i \in Node : f[i] < i /\ (i \notin live => f[i] = None)}
  /\ \E E \in SUBSET {e \in live \X Node : e[1] < e[2]} :
       kids = [p \in Node |-> {i \in Node : <<p, i>> \in E}]
  /\ DegreeBound

\* Whether a takes i in, and what children it has then.
HasRoom(a, i) == i \in kids[a] \/ Cardinality(kids[a]) < MaxKids
Grants(a, i) == HasRoom(a, i) \/ Evicts(a, i)
Granted(a, i) == IF HasRoom(a, i) THEN kids[a] \cup {i} ELSE (kids[a] \ {MaxOf(kids[a])}) \cup {i}

\* Where the walk of an orphan may end that first asks a: a refusal names the
\* children, and it goes on with one of them that lies below itself.
RECURSIVE Ends(_, _)
Ends(a, i) == IF Grants(a, i) THEN {a}
              ELSE UNION {Ends(c, i) : c \in {d \in kids[a] \cap live : d < i}}

\* i takes a as its parent, and tells the old one.
Settle(i, a) ==
  LET k == [kids EXCEPT ![a] = Granted(a, i)]
      old == par[i]
  IN /\ par' = [par EXCEPT ![i] = a]
     /\ kids' = IF old \in {None, a} THEN k ELSE [k EXCEPT ![old] = @ \ {i}]
     /\ UNCHANGED live

\* i asks its best parent.
Poll(i) ==
  /\ i \in live /\ BestOf(i) \notin {None, par[i]}
  /\ par[i] \in live => PollsOn(i)
  /\ IF par[i] = None THEN \E a \in Ends(BestOf(i), i) : Settle(i, a)
     ELSE IF Grants(BestOf(i), i) THEN Settle(i, BestOf(i))
     ELSE /\ par' = [par EXCEPT ![i] = KeptIfRefused(i)]
          /\ kids' = IF par'[i] = par[i] THEN kids ELSE [kids EXCEPT ![par[i]] = @ \ {i}]
          /\ UNCHANGED live

\* i's heartbeat reaches a parent that does not know it.  That one takes it in, or
\* makes it an orphan: for want of room, or because it knows that it has ended
\* this very edge (Tree!IsOver), and i is to come again with a new version.
Refresh(i) ==
  /\ i \in live /\ par[i] \in live /\ i \notin kids[par[i]]
  /\ \E taken \in {Grants(par[i], i), FALSE} :
       IF taken
       THEN kids' = [kids EXCEPT ![par[i]] = Granted(par[i], i)] /\ UNCHANGED par
       ELSE par' = [par EXCEPT ![i] = None] /\ UNCHANGED kids
  /\ UNCHANGED live

Leave(i) ==
  /\ i \in live /\ par[i] # None /\ par[i] \notin live
  /\ par' = [par EXCEPT ![i] = None] /\ UNCHANGED <<live, kids>>

Drop(p, i) ==
  /\ p \in live /\ i \in kids[p]
  /\ i \notin live \/ AnswersUnwanted(p, i)
  /\ kids' = [kids EXCEPT ![p] = @ \ {i}] /\ UNCHANGED <<live, par>>

System == \/ \E i \in Node : Poll(i) \/ Refresh(i)
          \/ \E p, i \in Node : Drop(p, i)
          \/ \E i \in Node : Leave(i)

\* The environment did all it could before the first step.
Next == System
Fairness == \A i \in Node : /\ WF_vars(Poll(i)) /\ WF_vars(Refresh(i)) /\ WF_vars(Leave(i))
                            /\ \A p \in Node : WF_vars(Drop(p, i))
Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------
ParentBelow == \A i \in Node : par[i] < i

OneTree == \A i \in live :
  /\ par[i] = None <=> i = MinOf(live)
  /\ par[i] # None => par[i] \in live
  /\ kids[i] = {j \in live : par[j] = i}

\* Everyone is at its best parent, unless that is full of lower members.
Home == \A i \in live :
  LET b == BestOf(i) IN
  b # None => par[i] = b \/ (Cardinality(kids[b]) = MaxKids /\ \A j \in kids[b] : j < i)

EventualTree == <>[]OneTree
EventualHome == <>[]Home
EventualHeap == live = Node => <>[](\A i \in Node : par[i] = Par(i))
Stops        == <>[][FALSE]_vars

MakeBeforeBreak ==
  [][\A i \in live : par[i] \in live /\ i \in kids[par[i]] => par'[i] # None]_vars

THEOREM Spec => [](ParentBelow /\ DegreeBound) /\ MakeBeforeBreak
THEOREM Spec => EventualTree /\ EventualHome /\ EventualHeap /\ Stops

-----------------------------------------------------------------------------
\* A tree in which somebody has no place at its best parent, and stays.
ReachRedirected == ~(OneTree /\ Home /\ \E i \in live : BestOf(i) # None /\ par[i] # BestOf(i))
=============================================================================
