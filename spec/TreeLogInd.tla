----------------------------- MODULE TreeLogInd -----------------------------
(***************************************************************************)
(* Why AggSound and PrmSound hold in TreeLog: what is collected and passed *)
(* on of acknowledgements and promises, somebody said.  They are implied   *)
(* by an inductive invariant that needs nothing of what logs contain, of   *)
(* edges, or of who leads: it holds whatever the tree looks like.          *)
(*                                                                         *)
(* TLC checks that every step from all states of a small domain that       *)
(* satisfy it keeps it; proofs/TreeLog_proof has the same for any number   *)
(* of nodes.                                                               *)
(***************************************************************************)
EXTENDS TreeLog, TLC

\* What p has collected of acknowledgements is true, and so is what it has reported.
Collected == \A p \in Node : \A v \in Voter : agg[p][v] <= acked[le[p]][v]
Reported == \A p \in Node : \A e \in Epoch : \A v \in Voter : acks[p][e][v] <= acked[e][v]

\* What is on a voter's disk it has acknowledged, and promised.
DiskAcked == \A v \in Voter : Length(d[v].log) <= acked[d[v].le][v]
DiskPromised == \A v \in Voter : d[v].le < d[v].ep =>
  [e |-> d[v].ep, p |-> v, le |-> d[v].le, len |-> Length(d[v].log)] \in promised

\* The promises that p has collected were given, and those that it has reported.
Heard == \A p \in Node : Said(prm[p], ep[p])
Passed == \A p \in Node : \A e \in Epoch : Said(prms[p][e], e)

SoundInv == Collected /\ Reported /\ DiskAcked /\ DiskPromised /\ Heard /\ Passed

\* What the proof needs beside it of the variables' types.
Report == [v : Voter, le : Epoch, len : Nat]
Numbers ==
  /\ Voter \subseteq Node
  /\ le \in [Node -> Epoch] /\ ep \in [Node -> Epoch]
  /\ DOMAIN log = Node /\ \A p \in Node : Length(log[p]) \in Nat
  /\ DOMAIN d = Node /\ \A p \in Node : d[p].le \in Epoch /\ d[p].ep \in Epoch /\ Length(d[p].log) \in Nat
  /\ agg \in [Node -> [Voter -> Nat]] /\ acks \in [Node -> [Epoch -> [Voter -> Nat]]]
  /\ acked \in [Epoch -> [Voter -> Nat]]
  /\ prm \in [Node -> SUBSET Report] /\ prms \in [Node -> [Epoch -> SUBSET Report]]
-----------------------------------------------------------------------------
(* All states of a small domain that satisfy SoundInv: two epochs, at most *)
(* one entry.  Only what Ackers acknowledge and what Promisers promise is  *)
(* told apart: the others have said all there is to say, and nobody has    *)
(* heard of it.  Whatever is joined is joined voter by voter.  What        *)
(* SoundInv does not speak of is so that steps are possible: everybody has *)
(* passed on the longest logs, and all else.                               *)

CONSTANTS Ackers, Promisers, TheEntry

Logs01 == {<<>>, <<TheEntry>>}
AcksOf(S) == {f \in [Voter -> 0..1] : \A v \in Voter \ S : f[v] = 0}
ReportsOf(S) == [v : S, le : {1}, len : 0..1]
Promised(S) == [e : {2}, p : S, le : {1}, len : 0..1]

\* The disk is not ahead of the memory: SoundInv can do without, Commit cannot.
NoNewer(p) == d[p].ep <= ep[p] /\ d[p].le <= le[p] /\ (d[p].le = le[p] => Length(d[p].log) <= Length(log[p]))

IndInit ==
  /\ ep \in [Node -> 1..2] /\ le \in [Node -> 1..2] /\ \A p \in Node : le[p] <= ep[p]
  /\ log \in [Node -> Logs01]
  /\ d \in [Node -> {r \in [ep : 1..2, le : 1..2, log : Logs01] : r.le <= r.ep}] /\ \A p \in Node : NoNewer(p)
  /\ acked \in {f \in [Epoch -> [Voter -> 0..1]] : \A e \in Epoch : \A v \in Voter \ Ackers : f[e][v] = 1}
  /\ DiskAcked
  /\ promised \in {Promised(Voter \ Promisers) \cup S : S \in SUBSET Promised(Promisers)}
  /\ DiskPromised
  /\ agg \in [Node -> AcksOf(Ackers)] /\ Collected
  /\ acks \in [Node -> [Epoch -> AcksOf(Ackers)]] /\ Reported
  /\ prm \in [Node -> SUBSET ReportsOf(Promisers)] /\ Heard
  /\ prms \in [Node -> [Epoch -> SUBSET ReportsOf(Promisers)]] /\ (\A p \in Node : prms[p][1] = {}) /\ Passed
  /\ sent = Quota /\ clog = <<>> /\ done = [p \in Node |-> 0] /\ ci = [p \in Node |-> 0]
  /\ lead = [p \in Node |-> IF Root(ep[p]) = p THEN ep[p] ELSE 0]
  /\ news = [p \in Node |-> {2}] /\ stat = [p \in Node |-> [e : {2}, le : {1}, len : 0..1]]
  /\ logs = [p \in Node |-> [e \in Epoch |-> {<<TheEntry>>}]]
  /\ coms = [p \in Node |-> [e \in Epoch |-> 1]]
  /\ crashes = 0

IndSpec == IndInit /\ [][Next]_vars

\* One step from each of them, and no more.
OneStep == TLCGet("level") < 1
=============================================================================
