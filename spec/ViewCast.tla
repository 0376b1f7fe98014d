------------------------------ MODULE ViewCast ------------------------------
(***************************************************************************)
(* WHAT view-synchronous multicast promises: members go from view to view, *)
(* and those who make the same step have delivered the same messages       *)
(* before it.                                                              *)
(*                                                                         *)
(* A view is a number and a set of members.  A member installs views in    *)
(* the order of their numbers and may leave some out.  A message is        *)
(* delivered in the view in which it was multicast, or not at all.         *)
(*                                                                         *)
(* Between two views u < v there is a cut: the messages of u that belong   *)
(* to everybody who goes from u to v.  It is fixed once, by whoever wants  *)
(* to go first, when no member of both views may multicast in u any more   *)
(* (they are wedged), and it contains what any of them has delivered or    *)
(* multicast in u by then; nothing else may be delivered after that.       *)
(*                                                                         *)
(* Nothing is said of the order of messages: that is FifoCast's,           *)
(* CausalCast's and TotalOrder's business, within a view as without views. *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS Node,          \* the members
          Quota,         \* how many messages each may multicast (a bound of the models)
          MaxView        \* the greatest number of a view (a bound of the models)

VARIABLES views,         \* views[v]: the members of view v
          at,            \* at[p]: the view p is in; 0 for none
          installed,     \* installed[p]: the views p has installed, each <<number, members as p was told>>
          next,          \* next[p][v]: the view p went to from v; 0 if it has not left v
          sentIn,        \* sentIn[m]: the view in which m was multicast; its domain is what was multicast
          dlvIn,         \* dlvIn[p][v]: what p has delivered in view v
          cut            \* cut[<<u, v>>]: what belongs to whoever goes from u to v, once that is fixed

vars == <<views, at, installed, next, sentIn, dlvIn, cut>>

View == 1..MaxView
Msg == Node \X (1..Quota)

TypeOK ==
  /\ DOMAIN views \subseteq View /\ \A v \in DOMAIN views : views[v] \in (SUBSET Node) \ {{}}
  /\ at \in [Node -> {0} \cup DOMAIN views]
  /\ installed \in [Node -> SUBSET (View \X SUBSET Node)]
  /\ next \in [Node -> [View -> {0} \cup View]]
  /\ DOMAIN sentIn \subseteq Msg /\ \A m \in DOMAIN sentIn : sentIn[m] \in View
  /\ dlvIn \in [Node -> [View -> SUBSET Msg]]
  /\ DOMAIN cut \subseteq View \X View /\ \A e \in DOMAIN cut : cut[e] \subseteq Msg
-----------------------------------------------------------------------------
SentBy(p) == {m \in DOMAIN sentIn : m[1] = p}

\* p is a member of both views, and what belongs to the step is fixed.
Wedged(p, u) == \E e \in DOMAIN cut : e[1] = u /\ p \in views[e[2]]

\* What p may still deliver in its view.
Deliverable(p) == {m \in DOMAIN sentIn :
                     /\ sentIn[m] = at[p] /\ m \notin dlvIn[p][at[p]]
                     /\ \A e \in DOMAIN cut : (e[1] = at[p] /\ p \in views[e[2]]) => m \in cut[e]}

\* What must belong to the step from u to v: what those who may make it have delivered and multicast in u.
Owed(u, v) == UNION {dlvIn[p][u] \cup {m \in SentBy(p) : sentIn[m] = u} : p \in {q \in views[u] \cap views[v] : at[q] = u}}

Init ==
  /\ views = [v \in {1} |-> Node]
  /\ at = [p \in Node |-> 1]
  /\ installed = [p \in Node |-> {<<1, Node>>}]
  /\ next = [p \in Node |-> [v \in View |-> 0]]
  /\ sentIn = [m \in {} |-> 0]
  /\ dlvIn = [p \in Node |-> [v \in View |-> {}]]
  /\ cut = [e \in {} |-> {}]

\* A view is agreed upon; that is not this module's business.
Agree(S) ==
  /\ Cardinality(DOMAIN views) < MaxView
  /\ views' = [v \in 1..(Cardinality(DOMAIN views) + 1) |-> IF v \in DOMAIN views THEN views[v] ELSE S]
  /\ UNCHANGED <<at, installed, next, sentIn, dlvIn, cut>>

Multicast(p) ==
  /\ Cardinality(SentBy(p)) < Quota /\ ~Wedged(p, at[p])
  /\ LET m == <<p, Cardinality(SentBy(p)) + 1>>
     IN sentIn' = [x \in DOMAIN sentIn \cup {m} |-> IF x = m THEN at[p] ELSE sentIn[x]]
  /\ UNCHANGED <<views, at, installed, next, dlvIn, cut>>

Deliver(p, m) ==
  /\ m \in Deliverable(p)
  /\ dlvIn' = [dlvIn EXCEPT ![p][at[p]] = @ \cup {m}]
  /\ UNCHANGED <<views, at, installed, next, sentIn, cut>>

\* What belongs to the step from u to v is settled for all.
Cut(u, v) ==
  /\ {u, v} \subseteq DOMAIN views /\ u < v /\ <<u, v>> \notin DOMAIN cut
  /\ \E p \in views[v] : at[p] = u
  /\ cut' = [e \in DOMAIN cut \cup {<<u, v>>} |-> IF e = <<u, v>> THEN Owed(u, v) ELSE cut[e]]
  /\ UNCHANGED <<views, at, installed, next, sentIn, dlvIn>>

Install(p, v) ==
  /\ <<at[p], v>> \in DOMAIN cut /\ p \in views[v]
  /\ dlvIn[p][at[p]] = cut[<<at[p], v>>]
  /\ at' = [at EXCEPT ![p] = v]
  /\ installed' = [installed EXCEPT ![p] = @ \cup {<<v, views[v]>>}]
  /\ next' = [next EXCEPT ![p][at[p]] = v]
  /\ UNCHANGED <<views, sentIn, dlvIn, cut>>

Next ==
  \/ \E S \in (SUBSET Node) \ {{}} : Agree(S)
  \/ \E p \in Node : Multicast(p) \/ (\E m \in DOMAIN sentIn : Deliver(p, m)) \/ (\E v \in View : Install(p, v))
  \/ \E u, v \in View : Cut(u, v)

Spec == Init /\ [][Next]_vars
-----------------------------------------------------------------------------
\* Members that go from one view to the same next view have delivered the same messages in the first.
ViewSynchrony == \A p, q \in Node : \A v \in View :
                   (next[p][v] # 0 /\ next[p][v] = next[q][v]) => dlvIn[p][v] = dlvIn[q][v]

\* All who install a view find the same members in it, and themselves among them.
SameViews == \A p, q \in Node : \A i \in installed[p], j \in installed[q] :
               p \in i[2] /\ (i[1] = j[1] => i[2] = j[2])

\* Before a member leaves a view it has delivered what it multicast in it.
SelfDelivery == \A p \in Node : \A v \in View :
                  next[p][v] # 0 => {m \in SentBy(p) : sentIn[m] = v} \subseteq dlvIn[p][v]

\* A message is delivered in the view in which it was multicast.
SendingViewDelivery == \A p \in Node : \A v \in View : \A m \in dlvIn[p][v] : m \in DOMAIN sentIn /\ sentIn[m] = v

THEOREM Spec => [](ViewSynchrony /\ SameViews /\ SelfDelivery /\ SendingViewDelivery)
-----------------------------------------------------------------------------
\* Witnesses, to be violated.

\* Two members have gone from one view to another with a message that not all in the first have delivered.
ReachStep == ~(\E p, q, r \in Node : p # q /\ next[p][1] # 0 /\ next[p][1] = next[q][1]
                 /\ dlvIn[p][1] # {} /\ dlvIn[r][1] = {})

\* Two members have gone from one view to different ones, with different messages.
ReachParting == ~(\E p, q \in Node : next[p][1] # 0 /\ next[q][1] # 0 /\ next[p][1] # next[q][1] /\ dlvIn[p][1] # dlvIn[q][1])
=============================================================================
