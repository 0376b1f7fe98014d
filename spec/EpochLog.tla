------------------------------ MODULE EpochLog ------------------------------
(***************************************************************************)
(* HOW one sequence is agreed on, with disks, crashes and snapshots, and   *)
(* with no tree: an epoch after another, in each epoch one root that       *)
(* sequences.  The protocol is of the family of Viewstamped Replication    *)
(* and Zab.                                                                *)
(*                                                                         *)
(* In an epoch.  The root appends entries to its log and sends them at     *)
(* once (Append, OnAppend).  A voter acknowledges what is on its disk, and *)
(* nothing else (Persist).  What a majority of the voters acknowledges is  *)
(* committed, and may be delivered (Commit, OnCommit).  Voters are some of *)
(* the nodes, the rest are learners: they receive and deliver, and can     *)
(* complete the log of others, but nobody waits for them.                  *)
(*                                                                         *)
(* From one epoch to the next.  Epoch e belongs to one node, Root(e), who  *)
(* may begin it at any time (NewEpoch): whether it had a reason to suspect *)
(* its predecessor makes no difference to safety.  Whoever hears of e      *)
(* (OnNew) takes nothing of earlier epochs any more.  A voter whose disk   *)
(* says so promises it, and says with the promise which log it has: the    *)
(* epoch in which it adopted that log (le), and its length.  Among the     *)
(* promises of a majority the root takes the best, greatest le first and   *)
(* then the greatest length, fetches what it lacks of it (Sync), and then  *)
(* everybody adopts that log (Adopt).                                      *)
(*                                                                         *)
(* Two rules make this small.  (1) Entries of an epoch are immutable       *)
(* facts: there is one log of epoch e (LogMatching), whoever tells about   *)
(* it, and two nodes with the same le have logs of which one is the        *)
(* beginning of the other.  So a log is named by two numbers, and an entry *)
(* needs no epoch of its own.  (2) Commit index plus lineage: a node that  *)
(* adopts the log of e keeps of its own what is committed, and, if its le  *)
(* is the one from which the root of e chose, all that the two logs must   *)
(* have in common (Keep).  It asks once for the rest; nobody probes.       *)
(*                                                                         *)
(* The disk.  One record with ep, le, log and base, written as a whole     *)
(* (Persist): many appends may share one write.  Acknowledgements,         *)
(* promises and Sync wait for it.  A crash loses exactly what is not in    *)
(* the record: the entries since then, the commit index (it starts again   *)
(* at the snapshot, and the node delivers again from there to an           *)
(* application that has lost its state, too), and the lead, so a restarted *)
(* root never sequences in its old epoch: it does not know what it had     *)
(* sent.  A voter delivers only as far as its own disk has it (Stable); so *)
(* no application has seen what its node may have to ask others for.       *)
(*                                                                         *)
(* A voter may lose its disk altogether (Forget).  Then it does not know   *)
(* what it promised and acknowledged, and must never vote again: it goes   *)
(* on as a learner.  Majorities stay those of all voters.  A voter that    *)
(* has no disk at all is one whose every restart is a Forget.  Learners    *)
(* are modelled without disk: whatever an earlier memory of a learner was, *)
(* it can come to it again from nothing, for the network forgets nothing.  *)
(*                                                                         *)
(* Snapshots.  The entries up to base stand in the log, but a node has     *)
(* only the application's state for them, and for each origin its last     *)
(* number; it can give that state to others, and not the entries.  Because *)
(* a snapshot ends at the commit index at most, it is of every log that    *)
(* comes after.                                                            *)
(*                                                                         *)
(* An entry of an origin is sequenced if it is the next of that origin in  *)
(* the root's log, the snapshot counted: the log is the table of what is   *)
(* there already.  So an origin may submit again whatever has not come     *)
(* back to it, and total order is also FIFO and causal.                    *)
(*                                                                         *)
(* The network loses, repeats and reorders: whatever was said may be heard *)
(* by anybody at any later time, or never.  So messages are facts that     *)
(* only grow, and are kept in joined form: pub, acked, prm, new, org, com. *)
(*                                                                         *)
(* Simplifications.  (1) An incarnation is abstracted: an origin that      *)
(* restarts and counts anew is another origin (see TotalOrder).  (2) An    *)
(* origin keeps what it submitted, and the root can always have it: the    *)
(* way of a proposal to the root is a hint that can be repeated.  (3) A    *)
(* voter acknowledges and promises in the step that writes: if it crashes  *)
(* between the two, that is as if nobody had heard.  (4) FETCH has no step *)
(* of its own: to be answered unasked does no harm.                        *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, Logs

CONSTANTS Node, Voter,   \* all nodes, and those who may vote
          Origin, Quota, \* as in TotalOrder
          Root(_),       \* the root of an epoch
          MaxEpoch,      \* the last epoch (a bound of the models, as the next two are)
          MaxCrash,      \* how often nodes may crash in a behaviour
          MaxForget,     \* how many voters may lose their disks
          Snaps,         \* whether there are snapshots
          Submitted,     \* a shortcut: everything has been submitted when we begin to look
          Led            \* a shortcut: Root(1) leads epoch 1.  In truth nobody does, it is the founding epoch with the
                         \* empty log; but an election among empty logs comes to the same

Epoch == 1..MaxEpoch

ASSUME /\ Voter \subseteq Node /\ Voter # {} /\ IsFiniteSet(Node)
       /\ Quota \in [Origin -> Nat]
       /\ MaxEpoch \in Nat \ {0} /\ MaxCrash \in Nat /\ MaxForget \in Nat
       /\ \A e \in Epoch : Root(e) \in Voter
       /\ {Snaps, Submitted, Led} \subseteq BOOLEAN

VARIABLES
  sent,                  \* sent[o]: how many entries o has submitted
  clog, done,            \* what has been committed; done[p]: how much p delivered, in all its lives (history, both)
  \* the memory of a node
  ep,                    \* ep[p]: the greatest epoch that p has heard of
  le, log,               \* log[p]: the entries p has; le[p]: the epoch whose log they are of
  base,                  \* base[p]: for so many of them p has only a snapshot
  ci,                    \* ci[p]: how many of them p knows to be committed, and has delivered in this life
  lead,                  \* lead[p]: the epoch that p began in this life and has heard of none after, 0 if there is none
  \* what outlasts it
  d,                     \* d[p]: the disk of p, one record
  amnesiac,              \* the voters who have lost their disks
  \* what was said
  acked,                 \* acked[e][p]: how much of the log of e voter p has acknowledged
  prm,                   \* the promises
  new,                   \* the epochs that were begun
  pub,                   \* pub[e]: all that any node ever had as the log of e, without those that another continues
  org,                   \* org[e]: the log of e begins with len entries, of the log of le
  com,                   \* com[e]: how much is said to be committed in e
  crashes

mem  == <<ep, le, log, base, ci, lead>>
net  == <<acked, prm, new, pub, org, com>>
vars == <<sent, clog, done, mem, d, amnesiac, net, crashes>>

Entry == UNION {{<<o, i>> : i \in 1..Quota[o]} : o \in Origin}
Log == LogsOf(Entry)
Record == [ep : Epoch, le : Epoch, log : Log, base : Nat]
Promise == [e : Epoch, p : Voter, le : Epoch, len : Nat]

TypeOK ==
  /\ sent \in [Origin -> Nat] /\ \A o \in Origin : sent[o] <= Quota[o]
  /\ clog \in Log /\ done \in [Node -> Nat]
  /\ ep \in [Node -> Epoch] /\ le \in [Node -> Epoch] /\ \A p \in Node : le[p] <= ep[p]
  /\ log \in [Node -> Log]
  /\ base \in [Node -> Nat] /\ ci \in [Node -> Nat]
  /\ \A p \in Node : base[p] <= ci[p] /\ ci[p] <= Length(log[p])
  /\ lead \in [Node -> {0} \cup Epoch] /\ \A p \in Node : lead[p] # 0 => lead[p] = ep[p] /\ Root(ep[p]) = p
  /\ d \in [Node -> Record]
  /\ amnesiac \subseteq Voter
  /\ acked \in [Epoch -> [Voter -> Nat]]
  /\ prm \subseteq Promise
  /\ new \subseteq Epoch
  /\ \A e \in Epoch : pub[e] \subseteq Log
  /\ org \in [Epoch -> [le : {0} \cup Epoch, len : Nat]]
  /\ com \in [Epoch -> Nat]
  /\ crashes \in 0..MaxCrash
-----------------------------------------------------------------------------
\* Two majorities have a voter in common.  Those who forgot still count: they are missing in every majority to come.
Quorum == {Q \in SUBSET Voter : 2 * Cardinality(Q) > Cardinality(Voter)}

\* A voter that has lost its disk may have acknowledged, promised or begun anything.
MayVote(p) == p \in Voter /\ p \notin amnesiac

Blank == [ep |-> 1, le |-> 1, log |-> <<>>, base |-> 0]

\* The record that would be on the disk of p if it were written now.
Memory(p) == [ep |-> ep[p], le |-> le[p], log |-> log[p], base |-> base[p]]

\* What one write can leave on the disk: all or nothing.
Written(p) == {Memory(p)}

\* What is said before it is durable: nothing.
AcksAtOnce(p, e, n) == acked
PromisesAtOnce(p, e) == prm

\* How much p may deliver: a voter what is on its disk, as part of this epoch's log; others what they have.
Stable(p) == CASE ~MayVote(p)      -> Length(log[p])
               [] d[p].le = le[p]  -> Min(Length(d[p].log), Length(log[p]))
               [] OTHER            -> ci[p]

IsRoot(p) == lead[p] = ep[p] /\ le[p] = ep[p]

\* Whose entries of its epoch a node takes: once it has heard of the next, none.  Its promise says what it has.
IsCurrent(p) == le[p] = ep[p]

\* Whatever anybody has of the log of e may be heard by anybody.
Publish(e, s) == pub' = [pub EXCEPT ![e] = Maximal(@ \cup {s})]

\* The entries among which the root looks for those of an origin: all, those in the snapshot too.
Known(p) == log[p]
Next1(p, o) == Count(Known(p), o) + 1

\* The entry that the root sequences for o; and the one at place i of a log.
Sequenced(p, o) == <<o, Next1(p, o)>>
At(s, i) == s[i]

\* What p delivers reaches its application and stays delivered, whatever p forgets.
Deliver(p, i) == done' = [done EXCEPT ![p] = Max(@, i)]
-----------------------------------------------------------------------------
Init ==
  /\ sent = [o \in Origin |-> IF Submitted THEN Quota[o] ELSE 0]
  /\ clog = <<>> /\ done = [p \in Node |-> 0]
  /\ ep = [p \in Node |-> 1] /\ le = [p \in Node |-> 1]
  /\ log = [p \in Node |-> <<>>] /\ base = [p \in Node |-> 0] /\ ci = [p \in Node |-> 0]
  /\ lead = [p \in Node |-> IF Led /\ p = Root(1) THEN 1 ELSE 0]
  /\ d = [p \in Node |-> Blank] /\ amnesiac = {}
  /\ acked = [e \in Epoch |-> [p \in Voter |-> 0]]
  /\ prm = {} /\ new = {}
  /\ pub = [e \in Epoch |-> IF e = 1 THEN {<<>>} ELSE {}]
  /\ org = [e \in Epoch |-> [le |-> 0, len |-> 0]]
  /\ com = [e \in Epoch |-> 0]
  /\ crashes = 0

(***************************************************************************)
(* Within an epoch.                                                        *)
(***************************************************************************)

Submit(o) ==
  /\ sent[o] < Quota[o]
  /\ sent' = [sent EXCEPT ![o] = @ + 1]
  /\ UNCHANGED <<clog, done, mem, d, amnesiac, net, crashes>>

\* The root sequences an entry, and sends it before it is on its own disk.
Append(p) ==
  /\ IsRoot(p)
  /\ \E o \in Origin :
       /\ Next1(p, o) <= sent[o]
       /\ LET s == Plus(log[p], Sequenced(p, o)) IN
          /\ log' = [log EXCEPT ![p] = s]
          /\ Publish(ep[p], s)
          /\ acked' = AcksAtOnce(p, ep[p], Length(s))
  /\ UNCHANGED <<sent, clog, done, ep, le, base, ci, lead, d, amnesiac, prm, new, org, com, crashes>>

\* The next entry of q's epoch, from whoever has it.
OnAppend(q) ==
  /\ IsCurrent(q)
  /\ \E s \in pub[le[q]] :
       /\ Length(s) > Length(log[q])
       /\ LET t == Plus(log[q], At(s, Length(log[q]) + 1)) IN
          /\ log' = [log EXCEPT ![q] = t]
          /\ Publish(le[q], t)
          /\ acked' = AcksAtOnce(q, le[q], Length(t))
  /\ UNCHANGED <<sent, clog, done, ep, le, base, ci, lead, d, amnesiac, prm, new, org, com, crashes>>

\* A voter writes its memory to its disk.  What it acknowledges and promises is what the disk says.
Persist(p) ==
  /\ MayVote(p)
  /\ \E r \in Written(p) :
       /\ d[p] # r
       /\ d' = [d EXCEPT ![p] = r]
       /\ acked' = [acked EXCEPT ![r.le][p] = Max(@, Length(r.log))]
       /\ prm' = IF r.ep > r.le THEN prm \cup {[e |-> r.ep, p |-> p, le |-> r.le, len |-> Length(r.log)]} ELSE prm
  /\ UNCHANGED <<sent, clog, done, mem, amnesiac, new, pub, org, com, crashes>>

\* How far a commit may go at once: anywhere.
Reach(i, j) == i..j

Holders(e, i) == {v \in Voter : acked[e][v] >= i}

\* The root learns that a majority has entry i, and so all before it.
Commit(p) ==
  /\ IsRoot(p)
  /\ \E i \in Reach(ci[p] + 1, Stable(p)) :
       /\ Holders(ep[p], i) \in Quorum
       /\ ci' = [ci EXCEPT ![p] = i]
       /\ Deliver(p, i)
       /\ clog' = IF i > Length(clog) THEN Then(clog, Slice(log[p], Length(clog) + 1, i)) ELSE clog
       /\ com' = [com EXCEPT ![ep[p]] = i]
  /\ UNCHANGED <<sent, ep, le, log, base, lead, d, amnesiac, acked, prm, new, pub, org, crashes>>

\* The others hear of it.
OnCommit(q) ==
  /\ \E i \in Reach(ci[q] + 1, Min(com[le[q]], Stable(q))) :
       /\ ci' = [ci EXCEPT ![q] = i]
       /\ Deliver(q, i)
  /\ UNCHANGED <<sent, clog, ep, le, log, base, lead, d, amnesiac, net, crashes>>

(***************************************************************************)
(* From one epoch to the next.                                             *)
(***************************************************************************)

\* What a node has of its log when it enters an epoch: all.  What others may lack, it still has; it will be cut in the
\* step that replaces it.
Entering(p) == log[p]

Enter(p, e) ==
  /\ ep' = [ep EXCEPT ![p] = e]
  /\ log' = [log EXCEPT ![p] = Entering(p)]
  /\ prm' = PromisesAtOnce(p, e)

NewEpoch(p) ==
  /\ MayVote(p)
  /\ \E e \in (ep[p] + 1)..MaxEpoch :
       /\ Root(e) = p
       /\ Enter(p, e)
       /\ lead' = [lead EXCEPT ![p] = e]
       /\ new' = new \cup {e}
  /\ UNCHANGED <<sent, clog, done, le, base, ci, d, amnesiac, acked, pub, org, com, crashes>>

OnNew(q) ==
  /\ \E e \in new : e > ep[q] /\ Enter(q, e)
  /\ lead' = [lead EXCEPT ![q] = 0]
  /\ UNCHANGED <<sent, clog, done, le, base, ci, d, amnesiac, acked, new, pub, org, com, crashes>>

\* A log is better if it was adopted in a later epoch: entries that a later root did not choose may be many.
Better(x, y) == x.le > y.le \/ (x.le = y.le /\ x.len >= y.len)

\* Who must have promised for a root to begin.
Electors == Quorum

\* How many of its own entries q keeps when it takes the first n entries of s; same: its log is of the epoch from which
\* those n were chosen.
Keep(q, s, n, same) == IF same THEN Max(ci[q], Min(Length(log[q]), n)) ELSE ci[q]

\* In one step, log and epoch: q keeps f entries of its own and takes the rest of the first n entries of s, the log of
\* epoch l; or it takes the snapshot of a node with that log, which stands for more than f entries, and the rest.
Install(q, e, l, s, n, f) ==
  /\ Length(s) >= n
  /\ \/ /\ log' = [log EXCEPT ![q] = Then(First(log[q], f), Slice(s, f + 1, n))]
        /\ UNCHANGED <<ci, base, done>>
     \/ \E r \in Node \ {q} :
          /\ le[r] = l /\ base[r] > f /\ Length(s) >= base[r]
          /\ log' = [log EXCEPT ![q] = First(s, Max(n, base[r]))]
          /\ ci' = [ci EXCEPT ![q] = base[r]] /\ base' = [base EXCEPT ![q] = base[r]]
          /\ Deliver(q, base[r])
  /\ le' = [le EXCEPT ![q] = e] /\ ep' = [ep EXCEPT ![q] = e]
  /\ Publish(e, log'[q])

\* The root does what it asks of others: its own promise is on its disk, or it could begin the epoch again after a crash.
HasPromised(p) == d[p].ep = ep[p]

\* A new root says again what is committed, though another root committed it: those who have not heard of it would
\* otherwise wait for the next entry.
Reannounced(i) == i

Sync(p) ==
  /\ lead[p] = ep[p] /\ le[p] < ep[p] /\ HasPromised(p)
  /\ \E Q \in Electors :
       LET S == {x \in prm : x.e = ep[p] /\ x.p \in Q} IN
       /\ {x.p : x \in S} = Q
       /\ \E b \in S :
            /\ \A x \in S : Better(b, x)
            /\ \E s \in pub[b.le] : Install(p, ep[p], b.le, s, b.len, Keep(p, s, b.len, le[p] = b.le))
            /\ org' = [org EXCEPT ![ep[p]] = [le |-> b.le, len |-> Length(log'[p])]]
  /\ com' = [com EXCEPT ![ep[p]] = Reannounced(ci'[p])]
  /\ UNCHANGED <<sent, clog, lead, d, amnesiac, acked, prm, new, crashes>>

