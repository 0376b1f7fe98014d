---------------------------- MODULE TreeLog_proof ----------------------------
(***************************************************************************)
(* What is collected and passed on of acknowledgements and promises,       *)
(* somebody said: AggSound and PrmSound, for any number of nodes, edges,   *)
(* epochs, entries and crashes.  Types (Numbers) are assumed before and    *)
(* after the step.                                                         *)
(***************************************************************************)
EXTENDS TreeLogInd, TLAPS

LEMMA Sound == SoundInv /\ Numbers => AggSound /\ PrmSound
<1> SUFFICES ASSUME SoundInv, Numbers PROVE AggSound /\ PrmSound
  OBVIOUS
<1>1. ASSUME NEW p \in Node, NEW v \in Voter PROVE Known(p)[v] <= acked[le[p]][v]
  <2>1. /\ agg[p][v] \in Nat /\ acked[le[p]][v] \in Nat /\ agg[p][v] <= acked[le[p]][v] /\ Length(d[v].log) \in Nat
        /\ d[v].le = le[v] => Length(d[v].log) <= acked[le[v]][v]
    BY DEF SoundInv, Collected, DiskAcked, Numbers
  <2>2. Known(p)[v] = Max(agg[p][v], IF v = p THEN OwnIndex(p, d[p]) ELSE 0)
    BY DEF Known, Join, Own
  <2>3. CASE v = p
    BY <2>1, <2>2, <2>3 DEF OwnIndex, Max
  <2>4. CASE v # p
    BY <2>1, <2>2, <2>4 DEF Max
  <2> QED BY <2>3, <2>4
<1>2. AggSound
  BY <1>1 DEF AggSound, SoundInv, Reported
<1>3. ASSUME NEW p \in Node PROVE Said(Promises(p), ep[p])
  <2>1. Said(prm[p], ep[p])
    BY DEF SoundInv, Heard
  <2>2. p \in Voter /\ d[p].ep = ep[p] /\ d[p].le < ep[p] =>
          [e |-> ep[p], p |-> p, le |-> d[p].le, len |-> Length(d[p].log)] \in promised
    BY DEF SoundInv, DiskPromised
  <2>3. Said(OwnPromise(p, d[p]), ep[p])
    BY <2>2 DEF Said, OwnPromise
  <2> QED BY <2>1, <2>3 DEF Said, Promises
<1> QED BY <1>2, <1>3 DEF PrmSound, SoundInv, Passed

LEMMA QuietKeeps ==
  ASSUME SoundInv, agg' = agg, prm' = prm, acks' = acks, prms' = prms, acked' = acked, promised' = promised,
         d' = d, le' = le, ep' = ep
  PROVE  SoundInv'
BY DEF SoundInv, Collected, Reported, DiskAcked, DiskPromised, Heard, Passed, Said

\* q begins to collect anew, whatever its epochs are now.
LEMMA AnewKeeps ==
  ASSUME SoundInv, Numbers, Numbers', NEW q \in Node,
         agg' = [agg EXCEPT ![q] = Zero], prm' = [prm EXCEPT ![q] = {}],
         \A p \in Node \ {q} : le'[p] = le[p] /\ ep'[p] = ep[p],
         acks' = acks, prms' = prms, acked' = acked, promised' = promised, d' = d
  PROVE  SoundInv'
