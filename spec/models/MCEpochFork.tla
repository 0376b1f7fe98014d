---------------------------- MODULE MCEpochFork ----------------------------
(***************************************************************************)
(* EpochLog from a state in the middle of a run, to which some wrong paths *)
(* are long: root 1 sequenced Early in epoch 1 and nobody heard of it;     *)
(* root 2 began epoch 2 from the empty logs of 2 and 3, sequenced Late,    *)
(* and nobody heard of that either.  All of it is on the disks.            *)
(***************************************************************************)
EXTENDS MCEpochLog
CONSTANTS Early, Late
X == <<<<x, 1>>>>
Y == <<<<y, 1>>>>
XY == <<<<x, 1>>, <<y, 1>>>>
XYY == <<<<x, 1>>, <<y, 1>>, <<y, 2>>>>
YXY == <<<<y, 1>>, <<x, 1>>, <<y, 2>>>>
OneTwo == [o \in Origin |-> IF o = x THEN 1 ELSE 2]

Fork ==
  /\ sent = Quota /\ clog = <<>> /\ done = [p \in Node |-> 0]
  /\ ep = <<1, 2, 2>> /\ le = <<1, 2, 1>> /\ log = <<Early, Late, <<>>>>
  /\ base = [p \in Node |-> 0] /\ ci = [p \in Node |-> 0] /\ lead = <<1, 2, 0>>
  /\ d = [p \in Node |-> Memory(p)] /\ amnesiac = {}
  /\ acked = [e \in Epoch |-> [p \in Voter |-> IF p = e /\ e < 3 THEN Length(log[p]) ELSE 0]]
  /\ prm = {[e |-> 2, p |-> q, le |-> 1, len |-> 0] : q \in {2, 3}} /\ new = {2}
  /\ pub = [e \in Epoch |-> CASE e = 1 -> {Early} [] e = 2 -> {Late} [] OTHER -> {}]
  /\ org = [e \in Epoch |-> [le |-> IF e = 2 THEN 1 ELSE 0, len |-> 0]]
  /\ com = [e \in Epoch |-> 0]
  /\ crashes = 0

ForkSpec == Fork /\ [][Next]_vars
=============================================================================