\* How much of a log of n entries, of which it has f, a node waits for before it says that it has adopted it.
Complete(f, n) == {n}

\* The log of an epoch begins with what its root chose; q takes that from whoever has it, and need not have promised.
Adopt(q) ==
  /\ \E e \in Epoch :
       /\ e >= ep[q] /\ le[q] < e
       /\ \E s \in pub[e] :
            LET f == Keep(q, s, org[e].len, le[q] = org[e].le) IN
            \E n \in Complete(f, org[e].len) : Install(q, e, e, s, n, f)
  /\ lead' = [lead EXCEPT ![q] = 0]
  /\ UNCHANGED <<sent, clog, d, amnesiac, acked, prm, new, org, com, crashes>>

(***************************************************************************)
(* Snapshots.                                                              *)
(***************************************************************************)

\* What a snapshot may stand for.
Snapped(p) == ci[p]

TakeSnapshot(p) ==
  /\ Snaps
  /\ base[p] < Snapped(p)
  /\ base' = [base EXCEPT ![p] = Snapped(p)]
  /\ UNCHANGED <<sent, clog, done, ep, le, log, ci, lead, d, amnesiac, net, crashes>>

\* The next entry of q's epoch is gone where it was; the snapshot is taken instead.
GapSnapshot(q) ==
  /\ le[q] = ep[q]
  /\ \E r \in Node \ {q} :
       /\ le[r] = le[q] /\ base[r] > Length(log[q])
       /\ log' = [log EXCEPT ![q] = First(log[r], base[r])]
       /\ base' = [base EXCEPT ![q] = base[r]] /\ ci' = [ci EXCEPT ![q] = base[r]]
       /\ Deliver(q, base[r])
       /\ Publish(le[q], First(log[r], base[r]))
  /\ UNCHANGED <<sent, clog, ep, le, lead, d, amnesiac, acked, prm, new, org, com, crashes>>

