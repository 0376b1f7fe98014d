--------------------------- MODULE TraceEpochLog ---------------------------
(***************************************************************************)
(* Whether the events of a run are a behaviour of EpochLog: TraceNext is   *)
(* its next-state relation with action, node and arguments bound by the    *)
(* event ev.                                                               *)
(*                                                                         *)
(* Three things differ from the models.  (1) A run is long, so a log is    *)
(* kept as the epochs in which its entries were sequenced (Segments).  In   *)
(* one epoch a place has one entry, so this says as much.  What an entry   *)
(* says, and whose it is, the events do not tell.  (2) A disk takes its time.  What  *)
(* is written is what memory was when the write was handed to it, and      *)
(* Persist is the step in which the node hears that it is durable.  A node *)
(* may crash before that, and find it all the same: as if it had heard,    *)
(* and crashed then.  (3) A learner has a disk, too, and so has a voter    *)
(* that has lost one.  That it comes back with what it had is, in the      *)
(* models, the same as coming back with nothing and hearing everything     *)
(* again.  (4) Whoever adopts the log of an epoch tells its neighbours at  *)
(* once what it knows to be committed; in the models that is the word of   *)
(* the root of the epoch alone.  (5) A log may be adopted together with    *)
(* entries that were appended to it since.                                 *)
(***************************************************************************)
EXTENDS EpochLog, Segments

CONSTANT Voters          \* how many voters there are: the first of the nodes

VARIABLES ev,            \* the event that is next
          life,          \* life[p]: how often p has been started
          writes,        \* writes[p]: the records that p handed to its disk in this life and does not know to be durable
          known,         \* known[p]: how many it knows to be
          last,          \* last[p]: the last of those, if there is one
          begun,         \* begun[p]: whether p has recovered in this life
          said           \* said[e]: how much is committed, as said by those who came to e and knew it already

traceVars == <<vars, life, writes, known, last, begun, said>>
-----------------------------------------------------------------------------
\* Logs as segments; see there.
TraceSequenced(p, o) == ep[p]
TraceNext1(p, o) == 0
TraceRoot(e) == e % Voters

\* What has been written when the node hears of it.
Durable(p) == last[p]
TraceWritten(p) == {Durable(p)}

\* So much of the log that is adopted has come.
TraceComplete(f, n) == IF ev.y >= n THEN {ev.y} ELSE {}

TraceReach(i, j) == {ev.y} \cap (i..j)
-----------------------------------------------------------------------------
TraceVoter == 0..(Voters - 1)
TraceOrigin == {0}
TraceQuota == [o \in TraceOrigin |-> 0]

TraceInit ==
  /\ Init
  /\ life = [p \in Node |-> 0]
  /\ writes = [p \in Node |-> <<>>]
  /\ known = [p \in Node |-> 0]
  /\ last = [p \in Node |-> Blank]
  /\ begun = [p \in Node |-> FALSE]
  /\ said = [e \in Epoch |-> 0]

Same == UNCHANGED <<life, writes, known, last, begun, said>>

Says(p) == said' = [said EXCEPT ![le'[p]] = Max(@, ci'[p])]

Starts(p) ==
  /\ ev.x = life[p] + 1
  /\ life' = [life EXCEPT ![p] = ev.x]
  /\ begun' = [begun EXCEPT ![p] = FALSE]
  /\ UNCHANGED <<known, last, said>>
  /\ IF ev.y = 1 /\ MayVote(p)
     THEN Forget(p) /\ writes' = [writes EXCEPT ![p] = <<>>]
     ELSE UNCHANGED <<vars, writes>>

\* What p may find on its disk: what it knows to be there, or a write that was under way.  Whoever may not vote may
\* have lost it.
Found(p) == {d[p]} \cup {writes[p][i] : i \in 1..Size(writes[p])}
            \cup IF MayVote(p) THEN {} ELSE {Blank}

\* It acknowledges and promises what it finds, as if it had heard of it before it crashed.
Recovers(p) ==
  /\ ~begun[p]
  /\ begun' = [begun EXCEPT ![p] = TRUE]
  /\ writes' = [writes EXCEPT ![p] = <<>>]
  /\ known' = [known EXCEPT ![p] = 0]
  /\ UNCHANGED <<life, last>>
  /\ \E r \in Found(p) :
       /\ r.ep = ev.x /\ TraceLength(r.log) = ev.y
       /\ ep' = [ep EXCEPT ![p] = r.ep] /\ le' = [le EXCEPT ![p] = r.le]
       /\ log' = [log EXCEPT ![p] = r.log] /\ base' = [base EXCEPT ![p] = r.base]
       /\ ci' = [ci EXCEPT ![p] = r.base]
       /\ lead' = [lead EXCEPT ![p] = 0]
       /\ d' = [d EXCEPT ![p] = r]
       /\ acked' = IF MayVote(p) THEN [acked EXCEPT ![r.le][p] = Max(@, TraceLength(r.log))] ELSE acked
       /\ prm' = IF MayVote(p) /\ r.ep > r.le
                 THEN prm \cup {[e |-> r.ep, p |-> p, le |-> r.le, len |-> TraceLength(r.log)]} ELSE prm
  /\ crashes' = crashes + 1
  /\ Says(p)
  /\ UNCHANGED <<sent, clog, done, amnesiac, new, pub, org, com>>

\* The disk is given what memory is now; and p hears that so many writes are durable.
Writes(p) ==
  /\ ev.x = known[p] + Size(writes[p]) + 1
  /\ writes' = [writes EXCEPT ![p] = Put(@, Memory(p))]
  /\ UNCHANGED <<vars, life, known, last, begun, said>>

Hears(p) ==
  /\ ev.x \in known[p]..(known[p] + Size(writes[p]))
  /\ known' = [known EXCEPT ![p] = ev.x]
  /\ last' = IF ev.x = known[p] THEN last ELSE [last EXCEPT ![p] = writes[p][ev.x - known[p]]]
  /\ writes' = [writes EXCEPT ![p] = After(@, ev.x - known[p])]
  /\ UNCHANGED <<vars, life, begun, said>>

Persists(p) ==
  /\ known[p] > 0
  /\ Durable(p).ep = ev.x /\ TraceLength(Durable(p).log) = ev.y
  /\ IF MayVote(p) /\ d[p] # Durable(p)
     THEN Persist(p)
     ELSE d' = [d EXCEPT ![p] = Durable(p)] /\ UNCHANGED <<sent, clog, done, mem, amnesiac, net, crashes>>

\* p hears what is committed from another than the root.
Repeated(p) ==
  /\ ev.y \in (ci[p] + 1)..Min(said[le[p]], Stable(p))
  /\ ci' = [ci EXCEPT ![p] = ev.y]
  /\ Deliver(p, ev.y)
  /\ UNCHANGED <<sent, clog, ep, le, log, base, lead, d, amnesiac, net, crashes>>

Adopts(p) ==
  /\ UNCHANGED <<life, writes, known, last, begun>>
  /\ Adopt(p)
  /\ le'[p] = ev.x /\ TraceLength(log'[p]) = ev.y
  /\ Says(p)

