------------------------------ MODULE Founding ------------------------------
(***************************************************************************)
(* HOW a voter without a disk knows that this is its first life, so that   *)
(* one that has forgotten what it promised never votes again.              *)
(*                                                                         *)
(* A voter with a disk keeps its word across a crash.  One without a disk  *)
(* cannot, and it cannot even know that it ever gave it: a fresh start and *)
(* a restart look the same from within.  What tells them apart is what the *)
(* OTHERS remember.  So every voter x notes, once in each of its lives and *)
(* for every voter v, the first life of v that it hears of: this is x's    *)
(* row, and an entry never changes.  Rows are flooded.  Life c of v may    *)
(* vote once it knows, of EVERY voter x, a row that says c.  Whoever is    *)
(* still in the life in which he met an earlier life of v does not say c,  *)
(* so v abstains: it is a learner for as long as he remembers.  Majorities *)
(* will not do: the one that vouched for the first life and the one that   *)
(* vouches for the second have a voter in common, but that may be v        *)
(* itself, or somebody who has forgotten in between, as v has.             *)
(*                                                                         *)
(* What is promised (AmnesiacAbstains): when a life of v votes, then no    *)
(* earlier life of v voted, or everybody who, while that one was voting,   *)
(* knew v or was voting too, has begun a new life since.                   *)
(* In short: as long as one voter of a founded group lives on in the same  *)
(* life, nobody of the group votes in two lives.  When all have restarted  *)
(* the group is founded anew, and knows nothing: without a disk there is   *)
(* nothing better to be had.  What is not promised is that a group in      *)
(* which a majority restarts ever works again before the rest restart too. *)
(* (FirstLifeVotes: whoever is in its first life is not held up by them.)  *)
(*                                                                         *)
(* Some voters may have disks (Keeper).  What was committed beside v stays *)
(* on them through any number of lives, but their rows are in memory like  *)
(* everybody's: after a restart they would take the second life of v for   *)
(* its first.  So they say nothing of others' lives (Says), and beside     *)
(* them a voter without a disk never votes: safe, and of no use.  That     *)
(* they vote themselves is EpochLog's matter.                              *)
(*                                                                         *)
(* Simplifications.  (1) The network is the rows themselves, of present    *)
(* and former lives: an entry that was ever noted may arrive at anybody,   *)
(* at any time, again and again, by any way, or never.  Since entries do   *)
(* not change and are joined, a row is as good as its entries one by one,  *)
(* and relays add nothing.  (2) Of the rows of former lives only the       *)
(* entries are kept that name a present life (echo): the others vouch for  *)
(* nobody any more.  (3) Of what v knows, only who vouches for this very   *)
(* life of v is kept (vouched).  (4) Hear stands for every other frame of  *)
(* a voter, also a late one of a former life.  (5) Numbers of lives grow   *)
(* by one here.  Nothing asks for more than that they grow.                *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS Voter,
          Keeper,       \* the voters who have disks
          MaxLife,      \* how many lives a voter may have
          MaxRestart    \* how many restarts a behaviour may have

ASSUME Keeper \subseteq Voter
ASSUME MaxLife \in Nat \ {0} /\ MaxRestart \in Nat

VARIABLES inc,          \* inc[v]: the life that v is in (its incarnation)
          row,          \* row[x][v]: the first life of v that the present life of x heard of; 0: none yet
          echo,         \* echo[x]: the voters whose present life a former life of x had in its row
          vouched,      \* vouched[v]: the voters of whom v knows a row with this life of v in it
          voted,        \* voted[v]: the latest life of v that voted (history); 0: none
          beside,       \* beside[v]: the <<x, b>> such that x knew v or voted too while life b of v voted, and has not
                        \* restarted since (history)
          restarts      \* how many restarts there were

vars == <<inc, row, echo, vouched, voted, beside, restarts>>

Life == 1..MaxLife

TypeOK ==
  /\ inc \in [Voter -> Life]
  /\ row \in [Voter -> [Voter -> 0..MaxLife]]
  /\ echo \in [Voter -> SUBSET Voter]
  /\ vouched \in [Voter -> SUBSET Voter]
  /\ voted \in [Voter -> 0..MaxLife]
  /\ beside \in [Voter -> SUBSET (Voter \X Life)]
  /\ restarts \in 0..MaxRestart
-----------------------------------------------------------------------------
\* An entry is written once in a life.  Were it overwritten by the newest life heard of, everybody would forget
\* an earlier life of v as soon as v does.
Noted(old, c) == IF old = 0 THEN c ELSE old

\* Whoever takes a row notes whose it is.  Otherwise a voter could be in a group with v, know nothing of v, and
\* vouch for its next life.
NotedFromRow(old, i) == Noted(old, i)

\* Whether an entry for v vouches for this life of v.
Vouches(v, c) == c = inc[v]

\* Who has a row at all.
Says(x) == x \notin Keeper

\* Whose rows a life needs: everybody's.
Enough(v) == vouched[v] = Voter

Voting(v) == voted[v] = inc[v]
-----------------------------------------------------------------------------
Init ==
  /\ inc = [v \in Voter |-> 1]
  /\ row = [x \in Voter |-> [v \in Voter |-> IF v = x /\ Says(x) THEN 1 ELSE 0]]
  /\ echo = [x \in Voter |-> {}]
  /\ vouched = [v \in Voter |-> {v}]
  /\ voted = [v \in Voter |-> 0]
  /\ beside = [v \in Voter |-> {}]
  /\ restarts = 0

\* x, who hears of v now, will be remembered if v is voting.
Meet(x, v) == beside' = IF Voting(v) THEN [beside EXCEPT ![v] = @ \cup {<<x, inc[v]>>}] ELSE beside

\* x hears of some life of v, the present one or a former one.
Hear(x, v) ==
  /\ x # v /\ Says(x)
  /\ \E c \in 1..inc[v] :
       /\ Noted(row[x][v], c) # row[x][v]
       /\ row' = [row EXCEPT ![x][v] = Noted(@, c)]
  /\ Meet(x, v)
  /\ UNCHANGED <<inc, echo, vouched, voted, restarts>>

\* Of the rows that arrive at v: x's present life has noted this life of v ...
OnRows(v, x) ==
  /\ v \notin Keeper /\ x \notin vouched[v]
  /\ row[x][v] # 0 /\ Vouches(v, row[x][v])
  /\ vouched' = [vouched EXCEPT ![v] = @ \cup {x}]
  /\ row' = [row EXCEPT ![v][x] = NotedFromRow(@, inc[x])]
  /\ Meet(v, x)
  /\ UNCHANGED <<inc, echo, voted, restarts>>

\* ... or a former one had.
OnOldRows(v, x) ==
  /\ v \notin Keeper /\ x \notin vouched[v] /\ v \in echo[x]
  /\ vouched' = [vouched EXCEPT ![v] = @ \cup {x}]
  /\ \E i \in 1..(inc[x] - 1) : row' = [row EXCEPT ![v][x] = NotedFromRow(@, i)]
  /\ Meet(v, x)
  /\ UNCHANGED <<inc, echo, voted, restarts>>

\* v is founded: it votes from now on, in this life.
Found(v) ==
  /\ v \notin Keeper /\ Enough(v) /\ ~Voting(v)
  /\ voted' = [voted EXCEPT ![v] = inc[v]]
  /\ beside' = [u \in Voter |->
       IF u = v THEN beside[v] \cup {<<x, inc[v]>> : x \in {y \in Voter : row[y][v] # 0 \/ Voting(y) \/ y \in Keeper}}
       ELSE IF Voting(u) THEN beside[u] \cup {<<v, inc[u]>>} ELSE beside[u]]
  /\ UNCHANGED <<inc, row, echo, vouched, restarts>>

\* The environment: v crashes and comes back with a greater number and no memory.  A keeper has its log still, so whoever
\* it was beside, it is beside.
Restart(v) ==
  /\ restarts < MaxRestart /\ inc[v] < MaxLife
  /\ restarts' = restarts + 1
  /\ inc' = [inc EXCEPT ![v] = @ + 1]
  /\ row' = [row EXCEPT ![v] = [u \in Voter |-> IF u = v /\ Says(v) THEN inc[v] + 1 ELSE 0]]
  /\ echo' = [x \in Voter |-> IF x = v THEN echo[v] \cup {u \in Voter \ {v} : row[v][u] = inc[u]}
                              ELSE echo[x] \ {v}]
  /\ vouched' = [vouched EXCEPT ![v] = {v}]
  /\ beside' = [u \in Voter |-> {p \in beside[u] : p[1] # v \/ v \in Keeper}]
  /\ UNCHANGED voted

System == \E v \in Voter : Found(v) \/ \E x \in Voter : Hear(x, v) \/ OnRows(v, x) \/ OnOldRows(v, x)
Environment == \E v \in Voter : Restart(v)
Next == System \/ Environment
Spec == Init /\ [][Next]_vars

\* Present lives hear of each other's in the end, and of their rows.  (Nothing forces a former life's frames to arrive.)
HearNow(x, v) == Hear(x, v) /\ row'[x][v] = inc[v]
Fairness == \A v \in Voter : /\ WF_vars(Found(v))
                             /\ \A x \in Voter : WF_vars(HearNow(x, v)) /\ WF_vars(OnRows(v, x))
FairSpec == Spec /\ Fairness
-----------------------------------------------------------------------------
(* Invariants and properties.                                              *)

\* Nobody votes in a second life while somebody is left who was there in the first.
AmnesiacAbstains == \A v \in Voter : \A p \in beside[v] : p[2] >= voted[v]

\* A life that votes has met everybody: this is why whoever votes beside it would notice its next life.
VotingKnowsAll == \A v \in Voter : Voting(v) => \A x \in Voter : row[v][x] # 0

\* Whoever is in its first life may vote in the end, whoever else restarts; so without restarts everybody may.
FirstLifeVotes == \A v \in Voter : <>(inc[v] > 1 \/ Voting(v))

THEOREM Spec => [](TypeOK /\ AmnesiacAbstains /\ VotingKnowsAll)
THEOREM FairSpec => FirstLifeVotes
-----------------------------------------------------------------------------
(* Witnesses: that a model is not vacuous is shown by violating these.     *)

\* All vote.
ReachFounded == ~\A v \in Voter : Voting(v)
\* A voter that has forgotten and must abstain: all others have answered it, and one remembers.
ReachAbstains == ~\E v \in Voter : inc[v] > voted[v] /\ voted[v] > 0 /\ \E x \in Voter :
                    row[x][v] = voted[v] /\ vouched[v] = Voter \ {x}
\* A voter in a later life that votes, because its former life had told nobody.
ReachLateFirst == ~\E v \in Voter : voted[v] = 2 /\ \E x \in Voter : inc[x] = 1
\* Everybody has restarted, and the group is founded a second time.
ReachFoundedAnew == ~\A v \in Voter : voted[v] = 2
\* All who have no disk vouch for each other, and it is not enough.
ReachUnfounded == ~\E v \in Voter \ Keeper : vouched[v] = Voter \ Keeper
\* A life that votes by the word of one who has forgotten it since.
ReachOldRow == ~\E v, x \in Voter : Voting(v) /\ inc[x] > 1 /\ row[x][v] = 0 /\ x \in vouched[v]
=============================================================================