(***************************************************************************)
(* The environment.                                                        *)
(***************************************************************************)

\* What memory is after a restart, given what the disk holds.
Recovered(r) == r
LeadAfter(p) == 0

Restart(p, r) ==
  /\ ep' = [ep EXCEPT ![p] = r.ep] /\ le' = [le EXCEPT ![p] = r.le]
  /\ log' = [log EXCEPT ![p] = r.log] /\ base' = [base EXCEPT ![p] = r.base]
  /\ ci' = [ci EXCEPT ![p] = r.base]
  /\ lead' = [lead EXCEPT ![p] = LeadAfter(p)]
  /\ UNCHANGED <<sent, clog, done, net>>

\* p crashes and comes back with what is on its disk.
CrashRestart(p) ==
  /\ crashes < MaxCrash /\ crashes' = crashes + 1
  /\ Restart(p, Recovered(d[p])) /\ mem' # mem
  /\ UNCHANGED <<d, amnesiac>>

\* A voter loses its disk, too.
Forget(p) ==
  /\ MayVote(p) /\ Cardinality(amnesiac) < MaxForget
  /\ amnesiac' = amnesiac \cup {p}
  /\ d' = [d EXCEPT ![p] = Blank]
  /\ Restart(p, Blank)
  /\ UNCHANGED crashes

