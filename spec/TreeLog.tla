------------------------------ MODULE TreeLog ------------------------------
(***************************************************************************)
(* HOW the epoch log is carried hop by hop, over undirected edges that     *)
(* come and go.                                                            *)
(*                                                                         *)
(* EpochLog says who may append, promise, adopt and commit what.  There,   *)
(* whatever was said is heard by anybody.  Here a node hears its           *)
(* neighbours only, and passes on what it heard:                           *)
(*                                                                         *)
(*   outwards   that an epoch has begun (OnNew), what its log was made of  *)
(*              and the log itself (Adopt, OnAppend), and how far it is    *)
(*              committed (OnCommit).  What a node passes on is its own    *)
(*              state: it first takes an entry, then others take it from   *)
(*              there.                                                     *)
(*   inwards    acknowledgements (voter -> index) and promises (voter ->   *)
(*              epoch and length of its log), collected in agg and prm and *)
(*              reported on towards the root (OnReport, OnProm).  They are *)
(*              joined: the greater index, the union.  A join may be       *)
(*              repeated, overtake and be sent by two ways at once, so it  *)
(*              does not matter which neighbour is the parent, whether     *)
(*              that changes, or whether there is a cycle.  A count would  *)
(*              not survive any of this.                                   *)
(*                                                                         *)
(* So the tree decides who hears what first, and nothing else: an edge to  *)
(* another ancestor, or a star to all voters, is just another edge, and    *)
(* safety is the same over any of them.  Three rules keep it so.  (1) A    *)
(* voter speaks for itself only, and only of what is on its disk; whoever  *)
(* passes on a report adds nothing to it.  (2) Every report, entry and     *)
(* commit index belongs to an epoch, and is taken only by those whose log  *)
(* is of that epoch; what was collected for one epoch is void in the next. *)
(* (3) A missing suffix is fetched from any neighbour, voter or learner,   *)
(* whose log is of the same epoch: entries of an epoch are immutable.      *)
(*                                                                         *)
(* A restart loses all but the disk (d): the commit index, the lead, and   *)
(* all that was collected.                                                 *)
(*                                                                         *)
(* The network loses, repeats and reorders, and a frame of an earlier      *)
(* epoch, or of its sender's former life, may arrive at any time.  So what *)
(* p has ever said may be heard by any neighbour for ever: news, stat,     *)
(* logs, coms, acks and prms are facts of the sender p that only grow.     *)
(* They are kept joined, as the longest log and the greatest index, where  *)
(* that loses no behaviour: an entry, and a commit index below the         *)
(* greatest, can still be taken out of the joined fact; and of             *)
(* acknowledgements and promises more is never worse (the guard of Commit  *)
(* and what is passed on grow with them, and nothing else looks at them),  *)
(* so whatever a node does with a part it may also do with all.  The epoch *)
(* numbers that p was in are kept one by one, because hearing of 3 is not  *)
(* hearing of 2.                                                           *)
(*                                                                         *)
(* Simplifications.  (1) A node says at once what it may say, for the same *)
(* reason: what is said and not heard is as good as not said.  So ReportUp *)
(* and PromUp are not steps of their own but part of those that change     *)
(* what there is to report.  Fetch is none either: an answer that nobody   *)
(* asked for harms nobody.  (2) Edge holds every pair that may ever be     *)
(* neighbours, both ways; an edge that is down is one on which frames are  *)
(* lost.  (3) Upward says by which edges reports go in an epoch; by        *)
(* default by any.  A report that goes astray changes nothing (AggSound    *)
(* holds of everybody), so the models of a tree leave it out; and the root *)
(* reports to nobody.  (4) Proposals are not carried: one that has not     *)
(* reached the root is one that it has not appended yet.  (5) Snapshots    *)
(* are in EpochLog; here logs are whole.                                   *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, Logs

CONSTANTS Node, Voter, Origin, Quota, Root(_), MaxEpoch, Submitted, Led,   \* as in EpochLog
          Edge,        \* the pairs that may ever be neighbours, both ways
          Fragile,     \* who may crash
          MaxCrash     \* how often, all together

ASSUME /\ Voter \subseteq Node /\ Fragile \subseteq Node
       /\ \A x \in Edge : x[1] # x[2] /\ <<x[2], x[1]>> \in Edge

VARIABLES
  sent, clog, done,                \* as in EpochLog: submitted; committed; delivered (history)
  ep, le, log, ci, lead,           \* as in EpochLog: the memory of a node
  d,                               \* d[p]: its disk: ep, le and log, one record
  agg,                             \* agg[p][v]: the index that p has heard v acknowledge, in epoch le[p]
  prm,                             \* prm[p]: the promises [v, le, len] for epoch ep[p] that p has heard of
  news,                            \* news[p]: the epochs after the first that p has said it is in
  stat,                            \* stat[p]: what p has said about what a log was made of: the first len entries of
                                   \* epoch e are those that its root chose, from a log of epoch le
  logs,                            \* logs[p][e]: the log of e that p has passed on (a set, for LogMatching to say: just one)
  coms,                            \* coms[p][e]: how much of it p has said is committed
  acks, prms,                      \* acks[p][e], prms[p][e]: the acknowledgements and promises that p has reported
  acked, promised,                 \* what voters said, as EpochLog keeps it (history)
  crashes

memory  == <<ep, le, log, ci, lead>>
network == <<news, stat, logs, coms, acks, prms>>
history == <<sent, clog, done, acked, promised>>
vars == <<memory, agg, prm, d, network, history, crashes>>
-----------------------------------------------------------------------------
Epoch == 1..MaxEpoch
Zero == [v \in Voter |-> 0]
Memory(p) == [ep |-> ep[p], le |-> le[p], log |-> log[p]]
Near(q) == {p \in Node : <<p, q>> \in Edge}
Upward(p, q, e) == TRUE

IsQuorum(Q) == 2 * Cardinality(Q) > Cardinality(Voter)

\* Acknowledgements are joined voter by voter.  Were they counted, one that comes by two ways would count twice.
Join(k, m) == [v \in Voter |-> Max(k[v], m[v])]

\* What q makes of a report: nothing of its own.  (Its own acknowledgement is in Known.)
Taken(q, k) == Join(agg[q], k)

\* The epochs whose reports, entries and commit indices a node takes: that of its log.
ReportsFor(q) == {le[q]}
EntriesFor(q) == {le[q]}
CommitsFor(q) == {le[q]}

\* What is left of the collected acknowledgements in the next epoch: they were about another log.
Kept(q) == Zero

\* What a voter answers for is on its disk.
OwnIndex(p, disk) == IF disk.le = le[p] THEN Length(disk.log) ELSE 0
OwnPromise(p, disk) == IF p \in Voter /\ disk.ep = ep[p] /\ disk.le < ep[p]
                       THEN {[v |-> p, le |-> disk.le, len |-> Length(disk.log)]} ELSE {}

\* All that p knows of acknowledgements and promises, of others and its own.
Own(p, disk) == [v \in Voter |-> IF v = p THEN OwnIndex(p, disk) ELSE 0]
Known(p) == Join(agg[p], Own(p, d[p]))
Promises(p) == prm[p] \cup OwnPromise(p, d[p])

\* How far a node may deliver: a voter as far as it is durable.
Stable(p) == IF p \in Voter THEN OwnIndex(p, d[p]) ELSE Length(log[p])

IsRoot(p) == lead[p] = ep[p] /\ le[p] = ep[p]

\* What p passes on: its log of epoch e, reports of epoch e.
Pass(p, e, s) == logs' = [logs EXCEPT ![p][e] = Maximal(@ \cup {s})]
ReportUp(p, e, k) == acks' = IF p = Root(e) THEN acks ELSE [acks EXCEPT ![p][e] = Join(@, k)]
PromUp(p, e, S) == prms' = IF p = Root(e) THEN prms ELSE [prms EXCEPT ![p][e] = @ \cup S]
-----------------------------------------------------------------------------
Init ==
  /\ sent = [o \in Origin |-> IF Submitted THEN Quota[o] ELSE 0] /\ clog = <<>> /\ done = [p \in Node |-> 0]
  /\ ep = [p \in Node |-> 1] /\ le = [p \in Node |-> 1] /\ log = [p \in Node |-> <<>>]
  /\ ci = [p \in Node |-> 0]
  /\ lead = [p \in Node |-> IF Led /\ p = Root(1) THEN 1 ELSE 0]
  /\ d = [p \in Node |-> [ep |-> 1, le |-> 1, log |-> <<>>]]
  /\ agg = [p \in Node |-> Zero] /\ prm = [p \in Node |-> {}]
  /\ news = [p \in Node |-> {}] /\ stat = [p \in Node |-> {}]
  /\ logs = [p \in Node |-> [e \in Epoch |-> IF e = 1 THEN {<<>>} ELSE {}]]
  /\ coms = [p \in Node |-> [e \in Epoch |-> 0]]
  /\ acks = [p \in Node |-> [e \in Epoch |-> Zero]] /\ prms = [p \in Node |-> [e \in Epoch |-> {}]]
  /\ acked = [e \in Epoch |-> Zero] /\ promised = {}
  /\ crashes = 0

(***************************************************************************)
(* Within an epoch.                                                        *)
(***************************************************************************)

Submit(o) ==
  /\ sent[o] < Quota[o]
  /\ sent' = [sent EXCEPT ![o] = @ + 1]
  /\ UNCHANGED <<memory, agg, prm, d, network, clog, done, acked, promised, crashes>>

Append(p) ==
  /\ IsRoot(p)
  /\ \E o \in Origin :
       LET n == Count(log[p], o) + 1
           s == Plus(log[p], <<o, n>>)
       IN n <= sent[o] /\ log' = [log EXCEPT ![p] = s] /\ Pass(p, ep[p], s)
  /\ UNCHANGED <<ep, le, ci, lead, agg, prm, d, news, stat, coms, acks, prms, history, crashes>>

\* The next entry, from a neighbour that has it.
OnAppend(q, p) ==
  /\ p \in Near(q) /\ le[q] = ep[q]
  /\ \E e \in EntriesFor(q) : \E s \in logs[p][e] :
       /\ Length(s) > Length(log[q])
       /\ LET t == Plus(log[q], s[Length(log[q]) + 1])
          IN log' = [log EXCEPT ![q] = t] /\ Pass(q, le[q], t)
  /\ UNCHANGED <<ep, le, ci, lead, agg, prm, d, news, stat, coms, acks, prms, history, crashes>>

\* A voter writes its memory to disk: only now it acknowledges and promises.
Persist(p) ==
  /\ p \in Voter /\ d[p] # Memory(p)
  /\ d' = [d EXCEPT ![p] = Memory(p)]
  /\ acked' = [acked EXCEPT ![le[p]][p] = Max(@, Length(log[p]))]
  /\ IF le[p] = ep[p]
     THEN /\ ReportUp(p, le[p], Join(agg[p], Own(p, Memory(p))))
          /\ UNCHANGED <<prms, promised>>
     ELSE /\ PromUp(p, ep[p], prm[p] \cup OwnPromise(p, Memory(p)))
          /\ promised' = promised \cup {[e |-> ep[p], p |-> p, le |-> le[p], len |-> Length(log[p])]}
          /\ UNCHANGED acks
  /\ UNCHANGED <<memory, agg, prm, news, stat, logs, coms, sent, clog, done, crashes>>

\* Acknowledgements come in, and are passed on.
OnReport(q, p) ==
  /\ p \in Near(q) /\ le[q] = ep[q] /\ Upward(p, q, le[q])
  /\ \E e \in ReportsFor(q) : LET k == Taken(q, acks[p][e]) IN
       /\ k # agg[q]
       /\ agg' = [agg EXCEPT ![q] = k]
       /\ ReportUp(q, le[q], Join(k, Own(q, d[q])))
  /\ UNCHANGED <<memory, prm, d, news, stat, logs, coms, prms, history, crashes>>

Commit(p) ==
  /\ IsRoot(p)
  /\ \E i \in (ci[p] + 1)..Stable(p) :
       /\ IsQuorum({v \in Voter : Known(p)[v] >= i})
       /\ ci' = [ci EXCEPT ![p] = i] /\ done' = [done EXCEPT ![p] = Max(@, i)]
       /\ clog' = IF i > Length(clog) THEN Then(clog, Slice(log[p], Length(clog) + 1, i)) ELSE clog
       /\ coms' = [coms EXCEPT ![p][ep[p]] = i]
  /\ UNCHANGED <<ep, le, log, lead, agg, prm, d, news, stat, logs, acks, prms, sent, acked, promised, crashes>>

\* How far q delivers when it hears that the first i entries are committed.  A root delivers what it has counted itself;
\* that others tell it more than it has said itself happens only where they repeat all that they know (model TreeLog-wide).
Deliverable(q, i) == IF IsRoot(q) THEN ci[q] ELSE Max(ci[q], Min(i, Stable(q)))

\* q passes on what it hears, and delivers what it may.
OnCommit(q, p) ==
  /\ p \in Near(q)
  /\ \E e \in CommitsFor(q) : \E i \in ci[q]..Deliverable(q, coms[p][e]) :
       /\ i > ci[q] \/ coms[p][e] > coms[q][le[q]]
       /\ ci' = [ci EXCEPT ![q] = i] /\ done' = [done EXCEPT ![q] = Max(@, i)]
       /\ coms' = [coms EXCEPT ![q][le[q]] = Max(@, coms[p][e])]
  /\ UNCHANGED <<ep, le, log, lead, agg, prm, d, news, stat, logs, acks, prms, sent, clog, acked, promised, crashes>>

(***************************************************************************)
(* From one epoch to the next.                                             *)
(***************************************************************************)

Enter(q, e) ==
  /\ ep' = [ep EXCEPT ![q] = e]
  /\ news' = [news EXCEPT ![q] = @ \cup {e}]
  /\ agg' = [agg EXCEPT ![q] = Kept(q)]
  /\ prm' = [prm EXCEPT ![q] = {}]

NewEpoch(p) ==
  /\ \E e \in (ep[p] + 1)..MaxEpoch : Root(e) = p /\ Enter(p, e) /\ lead' = [lead EXCEPT ![p] = e]
  /\ UNCHANGED <<le, log, ci, d, stat, logs, coms, acks, prms, history, crashes>>

OnNew(q, p) ==
  /\ p \in Near(q)
  /\ \E e \in news[p] : e > ep[q] /\ Enter(q, e)
  /\ lead' = [lead EXCEPT ![q] = 0]
  /\ UNCHANGED <<le, log, ci, d, stat, logs, coms, acks, prms, history, crashes>>

\* Promises come in, and are passed on.
OnProm(q, p) ==
  /\ p \in Near(q) /\ le[q] < ep[q] /\ Upward(p, q, ep[q])
  /\ LET S == prm[q] \cup prms[p][ep[q]] IN
       /\ S # prm[q]
       /\ prm' = [prm EXCEPT ![q] = S]
       /\ PromUp(q, ep[q], S \cup OwnPromise(q, d[q]))
  /\ UNCHANGED <<memory, agg, d, news, stat, logs, coms, acks, history, crashes>>

Better(x, y) == x.le > y.le \/ (x.le = y.le /\ x.len >= y.len)

\* How many of its own entries q keeps when it takes the first n of a log of epoch e.
Keep(q, e, n) == IF le[q] = e THEN Max(ci[q], Min(Length(log[q]), n)) ELSE ci[q]

\* In one step: what is kept, the rest of the first n entries of s, and the epoch.
Install(q, e, s, b, n) ==
  LET f == Keep(q, b, n)
      t == Then(First(log[q], f), Slice(s, f + 1, n))
  IN /\ Length(s) >= n
     /\ log' = [log EXCEPT ![q] = t] /\ le' = [le EXCEPT ![q] = e]
     /\ Pass(q, e, t)
     /\ stat' = [stat EXCEPT ![q] = @ \cup {[e |-> e, le |-> b, len |-> n]}]
     /\ Enter(q, e)

\* What a new root says is committed: what it knows is, though it was another epoch's root who committed it.
\* Otherwise those who have not heard of it would have to wait for the next message.
Announced(p) == ci[p]

Sync(p) ==
  /\ lead[p] = ep[p] /\ le[p] < ep[p] /\ d[p].ep = ep[p]
  /\ IsQuorum({x.v : x \in Promises(p)})
  /\ \E b \in Promises(p) :
       /\ \A x \in Promises(p) : Better(b, x)
       /\ \E s \in UNION {logs[r][b.le] : r \in Near(p)} \cup (IF le[p] = b.le THEN {log[p]} ELSE {}) :
            Install(p, ep[p], s, b.le, b.len)
  /\ coms' = [coms EXCEPT ![p][ep[p]] = Announced(p)]
  /\ UNCHANGED <<ci, lead, d, acks, prms, history, crashes>>

\* What q, which is not the root, repeats in a new epoch of what is committed: nothing but what it hears in that epoch.
\* It might say all that it knows (model TreeLog-wide); for EpochLog a commit index is its root's word.
Repeated(q) == 0

\* q hears from p what the log of a new epoch is made of, and completes its own from r.
Adopt(q, p, r) ==
  /\ {p, r} \subseteq Near(q)
  /\ \E x \in stat[p] :
       /\ x.e >= ep[q] /\ le[q] < x.e
       /\ \E s \in logs[r][x.e] : Install(q, x.e, s, x.le, x.len)
       /\ coms' = [coms EXCEPT ![q][x.e] = Max(@, Repeated(q))]
  /\ lead' = [lead EXCEPT ![q] = 0]
  /\ UNCHANGED <<ci, d, acks, prms, history, crashes>>

(***************************************************************************)
(* The environment.                                                        *)
(***************************************************************************)

\* What the log of its epoch was made of is not on the disk, so who has restarted says nothing new about it.  It might
\* offer all that it has, of unknown origin (model TreeLog-wide); in EpochLog a log is adopted by what its root chose.
Offered(disk) == {}

CrashRestart(p) ==
  /\ p \in Fragile /\ crashes < MaxCrash
  /\ ep' = [ep EXCEPT ![p] = d[p].ep] /\ le' = [le EXCEPT ![p] = d[p].le] /\ log' = [log EXCEPT ![p] = d[p].log]
  /\ ci' = [ci EXCEPT ![p] = 0] /\ lead' = [lead EXCEPT ![p] = 0]
  /\ agg' = [agg EXCEPT ![p] = Zero] /\ prm' = [prm EXCEPT ![p] = {}]
  /\ <<memory, agg, prm>>' # <<memory, agg, prm>>
  /\ stat' = [stat EXCEPT ![p] = @ \cup Offered(d[p])]
  /\ crashes' = IF memory' = memory THEN crashes ELSE crashes + 1
  /\ UNCHANGED <<d, news, logs, coms, acks, prms, history>>

System ==
  \/ \E o \in Origin : Submit(o)
  \/ \E p \in Node : Append(p) \/ Persist(p) \/ Commit(p) \/ NewEpoch(p) \/ Sync(p)
  \/ \E q, p \in Node : OnAppend(q, p) \/ OnReport(q, p) \/ OnCommit(q, p) \/ OnNew(q, p) \/ OnProm(q, p)
  \/ \E q, p, r \in Node : Adopt(q, p, r)
Environment == \E p \in Node : CrashRestart(p)
Next == System \/ Environment
Spec == Init /\ [][Next]_vars

\* Those in L stay up and hear from each other.
Fairness(L) ==
  /\ \A o \in Origin : WF_vars(Submit(o))
  /\ \A p \in L : WF_vars(Append(p)) /\ WF_vars(Persist(p)) /\ WF_vars(Commit(p)) /\ WF_vars(NewEpoch(p)) /\ WF_vars(Sync(p))
  /\ \A q, p \in L : <<p, q>> \in Edge =>
       /\ WF_vars(OnAppend(q, p)) /\ WF_vars(OnReport(q, p)) /\ WF_vars(OnCommit(q, p))
       /\ WF_vars(OnNew(q, p)) /\ WF_vars(OnProm(q, p)) /\ WF_vars(Adopt(q, p, p))
FairSpec == Spec /\ Fairness(Node)
-----------------------------------------------------------------------------
(* Refinement: to everybody above, what was said is EpochLog's.            *)

AllStat == UNION {stat[p] : p \in Node}
Chosen(e) == LET x == CHOOSE x \in AllStat : x.e = e /\ x.le # 0 IN [le |-> x.le, len |-> x.len]
Greatest(S) == CHOOSE i \in S : \A j \in S : j <= i

EL == INSTANCE EpochLog WITH
  MaxForget <- 0, Snaps <- FALSE, amnesiac <- {},
  base <- [p \in Node |-> 0],
  d    <- [p \in Node |-> [ep |-> d[p].ep, le |-> d[p].le, log |-> d[p].log, base |-> 0]],
  prm  <- promised,
  new  <- UNION {news[p] : p \in Node},
  pub  <- [e \in Epoch |-> Maximal(UNION {logs[p][e] : p \in Node})],
  org  <- [e \in Epoch |-> IF \E x \in AllStat : x.e = e /\ x.le # 0 THEN Chosen(e) ELSE [le |-> 0, len |-> 0]],
  com  <- [e \in Epoch |-> Greatest({coms[p][e] : p \in Node})]

RefinesEpochLog == EL!Spec

\* What TotalOrder promises, in one step less, for the models that go beyond EpochLog.
RefinesTotalOrder == EL!RefinesTotalOrder

THEOREM Spec => RefinesEpochLog
-----------------------------------------------------------------------------
(* Invariants and properties.                                              *)

UniformAgreement == EL!UniformAgreement
LogMatching == EL!LogMatching
CommittedNeverLost == EL!CommittedNeverLost

\* Nothing is collected, or reported, that its voter did not say.
AggSound == \A p \in Node : \A v \in Voter : /\ Known(p)[v] <= acked[le[p]][v]
                                             /\ \A e \in Epoch : acks[p][e][v] <= acked[e][v]
Said(S, e) == {[e |-> e, p |-> x.v, le |-> x.le, len |-> x.len] : x \in S} \subseteq promised
PrmSound == \A p \in Node : Said(Promises(p), ep[p]) /\ \A e \in Epoch : Said(prms[p][e], e)

\* When a root has begun the last epoch and stays up, all in L deliver everything, learners, too.  (Whether it can begin
\* is another matter: what it lacks may be with nobody next to it, see ReachNeedsStar.)
Progress(L) == <>[](IsRoot(Root(MaxEpoch)) /\ ep[Root(MaxEpoch)] = MaxEpoch) =>
               <>[](\A p \in L, o \in Origin : Count(First(log[p], ci[p]), o) = sent[o] /\ sent[o] = Quota[o])
EverybodyDelivers == Progress(Node)

THEOREM Spec => [](AggSound /\ PrmSound /\ UniformAgreement /\ LogMatching /\ CommittedNeverLost)
THEOREM FairSpec => EverybodyDelivers
-----------------------------------------------------------------------------
(* Witnesses: that a model is not vacuous is shown by violating these.     *)

\* The last root has committed, and all have delivered.
ReachDelivered == ~\A p \in Node : le[p] = MaxEpoch /\ ci[p] > 0
\* A root knows of an acknowledgement, or of a promise, of a voter that is no neighbour of it.
ReachRelayedAck == ~\E p \in Node : IsRoot(p) /\ \E v \in Voter \ (Near(p) \cup {p}) : agg[p][v] > 0
ReachRelayedPromise == ~\E p \in Node : lead[p] = ep[p] /\ \E x \in prm[p] : x.v \notin Near(p) \cup {p}
\* A report of an earlier epoch arrives where it is void.
ReachStaleReport == ~\E q \in Node : \E p \in Near(q) : \E e \in 1..(le[q] - 1) : acks[p][e] # Zero /\ agg[q] = Zero
\* Enough have promised, and nobody next to the root has the best log: another edge is needed.
ReachNeedsStar == ~\E p \in Node : /\ lead[p] = ep[p] /\ IsQuorum({x.v : x \in Promises(p)})
                                   /\ \E b \in Promises(p) : /\ \A x \in Promises(p) : Better(b, x)
                                                              /\ \A r \in Near(p) \cup {p} : le[r] # b.le \/ Length(log[r]) < b.len
\* A member that has restarted and lost an acknowledgement that it had collected.
ReachLostAgg == ~\E p \in Node : crashes > 0 /\ \E v \in Voter \ {p} : agg[p][v] < acks[p][le[p]][v]
=============================================================================