<1>1. Collected'
  <2> SUFFICES ASSUME NEW p \in Node, NEW v \in Voter PROVE agg'[p][v] <= acked'[le'[p]][v]
    BY DEF Collected
  <2>1. CASE p = q
    <3>1. agg'[q][v] = 0 /\ acked'[le'[q]][v] \in Nat
      BY DEF Numbers, Zero
    <3> QED BY <2>1, <3>1
  <2>2. CASE p # q
    <3>1. agg'[p] = agg[p] /\ le'[p] = le[p]
      BY <2>2 DEF Numbers
    <3> QED BY <3>1 DEF SoundInv, Collected
  <2> QED BY <2>1, <2>2
<1>2. Heard'
  <2> SUFFICES ASSUME NEW p \in Node PROVE Said(prm[p], ep[p])'
    BY DEF Heard
  <2>1. CASE p = q
    <3>1. prm'[q] = {}
      BY DEF Numbers
    <3> QED BY <2>1, <3>1 DEF Said
  <2>2. CASE p # q
    <3>1. prm'[p] = prm[p] /\ ep'[p] = ep[p]
      BY <2>2 DEF Numbers
    <3> QED BY <3>1 DEF SoundInv, Heard, Said
  <2> QED BY <2>1, <2>2
<1>3. Reported' /\ DiskAcked' /\ DiskPromised' /\ Passed'
  BY DEF SoundInv, Reported, DiskAcked, DiskPromised, Passed, Said
<1> QED BY <1>1, <1>2, <1>3 DEF SoundInv

LEMMA NestedExcept ==
  ASSUME NEW N, NEW E, NEW V, NEW f \in [N -> [E -> V]], NEW q \in N, NEW x \in E, NEW y,
         NEW g, g = [f EXCEPT ![q][x] = y], NEW r \in N, NEW e \in E
  PROVE  g[r][e] = IF r = q /\ e = x THEN y ELSE f[r][e]
OBVIOUS

LEMMA SaidUnion == ASSUME NEW A, NEW B, NEW e, Said(A, e), Said(B, e) PROVE Said(A \cup B, e)
BY DEF Said

\* A join of two that are true is true.
LEMMA JoinTrue ==
  ASSUME NEW k \in [Voter -> Nat], NEW m \in [Voter -> Nat], NEW a \in [Voter -> Nat],
         \A v \in Voter : k[v] <= a[v] /\ m[v] <= a[v]
  PROVE  \A v \in Voter : Join(k, m)[v] <= a[v]
BY DEF Join, Max

LEMMA ReportKeeps ==
  ASSUME SoundInv, Numbers, NEW q \in Node, NEW p \in Node, OnReport(q, p)
  PROVE  SoundInv'
<1>1. /\ prm' = prm /\ prms' = prms /\ acked' = acked /\ promised' = promised /\ d' = d /\ le' = le /\ ep' = ep
      /\ agg' = [agg EXCEPT ![q] = Join(agg[q], acks[p][le[q]])]
      /\ ReportUp(q, le[q], Join(Join(agg[q], acks[p][le[q]]), Own(q, d[q])))
  BY DEF OnReport, ReportsFor, Taken, memory, history
<1> DEFINE k == Join(agg[q], acks[p][le[q]])
<1>2. /\ le[q] \in Epoch /\ agg[q] \in [Voter -> Nat] /\ acks[p][le[q]] \in [Voter -> Nat] /\ acked[le[q]] \in [Voter -> Nat]
      /\ Own(q, d[q]) \in [Voter -> Nat]
  BY DEF Numbers, Own, OwnIndex
<1>3. \A v \in Voter : k[v] <= acked[le[q]][v]
  <2>1. \A v \in Voter : agg[q][v] <= acked[le[q]][v] /\ acks[p][le[q]][v] <= acked[le[q]][v]
    BY <1>2 DEF SoundInv, Collected, Reported
  <2> QED BY <1>2, <2>1, JoinTrue
<1>4. k \in [Voter -> Nat]
  BY <1>2 DEF Join, Max
<1>5. \A v \in Voter : Own(q, d[q])[v] <= acked[le[q]][v]
  BY <1>2 DEF Own, OwnIndex, SoundInv, DiskAcked
<1> HIDE DEF k
<1>6. \A v \in Voter : Join(k, Own(q, d[q]))[v] <= acked[le[q]][v]
  BY <1>2, <1>3, <1>4, <1>5, JoinTrue
<1>7. Collected'
  <2>1. agg' = [agg EXCEPT ![q] = k]
    BY <1>1 DEF k
  <2> QED BY <1>1, <1>3, <2>1 DEF SoundInv, Collected, Numbers
<1>8. Reported'
  <2> SUFFICES ASSUME NEW r \in Node, NEW e \in Epoch, NEW v \in Voter PROVE acks'[r][e][v] <= acked[e][v]
    BY <1>1 DEF Reported
  <2>1. acks[r][e][v] <= acked[e][v] /\ acks[q][le[q]][v] <= acked[le[q]][v]
    BY <1>2 DEF SoundInv, Reported
  <2>2. acks' = acks \/ acks' = [acks EXCEPT ![q][le[q]] = Join(@, Join(k, Own(q, d[q])))]
    BY <1>1 DEF ReportUp, k
  <2>3. acks'[r][e] = acks[r][e] \/ (r = q /\ e = le[q] /\ acks'[r][e] = Join(acks[q][le[q]], Join(k, Own(q, d[q]))))
    <3>1. acks \in [Node -> [Epoch -> [Voter -> Nat]]]
      BY DEF Numbers
    <3> QED BY <1>2, <2>2, <3>1, NestedExcept
  <2>4. Join(acks[q][le[q]], Join(k, Own(q, d[q])))[v] = Max(acks[q][le[q]][v], Join(k, Own(q, d[q]))[v])
    BY DEF Join
  <2> QED BY <1>6, <2>1, <2>3, <2>4 DEF Max
<1>9. DiskAcked' /\ DiskPromised' /\ Heard' /\ Passed'
  BY <1>1 DEF SoundInv, DiskAcked, DiskPromised, Heard, Passed, Said
<1> QED BY <1>7, <1>8, <1>9 DEF SoundInv

LEMMA PromKeeps ==
  ASSUME SoundInv, Numbers, NEW q \in Node, NEW p \in Node, OnProm(q, p)
  PROVE  SoundInv'
<1> DEFINE S == prm[q] \cup prms[p][ep[q]]
           T == S \cup OwnPromise(q, d[q])
<1>1. /\ agg' = agg /\ acks' = acks /\ acked' = acked /\ promised' = promised /\ d' = d /\ le' = le /\ ep' = ep
      /\ prm' = [prm EXCEPT ![q] = S]
      /\ prms' = prms \/ prms' = [prms EXCEPT ![q][ep[q]] = @ \cup T]
  BY DEF OnProm, PromUp, memory, history
<1>2. ep[q] \in Epoch
  BY DEF Numbers
<1>3. Said(S, ep[q])
  BY <1>2 DEF SoundInv, Heard, Passed, Said
<1>4. Said(OwnPromise(q, d[q]), ep[q])
  BY DEF SoundInv, DiskPromised, Said, OwnPromise
<1>5. Said(T, ep[q])
  BY <1>3, <1>4 DEF Said
<1> HIDE DEF S, T
<1>6. Heard'
  <2>1. ASSUME NEW r \in Node PROVE Said(prm'[r], ep[r])
    BY <1>1, <1>3 DEF SoundInv, Heard, Numbers
  <2> QED BY <1>1, <2>1 DEF Heard, Said
<1>7. Passed'
  <2>1. ASSUME NEW r \in Node, NEW e \in Epoch PROVE Said(prms'[r][e], e)
    <3>1. Said(prms[r][e], e)
      BY DEF SoundInv, Passed
    <3>2. prms'[r][e] = prms[r][e] \/ (e = ep[q] /\ prms'[r][e] = prms[r][e] \cup T)
      <4>1. prms \in [Node -> [Epoch -> SUBSET Report]]
        BY DEF Numbers
      <4>2. prms' = prms \/ prms' = [prms EXCEPT ![q][ep[q]] = @ \cup T]
        BY <1>1
      <4> QED BY <1>2, <4>1, <4>2, NestedExcept
    <3>3. CASE prms'[r][e] = prms[r][e]
      BY <3>1, <3>3
    <3>4. CASE e = ep[q] /\ prms'[r][e] = prms[r][e] \cup T
      <4>1. Said(T, e)
        BY <1>5, <3>4
      <4>2. Said(prms[r][e] \cup T, e)
        BY <3>1, <4>1, SaidUnion
      <4> QED BY <3>4, <4>2
    <3> QED BY <3>2, <3>3, <3>4
  <2> QED BY <1>1, <2>1 DEF Passed, Said
<1>8. Collected' /\ Reported' /\ DiskAcked' /\ DiskPromised'
  BY <1>1 DEF SoundInv, Collected, Reported, DiskAcked, DiskPromised
<1> QED BY <1>6, <1>7, <1>8 DEF SoundInv

\* q passes on what is true, while what was acknowledged only grows.
LEMMA UpKeeps ==
  ASSUME Numbers, Reported, NEW q \in Node, NEW k \in [Voter -> Nat], \A v \in Voter : k[v] <= acked'[le[q]][v],
         \A e \in Epoch : \A v \in Voter : acked'[e][v] \in Nat /\ acked[e][v] <= acked'[e][v],
         acks' = acks \/ acks' = [acks EXCEPT ![q][le[q]] = Join(@, k)]
  PROVE  Reported'
<1> SUFFICES ASSUME NEW r \in Node, NEW e \in Epoch, NEW v \in Voter PROVE acks'[r][e][v] <= acked'[e][v]
  BY DEF Reported
<1>1. le[q] \in Epoch /\ acks[r][e][v] \in Nat /\ acked[e][v] \in Nat /\ acks[r][e][v] <= acked[e][v]
  BY DEF Numbers, Reported
<1>2. acks[r][e][v] <= acked'[e][v]
  BY <1>1
<1>3. acks'[r][e] = acks[r][e] \/ (r = q /\ e = le[q] /\ acks'[r][e] = Join(acks[r][e], k))
  <2>1. acks \in [Node -> [Epoch -> [Voter -> Nat]]]
    BY DEF Numbers
  <2> QED BY <1>1, <2>1, NestedExcept
<1>4. Join(acks[r][e], k)[v] = Max(acks[r][e][v], k[v])
  BY DEF Join
<1> QED BY <1>2, <1>3, <1>4 DEF Max

LEMMA PersistKeeps ==
  ASSUME SoundInv, Numbers, NEW p \in Node, Persist(p)
  PROVE  SoundInv'
<1> DEFINE x == [e |-> ep[p], p |-> p, le |-> le[p], len |-> Length(log[p])]
           n == Length(log[p])
<1>1. /\ p \in Voter /\ agg' = agg /\ prm' = prm /\ le' = le /\ ep' = ep
      /\ d' = [d EXCEPT ![p] = Memory(p)]
      /\ acked' = [acked EXCEPT ![le[p]][p] = Max(@, n)]
  BY DEF Persist, memory
<1>2. /\ le[p] \in Epoch /\ ep[p] \in Epoch /\ n \in Nat /\ acked \in [Epoch -> [Voter -> Nat]] /\ agg[p] \in [Voter -> Nat]
      /\ d'[p] = Memory(p) /\ \A r \in Node \ {p} : d'[r] = d[r]
  BY <1>1 DEF Numbers
<1>3. \/ promised' = promised /\ le[p] = ep[p]
      \/ promised' = promised \cup {x}
  BY DEF Persist
<1>4. /\ acks' = acks \/ acks' = [acks EXCEPT ![p][le[p]] = Join(@, Join(agg[p], Own(p, Memory(p))))]
      /\ \/ prms' = prms
         \/ /\ prms' = [prms EXCEPT ![p][ep[p]] = @ \cup (prm[p] \cup OwnPromise(p, Memory(p)))]
            /\ promised' = promised \cup {x}
  BY DEF Persist, ReportUp, PromUp
<1> HIDE DEF n
<1>5. /\ \A e \in Epoch : \A v \in Voter : acked'[e][v] \in Nat /\ acked[e][v] <= acked'[e][v]
      /\ n <= acked'[le[p]][p]
  BY <1>1, <1>2 DEF Max
<1>6. Collected'
  <2> SUFFICES ASSUME NEW r \in Node, NEW v \in Voter PROVE agg[r][v] <= acked'[le[r]][v]
    BY <1>1 DEF Collected
  <2>1. le[r] \in Epoch /\ agg[r][v] \in Nat /\ acked[le[r]][v] \in Nat /\ agg[r][v] <= acked[le[r]][v]
    BY DEF Numbers, SoundInv, Collected
  <2> QED BY <1>5, <2>1
<1>7. DiskAcked'
  <2> SUFFICES ASSUME NEW v \in Voter PROVE Length(d'[v].log) <= acked'[d'[v].le][v]
    BY DEF DiskAcked
  <2>1. CASE v = p
    BY <1>2, <1>5, <2>1 DEF Memory, n
  <2>2. CASE v # p
    <3>1. v \in Node /\ d'[v] = d[v] /\ d[v].le \in Epoch /\ Length(d[v].log) \in Nat /\ acked[d[v].le][v] \in Nat
      BY <1>2, <2>2 DEF Numbers
    <3>2. Length(d[v].log) <= acked[d[v].le][v]
      BY DEF SoundInv, DiskAcked
    <3> QED BY <1>5, <3>1, <3>2
  <2> QED BY <2>1, <2>2
<1>8. Reported'
  <2> DEFINE k == Join(agg[p], Own(p, Memory(p)))
  <2>1. \A v \in Voter : Own(p, Memory(p))[v] = IF v = p THEN n ELSE 0
    BY DEF Own, OwnIndex, Memory, n
  <2>2. \A v \in Voter : k[v] = Max(agg[p][v], IF v = p THEN n ELSE 0)
    BY <2>1 DEF Join
  <2>3. k \in [Voter -> Nat]
    <3>1. \A v \in Voter : k[v] \in Nat
      BY <1>2, <2>2 DEF Max
    <3> QED BY <3>1 DEF Join
  <2>4. ASSUME NEW v \in Voter PROVE k[v] <= acked'[le[p]][v]
    <3>1. agg[p][v] \in Nat /\ acked'[le[p]][v] \in Nat /\ agg[p][v] <= acked'[le[p]][v]
      BY <1>1, <1>2, <1>5, <1>6 DEF Collected
    <3> QED BY <1>5, <2>2, <3>1 DEF Max
  <2> HIDE DEF k
  <2>5. acks' = acks \/ acks' = [acks EXCEPT ![p][le[p]] = Join(@, k)]
    BY <1>4 DEF k
  <2>6. Reported
    BY DEF SoundInv
  <2> QED BY <1>5, <2>3, <2>4, <2>5, <2>6, UpKeeps
<1>9. DiskPromised'
  <2> SUFFICES ASSUME NEW v \in Voter, d'[v].le < d'[v].ep
               PROVE  [e |-> d'[v].ep, p |-> v, le |-> d'[v].le, len |-> Length(d'[v].log)] \in promised'
    BY DEF DiskPromised
  <2>1. CASE v = p
    <3>1. d'[p].le = le[p] /\ d'[p].ep = ep[p] /\ d'[p].log = log[p]
      BY <1>2 DEF Memory
    <3>2. le[p] # ep[p]
      BY <1>2, <2>1, <3>1 DEF Epoch
    <3> QED BY <1>3, <2>1, <3>1, <3>2
  <2>2. CASE v # p
    <3>1. v \in Node /\ d'[v] = d[v]
      BY <1>2, <2>2 DEF Numbers
    <3> QED BY <1>3, <3>1 DEF SoundInv, DiskPromised
  <2> QED BY <2>1, <2>2
<1>10. promised \subseteq promised'
  BY <1>3
<1>11. Heard'
  BY <1>1, <1>10 DEF SoundInv, Heard, Said
<1>12. Passed'
  <2> SUFFICES ASSUME NEW r \in Node, NEW e \in Epoch PROVE {[e |-> e, p |-> y.v, le |-> y.le, len |-> y.len] : y \in prms'[r][e]} \subseteq promised'
    BY DEF Passed, Said
  <2>1. \A y \in prms[r][e] : [e |-> e, p |-> y.v, le |-> y.le, len |-> y.len] \in promised'
    BY <1>10 DEF SoundInv, Passed, Said
  <2>2. \A y \in prm[p] : [e |-> ep[p], p |-> y.v, le |-> y.le, len |-> y.len] \in promised'
    BY <1>10 DEF SoundInv, Heard, Said
  <2>3. \A y \in OwnPromise(p, Memory(p)) : [e |-> ep[p], p |-> y.v, le |-> y.le, len |-> y.len] = x
    BY DEF OwnPromise, Memory
  <2>4. \/ prms'[r][e] = prms[r][e]
        \/ e = ep[p] /\ x \in promised' /\ prms'[r][e] = prms[r][e] \cup (prm[p] \cup OwnPromise(p, Memory(p)))
    BY <1>2, <1>4 DEF Numbers
  <2> QED BY <2>1, <2>2, <2>3, <2>4
<1> QED BY <1>6, <1>7, <1>8, <1>9, <1>11, <1>12 DEF SoundInv

LEMMA EnterKeeps ==
  ASSUME SoundInv, Numbers, Numbers', NEW q \in Node, NewEpoch(q) \/ \E p \in Node : OnNew(q, p)
  PROVE  SoundInv'
<1>1. PICK e : Enter(q, e) /\ le' = le
  BY DEF NewEpoch, OnNew
<1>2. acks' = acks /\ prms' = prms /\ acked' = acked /\ promised' = promised /\ d' = d
  BY DEF NewEpoch, OnNew, history
<1>3. \A p \in Node \ {q} : le'[p] = le[p] /\ ep'[p] = ep[p]
  BY <1>1 DEF Enter, Numbers
<1> QED BY <1>1, <1>2, <1>3, AnewKeeps DEF Enter, Kept

LEMMA InstallKeeps ==
  ASSUME SoundInv, Numbers, Numbers', NEW q \in Node, Sync(q) \/ \E p, r \in Node : Adopt(q, p, r)
  PROVE  SoundInv'
<1>1. PICK e, s, b, n : Install(q, e, s, b, n)
  BY DEF Sync, Adopt
<1>2. acks' = acks /\ prms' = prms /\ acked' = acked /\ promised' = promised /\ d' = d
  BY DEF Sync, Adopt, history
<1>3. Enter(q, e) /\ le' = [le EXCEPT ![q] = e]
  BY <1>1 DEF Install
<1>4. \A p \in Node \ {q} : le'[p] = le[p] /\ ep'[p] = ep[p]
  BY <1>3 DEF Enter, Numbers
<1> QED BY <1>2, <1>3, <1>4, AnewKeeps DEF Enter, Kept

LEMMA RestartKeeps ==
  ASSUME SoundInv, Numbers, Numbers', NEW p \in Node, CrashRestart(p)
  PROVE  SoundInv'
<1>1. /\ acks' = acks /\ prms' = prms /\ acked' = acked /\ promised' = promised /\ d' = d
      /\ agg' = [agg EXCEPT ![p] = Zero] /\ prm' = [prm EXCEPT ![p] = {}]
      /\ ep' = [ep EXCEPT ![p] = d[p].ep] /\ le' = [le EXCEPT ![p] = d[p].le]
  BY DEF CrashRestart, history
<1>2. \A r \in Node \ {p} : le'[r] = le[r] /\ ep'[r] = ep[r]
  BY <1>1 DEF Numbers
<1> QED BY <1>1, <1>2, AnewKeeps
-----------------------------------------------------------------------------
THEOREM SoundStays == Numbers /\ Numbers' /\ SoundInv /\ [Next]_vars => SoundInv' /\ (AggSound /\ PrmSound)'
<1> SUFFICES ASSUME Numbers, Numbers', SoundInv, [Next]_vars PROVE SoundInv'
  BY Sound, PTL
<1>1. CASE UNCHANGED vars
  BY <1>1, QuietKeeps DEF vars, memory, network, history
<1>2. ASSUME NEW o \in Origin, Submit(o) PROVE SoundInv'
  BY <1>2, QuietKeeps DEF Submit, memory, network
<1>3. ASSUME NEW p \in Node, Append(p) \/ Commit(p) PROVE SoundInv'
  BY <1>3, QuietKeeps DEF Append, Commit, history
<1>4. ASSUME NEW q \in Node, NEW p \in Node, OnAppend(q, p) \/ OnCommit(q, p) PROVE SoundInv'
  BY <1>4, QuietKeeps DEF OnAppend, OnCommit, history
<1>5. ASSUME NEW p \in Node, Persist(p) \/ NewEpoch(p) \/ Sync(p) \/ CrashRestart(p) PROVE SoundInv'
  BY <1>5, PersistKeeps, EnterKeeps, InstallKeeps, RestartKeeps
<1>6. ASSUME NEW q \in Node, NEW p \in Node, OnReport(q, p) \/ OnNew(q, p) \/ OnProm(q, p) PROVE SoundInv'
  BY <1>6, ReportKeeps, EnterKeeps, PromKeeps
<1>7. ASSUME NEW q \in Node, NEW p \in Node, NEW r \in Node, Adopt(q, p, r) PROVE SoundInv'
  BY <1>7, InstallKeeps
<1> QED BY <1>1, <1>2, <1>3, <1>4, <1>5, <1>6, <1>7 DEF Next, System, Environment
=============================================================================