System ==
  \/ \E o \in Origin : Submit(o)
  \/ \E p \in Node : \/ Append(p) \/ OnAppend(p) \/ Persist(p) \/ Commit(p) \/ OnCommit(p)
                     \/ NewEpoch(p) \/ OnNew(p) \/ Sync(p) \/ Adopt(p)
                     \/ TakeSnapshot(p) \/ GapSnapshot(p)

Environment == \E p \in Node : CrashRestart(p) \/ Forget(p)

Next == System \/ Environment

Spec == Init /\ [][Next]_vars

(***************************************************************************)
(* Fairness among L: its nodes act, and hear from each other.  What a node *)
(* outside L once said may still arrive, but nothing forces it to; so the  *)
(* steps that need an answer are fair only where somebody in L can give    *)
(* it.                                                                     *)
(***************************************************************************)

CanGive(L, e, s) == \E r \in L : le[r] = e /\ Prefix(s, log[r])

FairSync(L, p) == /\ Sync(p)
                  /\ CanGive(L, org'[ep[p]].le, log'[p])
                  /\ \E Q \in Quorum : Q \subseteq L /\ \A v \in Q : \E x \in prm : x.e = ep[p] /\ x.p = v

Fairness(L) ==
  /\ \A o \in Origin : WF_vars(Submit(o))
  /\ \A p \in L :
       /\ WF_vars(Append(p)) /\ WF_vars(Persist(p)) /\ WF_vars(OnCommit(p)) /\ WF_vars(GapSnapshot(p))
       /\ WF_vars(NewEpoch(p)) /\ WF_vars(OnNew(p)) /\ WF_vars(FairSync(L, p))
       /\ WF_vars(OnAppend(p) /\ CanGive(L \ {p}, le[p], log'[p]))
       /\ WF_vars(Adopt(p) /\ CanGive(L \ {p}, le'[p], log'[p]))
       /\ WF_vars(Commit(p) /\ \E Q \in Quorum : Q \subseteq L /\ \A v \in Q : acked[ep[p]][v] >= ci'[p])
-----------------------------------------------------------------------------
\* What p has delivered in this life.
Delivered(p) == First(log[p], ci[p])

\* Whatever anybody delivered is committed, and at the same place.
UniformAgreement == \A p \in Node : Prefix(Delivered(p), clog) /\ done[p] <= Length(clog)

\* There is one log of an epoch.
LogMatching == \A e \in Epoch : Cardinality(pub[e]) <= 1

\* Whoever says that its log is of epoch e has all that the root of e began with.
BaseCovered == \A p \in Node : /\ Length(log[p]) >= org[le[p]].len
                               /\ Length(d[p].log) >= org[d[p].le].len

\* Of every majority that can still elect, the best disk has all that is committed.
CommittedNeverLost ==
  \A Q \in {S \in Quorum : \A v \in S : MayVote(v)} : \E b \in Q :
    /\ \A v \in Q : Better([le |-> d[b].le, len |-> Length(d[b].log)], [le |-> d[v].le, len |-> Length(d[v].log)])
    /\ Prefix(clog, d[b].log)

\* What a voter has delivered is on its disk, or came as a snapshot.
DeliveredDurable == \A p \in Node : MayVote(p) => ci[p] <= Max(Length(d[p].log), base[p])

\* What is committed is never changed; a node that does not crash neither takes back a delivery nor a promise.
DeliveryMonotone ==
  [][/\ Prefix(clog, clog')
     /\ \A p \in Node : (crashes' = crashes /\ amnesiac' = amnesiac) => /\ ci'[p] >= ci[p] /\ base'[p] >= base[p]
                                                                        /\ ep'[p] >= ep[p] /\ le'[p] >= le[p]
     /\ \A p \in Node : d'[p].ep >= d[p].ep \/ p \in amnesiac']_vars

\* If a majority is in L, and the root of the last epoch stays up (it is in L), and what it needs is held in L, then all in
\* L, learners too, come to deliver everything.  That no epoch comes after is what the root's beats are for.
Progress(L) == <>[](lead[Root(MaxEpoch)] = MaxEpoch) =>
                 <>[](\A p \in L : \A o \in Origin : Count(Delivered(p), o) = Quota[o])
-----------------------------------------------------------------------------
TO == INSTANCE TotalOrder WITH order <- clog

RefinesTotalOrder == TO!Spec

THEOREM Spec => TO!Spec

\* The properties of TotalOrder, of what nodes have in truth.  Logs are orderly even where they are not committed.
TotalOrder == TO!PrefixOrdered([p \in Node |-> Delivered(p)])
NoDupInLog == \A p \in Node : TO!NoDuplicationIn(log[p])
FifoTotal == \A p \in Node : TO!FifoIn(log[p])
GapFree == \A p \in Node : TO!GapFreeIn(log[p])
NoCreation == \A p \in Node : TO!CreatedIn(log[p])
CausalTotal == TO!CausalTotal
-----------------------------------------------------------------------------
\* Witnesses, to be violated.

\* A node delivered, crashed, and has to deliver again.
ReachDeliveredTwice == \A p \in Node : done[p] <= ci[p] \/ crashes = 0

\* A voter came back with less than it had delivered in an earlier life.
ReachForgotten == \A p \in amnesiac : done[p] = 0

\* An entry that somebody had is in no later log.
ReachOverwritten == \A e, f \in Epoch : \A s \in pub[e] : \A t \in pub[f] : e < f => Prefix(s, t) \/ Prefix(t, s)

\* Somebody adopted a log by a snapshot of it, and has never had its entries.
ReachSnapshotCrossed == \A p \in Node : base[p] = 0 \/ \E e \in 1..le[p] : acked[e][p] >= base[p]

\* Two roots think that they lead, and both have sequenced an entry that nobody else has.
ReachTwoRoots == \A p, q \in Node :
                   ~(/\ p # q /\ IsRoot(p) /\ IsRoot(q)
                     /\ log[p] # <<>> /\ log[q] # <<>> /\ ~Prefix(log[p], log[q]) /\ ~Prefix(log[q], log[p]))

\* A root other than the first commits what another had sequenced.
ReachInherited == com[MaxEpoch] = 0 \/ org[MaxEpoch].len = 0
=============================================================================
