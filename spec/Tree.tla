-------------------------------- MODULE Tree --------------------------------
(***************************************************************************)
(* How the overlay keeps itself a tree, with messages.                     *)
(*                                                                         *)
(* Each member wants the parent that Heap!Best names, keeps what it has    *)
(* until it has something better, and believes nobody.  Four frames are    *)
(* all there is:                                                           *)
(*                                                                         *)
(*   attach(v)   child to parent: be my parent; or, once it is, I am still *)
(*               your child (the heartbeat upwards)                        *)
(*   accept(v)   parent to child: you are my child (the answer, and the    *)
(*               heartbeat downwards)                                      *)
(*   busy(v, C)  parent to child: you are not my child; ask those in C     *)
(*   detach(v)   child to parent: I am not your child                      *)
(*                                                                         *)
(* An edge is a pair of a child and a version v.  A version is one attempt *)
(* of one child with one member: when the attempt ends - it was accepted,  *)
(* refused or given up - the next one gets a higher version.  The asked    *)
(* member makes a version its child's at most once: an edge that is over   *)
(* stays over (EdgeOnce), and the child must come again under a new        *)
(* version.  So both ends see an edge come once and go once, which is what *)
(* the layers above start and stop their streams by; and a frame of some   *)
(* attempt that is over is recognised whenever it arrives.                 *)
(*                                                                         *)
(* Four rules hold the rest together.                                      *)
(*                                                                         *)
(* - A child asks only members below its index (Best, and redirects, which *)
(*   descend).  Hence ParentBelow, hence no cycle: without any agreement.  *)
(* - A full member evicts its highest child for a lower orphan.  A refusal *)
(*   therefore means that all children lie below the orphan, so a redirect *)
(*   to one of them goes strictly down and the walk ends.  Without it the  *)
(*   orphan may have nowhere to go.                                        *)
(* - A member whose parent is not its best one goes on polling the best,   *)
(*   keeping the parent meanwhile (MakeBeforeBreak).  Hence EventualHeap.  *)
(* - Heartbeats run both ways, and an accept that is not wanted is         *)
(*   answered by a detach: a lost frame would otherwise leave a child that *)
(*   thinks it has a parent, or a parent that holds a ghost.               *)
(*                                                                         *)
(* Faults.  Until Settle the network loses, duplicates and reorders,       *)
(* suspicion is arbitrary, and members crash and restart with nothing but  *)
(* their version (in the code: an incarnation on disk, a counter in        *)
(* memory).  Frames of a former life are not assumed dead.  Settle picks   *)
(* any partition of the members; from then on suspicion is the truth, the  *)
(* frames inside a fragment arrive, and up to MaxStale frames from before  *)
(* are among them.  TreeRepair starts where this module cannot: from every *)
(* well-typed state.                                                       *)
(*                                                                         *)
(* Simplifications, and why they are fair.                                 *)
(*                                                                         *)
(* - Suspicion is no variable.  "i may suspect j now" is chosen afresh in  *)
(*   each step from Doubts[i], which permits more than any detector.       *)
(*   Dropping the frames of suspected members is then just loss.           *)
(* - The network has room for Cap frames and loses what is sent beyond     *)
(*   that.  It may lose a frame at any moment to make room, so every       *)
(*   behaviour of a boundless network that has at most Cap frames in       *)
(*   flight at a time is there, of any length and with any delays.         *)
(* - Timers: until Settle what may be repeated may be repeated at any      *)
(*   moment.  Afterwards a timer is slower than a round trip, and only     *)
(*   heartbeats that would be answered by a change are shown.              *)
(***************************************************************************)
EXTENDS Heap

CONSTANTS MaxKids,    \* the most children a member has
          Doubts,     \* [Node -> SUBSET Node]: whom a member may suspect wrongly
          Cap,        \* how many frames the network holds until Settle
          Fragile,    \* the members that may restart
          MaxReset,   \* how often they restart, all together
          MaySettle,  \* whether faults may cease
          MaxStale    \* how many frames from before Settle still arrive

ASSUME TreeAssumption ==
  /\ MaxKids \in Nat /\ MaxKids >= K       \* or the heap does not fit
  /\ Doubts \in [Node -> SUBSET Node]
  /\ Fragile \subseteq Node
  /\ {Cap, MaxReset, MaxStale} \subseteq Nat
  /\ MaySettle \in BOOLEAN

VARIABLES
  par,      \* par[i]: the parent of i, or None
  pv,       \* pv[i]: the version of the edge to it; 0 without
  cand,     \* cand[i]: the member that i is asking to become its parent, or None
  ver,      \* ver[i]: the version of this attempt, or of the next.  Durable.
  kids,     \* kids[p]: the children of p, as p sees it
  seen,     \* seen[p][i]: the highest version of an edge from i that p made or ended
  net,      \* the frames in flight
  frag,     \* frag[i]: once settled, the lowest member of i's fragment
  settled,  \* whether faults have ceased
  resets    \* how many restarts there were (bounds the model)

vars == <<par, pv, cand, ver, kids, seen, net, frag, settled, resets>>

Frame(t, s, d, v, C) == [type |-> t, from |-> s, to |-> d, ver |-> v, kids |-> C]
Attach(i, a, v)  == Frame("attach", i, a, v, {})
Accept(a, i, v)  == Frame("accept", a, i, v, {})
Busy(a, i, v, C) == Frame("busy", a, i, v, C)
Detach(i, a, v)  == Frame("detach", i, a, v, {})

TypeOK ==
  /\ par \in [Node -> Node \cup {None}] /\ cand \in [Node -> Node \cup {None}]
  /\ pv \in [Node -> Nat] /\ ver \in [Node -> Nat \ {0}]
  /\ kids \in [Node -> SUBSET Node] /\ seen \in [Node -> [Node -> Nat]]
  /\ \A m \in net : /\ m.type \in {"attach", "accept", "busy", "detach"}
                    /\ m.from \in Node /\ m.to \in Node /\ m.ver \in Nat /\ m.kids \subseteq Node
  /\ frag \in Partitions /\ settled \in BOOLEAN /\ resets \in 0 .. MaxReset

-----------------------------------------------------------------------------
(* The environment's view: who may suspect whom, what the network carries. *)

Away(i) == {j \in Node : frag[j] # frag[i]}
Suspicions(i) == IF settled THEN {Away(i)} ELSE SUBSET (Doubts[i] \ {i})
MaySuspect(i, j) == \E S \in Suspicions(i) : j \in S
Bests(i) == {Best(i, S) : S \in Suspicions(i)} \ {None}
\* Somebody of R whom i does not suspect, or None when it suspects them all.
Unsuspected(i, R) == UNION {IF R \subseteq S THEN {None} ELSE R \ S : S \in Suspicions(i)}

\* What is in flight after `new` is sent: a full network loses it, and once
\* settled only what crosses the cut is lost.
Carry(old, new) ==
  IF settled THEN old \cup {m \in new : frag[m.from] = frag[m.to]}
  ELSE IF Cardinality(old \cup new) <= Cap THEN old \cup new ELSE old

\* Parent p and child i mean the same edge.
Agreed(p, i) == par[i] = p /\ i \in kids[p] /\ seen[p][i] = pv[i]

\* Once settled, nothing is repeated while it is under way.
Quiet(s, d) == settled => frag[s] = frag[d] /\ ~\E m \in net : m.from = s /\ m.to = d
Worthwhile(p, i) == settled => ~Agreed(p, i)

-----------------------------------------------------------------------------
(* The guards that carry the properties.  spec/broken removes each of them *)
(* in turn, and TLC finds the property that it carried violated.           *)

\* An attempt that is over must not be mistaken for the present one.  Without
\* the version a child takes a parent that means another edge: Vouched fails.
IsAnswer(i, a, v) == a = cand[i] /\ v = ver[i]

\* A frame that was overtaken by a later edge.  Without it an old attach or
\* detach undoes a new edge: Vouched fails.
IsStale(p, i, v) == v < seen[p][i]

\* An edge that p ended is not made again.  Without it p has an edge anew
\* that its child never saw broken, and their streams disagree: EdgeOnce fails.
IsOver(p, i, v) == v = seen[p][i] /\ i \notin kids[p]

\* Without it members serve ever more children: DegreeBound fails.
HasRoom(p) == Cardinality(kids[p]) < MaxKids

\* Without it a refusal may name members above the orphan, which cannot help
\* it: RefusalsDescend fails, and with it EventualTree.
Evicts(p, i) == i < MaxOf(kids[p])

\* Redirects descend.  RefusalsDescend says that this leaves nobody out; it is
\* a second lock on ParentBelow, which fails without both.
Redirects(i, a, C) == {c \in C : a < c /\ c < i}

\* Without it a member that was redirected once stays there: EventualHeap fails.
WouldMove(i, b) == b # par[i]

\* The old parent is kept until the new one has accepted.  Without it members
\* are cut off while nothing is wrong: MakeBeforeBreak fails.
KeptWhileAsking(i) == par[i]

\* Who is asked whether it is a child, and answers when it is not.  Without
\* either a ghost keeps its place for ever: EventualTree fails.
Pinged(p) == kids[p]
Unwanted(i, a, v) == {Detach(i, a, v)}

\* Who is told that it is a parent.  Without it a child that was dropped never
\* learns of it: EventualTree fails.
Refreshed(i) == par[i]

\* The version survives a restart.  Without it a member comes back with
\* versions that its parents have seen from its former life: Fresh fails.
VersionAfterReset(i) == ver[i] + 1

-----------------------------------------------------------------------------
Init ==
  /\ par = [i \in Node |-> None] /\ pv = [i \in Node |-> 0]
  /\ cand = [i \in Node |-> None] /\ ver = [i \in Node |-> 1]
  /\ kids = [p \in Node |-> {}] /\ seen = [p \in Node |-> [i \in Node |-> 0]]
  /\ net = {} /\ frag = [i \in Node |-> 0] /\ settled = FALSE /\ resets = 0

-----------------------------------------------------------------------------
(* The child.                                                              *)

\* Every attempt has its own version.  (Models may bound the number of
\* attempts until Settle, or use up versions more slowly: see MCTree.)
NextVer(i, rest) == ver[i] + 1
MayAttempt(i, v) == TRUE

\* Ask the best parent, with or without a parent.
Poll(i) ==
  /\ cand[i] = None /\ MayAttempt(i, ver[i])
  /\ \E b \in Bests(i) :
       /\ WouldMove(i, b)
       /\ cand' = [cand EXCEPT ![i] = b]
       /\ par' = [par EXCEPT ![i] = KeptWhileAsking(i)]
       /\ net' = Carry(net, {Attach(i, b, ver[i])})
  /\ UNCHANGED <<pv, ver, kids, seen, frag, settled, resets>>

\* No answer yet.
Retry(i) ==
  /\ cand[i] # None /\ Quiet(i, cand[i]) /\ Quiet(cand[i], i)
  /\ net' = Carry(net, {Attach(i, cand[i], ver[i])})
  /\ UNCHANGED <<par, pv, cand, ver, kids, seen, frag, settled, resets>>

\* The heartbeat to the parent.
Refresh(i) ==
  /\ Refreshed(i) # None /\ Quiet(i, par[i]) /\ Quiet(par[i], i) /\ Worthwhile(par[i], i)
  /\ net' = Carry(net, {Attach(i, par[i], pv[i])})
  /\ UNCHANGED <<par, pv, cand, ver, kids, seen, frag, settled, resets>>

\* Accepted: only now the old parent is left.  An accept from the parent is
\* its heartbeat.  Any other is not wanted, and its sender is told so.
HandleAccept(m, rest) ==
  LET a == m.from  i == m.to IN
  /\ m.type = "accept"
  /\ IF IsAnswer(i, a, m.ver)
     THEN /\ par' = [par EXCEPT ![i] = a] /\ pv' = [pv EXCEPT ![i] = ver[i]]
          /\ cand' = [cand EXCEPT ![i] = None] /\ ver' = [ver EXCEPT ![i] = NextVer(i, rest)]
          /\ net' = Carry(rest, IF par[i] = None THEN {} ELSE {Detach(i, par[i], pv[i])})
     ELSE /\ net' = IF a = par[i] /\ m.ver = pv[i] THEN rest ELSE Carry(rest, Unwanted(i, a, m.ver))
          /\ UNCHANGED <<par, pv, cand, ver>>
  /\ UNCHANGED <<kids, seen, frag, settled, resets>>

\* Evicted, or the parent has restarted and has no room: an orphan again.
\* Refused: a member with a parent stays there, an orphan walks down.
HandleBusy(m, rest) ==
  LET a == m.from  i == m.to IN
  /\ m.type = "busy"
  /\ IF a = par[i] /\ m.ver = pv[i]
     THEN /\ par' = [par EXCEPT ![i] = None] /\ pv' = [pv EXCEPT ![i] = 0]
          /\ net' = rest /\ UNCHANGED <<cand, ver>>
     ELSE IF IsAnswer(i, a, m.ver)
     THEN LET v == NextVer(i, rest)
              R == IF par[i] = None /\ MayAttempt(i, v) THEN Redirects(i, a, m.kids) ELSE {}
          IN /\ ver' = [ver EXCEPT ![i] = v]
             /\ \E c \in Unsuspected(i, R) :
                  /\ cand' = [cand EXCEPT ![i] = c]
                  /\ net' = IF c = None THEN rest ELSE Carry(rest, {Attach(i, c, v)})
             /\ UNCHANGED <<par, pv>>
     ELSE net' = rest /\ UNCHANGED <<par, pv, cand, ver>>
  /\ UNCHANGED <<kids, seen, frag, settled, resets>>

-----------------------------------------------------------------------------
(* The parent.                                                             *)

\* A frame of a child that it has is a heartbeat: Ping will answer.  The
\* version of an edge that is over is refused, with nobody to ask, so that
\* the child returns under a new one.  A new version is taken in if there is
\* room (in place of the child's old one, if there is one), or in place of
\* the highest child.
HandleAttach(m, rest) ==
  LET p == m.to  i == m.from  v == m.ver
      Take(C, more) == /\ kids' = [kids EXCEPT ![p] = C]
                       /\ seen' = [seen EXCEPT ![p][i] = v]
                       /\ net' = Carry(rest, {Accept(p, i, v)} \cup more)
  IN
  /\ m.type = "attach"
  /\ IF IsStale(p, i, v) \/ (i \in kids[p] /\ v = seen[p][i])
     THEN net' = rest /\ UNCHANGED <<kids, seen>>
     ELSE IF IsOver(p, i, v)
     THEN net' = Carry(rest, {Busy(p, i, v, {})}) /\ UNCHANGED <<kids, seen>>
     ELSE IF i \in kids[p] \/ HasRoom(p)
     THEN Take(kids[p] \cup {i}, {})
     ELSE IF Evicts(p, i)
     THEN LET x == MaxOf(kids[p])
          IN Take((kids[p] \ {x}) \cup {i}, {Busy(p, x, seen[p][x], {})})
     ELSE net' = Carry(rest, {Busy(p, i, v, kids[p])}) /\ UNCHANGED <<kids, seen>>
  /\ UNCHANGED <<par, pv, cand, ver, frag, settled, resets>>

HandleDetach(m, rest) ==
  LET p == m.to  i == m.from IN
  /\ m.type = "detach"
  /\ IF IsStale(p, i, m.ver) THEN UNCHANGED <<kids, seen>>
     ELSE kids' = [kids EXCEPT ![p] = @ \ {i}] /\ seen' = [seen EXCEPT ![p][i] = m.ver]
  /\ net' = rest
  /\ UNCHANGED <<par, pv, cand, ver, frag, settled, resets>>

\* The heartbeat to a child.
Ping(p, i) ==
  /\ i \in Pinged(p) /\ Quiet(p, i) /\ Worthwhile(p, i)
  /\ net' = Carry(net, {Accept(p, i, seen[p][i])})
  /\ UNCHANGED <<par, pv, cand, ver, kids, seen, frag, settled, resets>>

-----------------------------------------------------------------------------
(* What both do about a suspicion.  Nothing is sent: it would not arrive.  *)

GiveUp(i) ==
  /\ cand[i] # None /\ MaySuspect(i, cand[i])
  /\ cand' = [cand EXCEPT ![i] = None] /\ ver' = [ver EXCEPT ![i] = NextVer(i, net)]
  /\ UNCHANGED <<par, pv, kids, seen, net, frag, settled, resets>>

Leave(i) ==
  /\ par[i] # None /\ MaySuspect(i, par[i])
  /\ par' = [par EXCEPT ![i] = None] /\ pv' = [pv EXCEPT ![i] = 0]
  /\ UNCHANGED <<cand, ver, kids, seen, net, frag, settled, resets>>

DropKid(p, i) ==
  /\ i \in kids[p] /\ MaySuspect(p, i)
  /\ kids' = [kids EXCEPT ![p] = @ \ {i}]
  /\ UNCHANGED <<par, pv, cand, ver, seen, net, frag, settled, resets>>

-----------------------------------------------------------------------------
(* The environment.                                                        *)

Lose == /\ ~settled /\ \E m \in net : net' = net \ {m}
        /\ UNCHANGED <<par, pv, cand, ver, kids, seen, frag, settled, resets>>

\* A copy of a frame arrives, and the frame is still under way.
Duplicate == ~settled /\ \E m \in net :
               HandleAttach(m, net) \/ HandleAccept(m, net) \/ HandleBusy(m, net) \/ HandleDetach(m, net)

\* A crash and the restart after it: only the version is left.
Reset(i) ==
  /\ ~settled /\ i \in Fragile /\ resets < MaxReset /\ resets' = resets + 1
  /\ ver' = [ver EXCEPT ![i] = VersionAfterReset(i)]
  /\ par' = [par EXCEPT ![i] = None] /\ pv' = [pv EXCEPT ![i] = 0]
  /\ cand' = [cand EXCEPT ![i] = None] /\ kids' = [kids EXCEPT ![i] = {}]
  /\ seen' = [seen EXCEPT ![i] = [j \in Node |-> 0]]
  /\ UNCHANGED <<net, frag, settled>>

\* Faults cease.  Of the frames in flight at most MaxStale still arrive.
Settle ==
  /\ MaySettle /\ ~settled /\ settled' = TRUE
  /\ frag' \in Partitions
  /\ \E M \in SUBSET {m \in net : frag'[m.from] = frag'[m.to]} :
       Cardinality(M) <= MaxStale /\ net' = M
  /\ UNCHANGED <<par, pv, cand, ver, kids, seen, resets>>

-----------------------------------------------------------------------------
OnAttach == \E m \in net : HandleAttach(m, net \ {m})
OnAccept == \E m \in net : HandleAccept(m, net \ {m})
OnBusy   == \E m \in net : HandleBusy(m, net \ {m})
OnDetach == \E m \in net : HandleDetach(m, net \ {m})

System == \/ OnAttach \/ OnAccept \/ OnBusy \/ OnDetach
          \/ \E i \in Node : Poll(i) \/ Retry(i) \/ Refresh(i)
          \/ \E p, i \in Node : Ping(p, i)

Suspicion == \/ \E i \in Node : GiveUp(i) \/ Leave(i)
             \/ \E p, i \in Node : DropKid(p, i)

Environment == Lose \/ Duplicate \/ (\E i \in Node : Reset(i)) \/ Settle \/ Suspicion

Next == System \/ Environment
Spec == Init /\ [][Next]_vars

\* Some frame from s to d arrives.
Arrive(s, d) == \E m \in {x \in net : x.from = s /\ x.to = d} :
                  \/ HandleAttach(m, net \ {m}) \/ HandleAccept(m, net \ {m})
                  \/ HandleBusy(m, net \ {m})   \/ HandleDetach(m, net \ {m})

\* Faults cease, true suspicions are raised, timers run out, frames arrive.
Fairness ==
  /\ WF_vars(Settle) /\ WF_vars(settled /\ Suspicion)
  /\ \A i \in Node \ {0} :
       /\ WF_vars(settled /\ Poll(i)) /\ WF_vars(settled /\ Retry(i)) /\ WF_vars(settled /\ Refresh(i))
       /\ \A p \in Below(i) :
            /\ WF_vars(settled /\ Ping(p, i))
            /\ WF_vars(settled /\ Arrive(i, p)) /\ WF_vars(settled /\ Arrive(p, i))

FairSpec == Spec /\ Fairness

-----------------------------------------------------------------------------
(* Safety: always, whatever happens.                                       *)

\* No cycle, ever: along parents the index falls.
ParentBelow == \A i \in Node : par[i] < i /\ cand[i] < i

DegreeBound == \A p \in Node : Cardinality(kids[p]) <= MaxKids /\ \A i \in kids[p] : p < i

\* Whoever is refused is given only members below itself.
RefusalsDescend == \A m \in net : \A c \in m.kids : m.from < c /\ c < m.to

\* A parent has made the very edge that its child means, and no later one.
\* (A parent that has restarted since may not remember.)
Vouched == \A i \in Node : par[i] # None =>
             \/ seen[par[i]][i] = pv[i]
             \/ resets > 0 /\ seen[par[i]][i] < pv[i]

\* Nobody has seen a version that its owner has not reached.
Fresh == /\ \A i \in Node : pv[i] < ver[i]
         /\ \A p, i \in Node : seen[p][i] <= ver[i]
         /\ \A m \in net : m.ver <= IF m.from < m.to THEN ver[m.to] ELSE ver[m.from]

\* An edge that a parent ended it does not make again, unless it restarted.
EdgeOnce == [][\A p, i \in Node : i \in kids'[p] /\ i \notin kids[p] => seen'[p][i] > seen[p][i]]_vars

\* A member loses its parent only by suspecting it, which is all that it does
\* then, by word of the parent itself, or by a restart.  Never by asking.
MakeBeforeBreak ==
  [][\A i \in Node : par[i] # None /\ par'[i] = None =>
       \/ MaySuspect(i, par[i]) /\ UNCHANGED <<cand, net>>
       \/ resets' > resets
       \/ \E C \in SUBSET Node : Busy(par[i], i, pv[i], C) \in net]_vars

-----------------------------------------------------------------------------
(* Liveness: what the members of each fragment come to.  That a fragment   *)
(* becomes one tree needs that every member of it but the lowest can       *)
(* exchange frames with some lower member of it directly; here all members *)
(* of a fragment can.                                                      *)

Fragment(i) == {j \in Node : frag[j] = frag[i]}

OneTree == \A i \in Node :
  /\ par[i] = None <=> i = frag[i]
  /\ par[i] # None => par[i] \in Fragment(i)
  /\ kids[i] = {j \in Node : par[j] = i}

\* Everybody is at its best parent, unless that is full of lower members.
Home == \A i \in Node :
  LET b == Best(i, Away(i)) IN
  b # None => par[i] = b \/ (Cardinality(kids[b]) = MaxKids /\ \A j \in kids[b] : j < i)

Healed == \A i \in Node : frag[i] = 0

EventualTree == <>[]OneTree
EventualHome == <>[]Home
EventualHeap == <>[](Healed => \A i \in Node : par[i] = Par(i))

-----------------------------------------------------------------------------
(* Refinement: to the layers above, all of this is an Overlay.             *)

Versions == Nat \ {0}
O == INSTANCE Overlay
RefinesOverlay == O!Spec

THEOREM Spec => RefinesOverlay
THEOREM Spec => [](ParentBelow /\ DegreeBound /\ RefusalsDescend /\ Vouched /\ Fresh)
THEOREM Spec => EdgeOnce /\ MakeBeforeBreak
THEOREM FairSpec /\ MaySettle => EventualTree /\ EventualHome /\ EventualHeap

-----------------------------------------------------------------------------
(* Witnesses: that a model is not vacuous is shown by violating these.     *)

\* A child that does not know yet that it was evicted for a lower one.
ReachEvicted == ~\E i \in Node : par[i] # None /\ ~HasRoom(par[i])
                                 /\ \E m \in net : m = Busy(par[i], i, pv[i], {})
\* A full member that refuses an orphan, and names its children.
ReachRefused == ~\E m \in net : m.type = "busy" /\ m.kids # {}
\* A member that found its parent by a redirect: no suspicion makes it the best.
ReachRedirected == ~\E i \in Node : par[i] \notin {None} \cup Bests(i)
\* A ghost: a child that is elsewhere, and no frame under way says so.
ReachGhost == ~\E p, i \in Node : i \in kids[p] /\ par[i] \notin {p, None} /\ net = {}
\* ... that was pinged, and is about to be removed.
ReachGhostDenied == ~\E p, i \in Node : /\ i \in kids[p] /\ par[i] \notin {p, None}
                                         /\ net = {Accept(p, i, seen[p][i]), Detach(i, p, seen[p][i])}
\* A frame of a former life that still arrives.
ReachFormerLife == ~\E m \in net : m.type = "accept" /\ resets > 0 /\ m.ver < ver[m.to]
                                   /\ par[m.to] = None /\ cand[m.to] = m.from
\* A child of a parent that has restarted and does not remember it.
ReachForgotten == ~\E i \in Node : par[i] # None /\ seen[par[i]][i] < pv[i]
\* Two fragments of two members, each with its tree.
ReachTwoTrees == ~(settled /\ OneTree /\ \E i, j \in Node :
                     /\ frag[i] # frag[j] /\ par[i] # None /\ par[j] # None)
\* A stale frame that made a ghost after faults have ceased.
ReachStale == ~(settled /\ \E m \in net : /\ m.type = "accept" /\ par[m.to] # m.from
                                           /\ cand[m.to] # m.from)
=============================================================================