\* The places of the event: its epoch, and the length or index that the node then has.
OfEpochLog(p) ==
  CASE ev.action = "CrashRestart" -> Recovers(p)
    [] ev.action = "Append"       -> Same /\ ev.x = ep[p] /\ Append(p) /\ TraceLength(log'[p]) = ev.y
    [] ev.action = "OnAppend"     -> Same /\ ev.x = le[p] /\ ev.y = TraceLength(log[p]) + 1 /\ OnAppend(p)
    [] ev.action = "Persist"      -> Same /\ Persists(p)
    [] ev.action = "Commit"       -> Same /\ ev.x = le[p] /\ Commit(p) /\ ci'[p] = ev.y
    [] ev.action = "OnCommit"     -> Same /\ ev.x = le[p] /\ IF ev.y <= com[le[p]] THEN OnCommit(p) ELSE Repeated(p)
    [] ev.action = "NewEpoch"     -> Same /\ NewEpoch(p) /\ ep'[p] = ev.x
    [] ev.action = "OnNew"        -> Same /\ OnNew(p) /\ ep'[p] = ev.x
    [] ev.action = "Sync"         -> Same /\ ev.x = ep[p] /\ Sync(p) /\ TraceLength(log'[p]) = ev.y
    [] ev.action = "Adopt"        -> Adopts(p)
    [] ev.action = "TakeSnapshot" -> Same /\ ev.x = le[p] /\ ev.y = ci[p] /\ TakeSnapshot(p)
    [] ev.action = "GapSnapshot"  -> Same /\ ev.x = le[p] /\ GapSnapshot(p) /\ ci'[p] = ev.y
    [] OTHER                      -> FALSE

\* What p could do as well, for people.
Step(action, x, y) == [action |-> action, peer |-> ev.node, x |-> x, y |-> y]

Possible(p) ==
  IF ~begun[p] THEN {Step("CrashRestart", r.ep, TraceLength(r.log)) : r \in Found(p)}
  ELSE (IF IsRoot(p) THEN {Step("Append", ep[p], TraceLength(log[p]) + 1)} ELSE {})
  \cup (IF IsCurrent(p) /\ \E s \in pub[le[p]] : TraceLength(s) > TraceLength(log[p])
        THEN {Step("OnAppend", le[p], TraceLength(log[p]) + 1)} ELSE {})
  \cup (IF known[p] > 0 THEN {Step("Persist", Durable(p).ep, TraceLength(Durable(p).log))} ELSE {})
  \cup {Step(IF IsRoot(p) THEN "Commit" ELSE "OnCommit", le[p], i) :
          i \in {j \in {ci[p] + 1} : j <= Stable(p) /\ \/ j <= Max(com[le[p]], said[le[p]])
                                                       \/ IsRoot(p) /\ Holders(le[p], j) \in Quorum}}
  \cup {Step("OnNew", e, 0) : e \in {x \in new : x > ep[p]}}
  \cup {Step("Adopt", e, org[e].len) : e \in {x \in Epoch : x >= ep[p] /\ x > le[p] /\ pub[x] # {}}}

\* What happens to the layers that EpochLog is not about, and what they do, is left out of its trace but for the host.
TraceNext ==
  CASE ev.module = "Node" /\ ev.action = "Start"   -> Starts(ev.node)
    [] ev.module = "Node" /\ ev.action = "Write"   -> Writes(ev.node)
    [] ev.module = "Node" /\ ev.action = "Durable" -> Hears(ev.node)
    [] ev.module = "EpochLog"                      -> OfEpochLog(ev.node)
    [] OTHER                                       -> UNCHANGED traceVars
=============================================================================
