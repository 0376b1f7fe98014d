----------------------------- MODULE ArqLinkInd -----------------------------
(***************************************************************************)
(* The inductive invariant of ArqLink: what its own invariants need beside *)
(* them so that every step from ANY state that satisfies them all,         *)
(* reachable or not, keeps them, and is a step of FifoLink.                *)
(*                                                                         *)
(* In words: sessions lie in the past (SentInPast, GotInPast); what B      *)
(* holds was sent with that number (HeldIsSent); an ACK of the session     *)
(* that B is in tells no more than B has (AckIsOfNow), and none is of a    *)
(* session that B is yet to enter (AckInPast); what A no longer buffers    *)
(* was delivered, or lost with its session.                                *)
(*                                                                         *)
(* Every conjunct that speaks of frames speaks of one at a time, and no    *)
(* step reads two: so a network of at most one frame shows all that can go *)
(* wrong in one step.                                                      *)
(***************************************************************************)
EXTENDS ArqLink, TLC

\* Nothing was submitted in a session that is not A's past or present, or before A had met anybody.
SentInPast == \A p \in DOMAIN sent :
  LET s == sent[p].ses IN
  /\ 1 <= s[1] /\ s[1] <= inc["A"]
  /\ 1 <= s[2] /\ s[2] <= inc["B"]
  /\ s[1] = inc["A"] => s[2] <= ses["A"]

\* Nothing was delivered from a session that is not B's past or present.
GotInPast == \A i \in DOMAIN got :
  /\ got[i] \in DOMAIN sent
  /\ LET s == sent[got[i]].ses IN s[2] < inc["B"] \/ (s[2] = inc["B"] /\ s[1] <= ses["B"])

GotOnce == \A i, j \in DOMAIN got : i # j => got[i] # got[j]

HeldIsSent == \A h \in held :
  /\ h.v \in OfSession(<<ses["B"], inc["B"]>>)
  /\ HasRank(h.v, h.n)
  /\ sent[h.v].class = h.class

\* B has not gone beyond what was sent.
ExpIsSent == exp <= Cardinality(OfSession(<<ses["B"], inc["B"]>>)) + 1

AckInPast == \A x \in net : x.type = "ACK" => (x.b = inc["B"] => x.a <= ses["B"])

AckIsOfNow == \A x \in net : (x.type = "ACK" /\ x.a = ses["B"] /\ x.b = inc["B"]) =>
  /\ x.n <= exp
  /\ \A n \in x.gaps : n < exp \/ n \in HeldNumbers

\* What A has put aside, and what it has heard of B's holdings.
Acknowledged ==
  LET mine == OfSession(<<inc["A"], ses["A"]>>) IN
  /\ \A p \in mine : (\E n \in 1..(base - 1) : HasRank(p, n)) => p \in Link!Range(got)
  /\ \A n \in seen : n \in base..(base + Len(buf) - 1)
  /\ (ses["A"] = inc["B"] /\ ses["B"] < inc["A"]) => seen = {} /\ base = 1
  /\ ses = [A |-> inc["B"], B |-> inc["A"]] => base <= exp

\* Whoever has met nobody has nothing.
Unmet == /\ ses["A"] = 0 => buf = <<>> /\ base = 1 /\ seen = {}
         /\ ses["B"] = 0 => held = {} /\ exp = 1 /\ ~owed

IndInv ==
  /\ TypeOK /\ NoFuture /\ DataIsSent /\ BufIsTail /\ DeliveredBelowExp /\ AckIsTrue /\ SeenIsHeld /\ WindowBound
  /\ SentInPast /\ GotInPast /\ GotOnce /\ HeldIsSent /\ ExpIsSent /\ AckInPast /\ AckIsOfNow /\ Acknowledged /\ Unmet

StepRefines == [][Link!Next]_(Link!vars)
-----------------------------------------------------------------------------
Upto(n, S) == UNION {[1..k -> S] : k \in 0..n}
Size == Cardinality(Payloads)
Sessions == Incarnations["A"] \X Incarnations["B"]

IndInit ==
  /\ inc \in {i \in [End -> 1..3] : \A e \in End : i[e] \in Incarnations[e]}
  /\ ses \in {s \in [End -> 0..3] : \A e \in End : s[e] <= inc[Other(e)]}
  /\ sent \in Upto(Size, [ses : Sessions, class : Classes]) /\ SentInPast
  /\ got \in Upto(Len(sent), 1..Len(sent)) /\ GotInPast /\ GotOnce
  /\ base \in 1..(Size + 1)
  /\ buf \in Upto(SendWindow, [v : 1..Len(sent), class : Classes]) /\ BufIsTail
  /\ \A i \in DOMAIN buf : buf[i].class = sent[buf[i].v].class
  /\ exp \in 1..(Size + 1) /\ ExpIsSent
  /\ held \in SUBSET [n : Numbers, v : 1..Len(sent), class : Classes]
  /\ HeldIsSent /\ WindowBound /\ DeliveredBelowExp
  /\ seen \in SUBSET Numbers /\ SeenIsHeld /\ Acknowledged
  /\ owed \in BOOLEAN /\ Unmet
  /\ lost \in {{}, DOMAIN sent \ Pending}
  /\ losses = 0
  /\ net \in {{}} \cup {{x} : x \in Frame} /\ NoFuture /\ DataIsSent /\ AckIsTrue /\ AckInPast /\ AckIsOfNow

IndSpec == IndInit /\ [][Next]_vars

\* One step from each of them, and no more.
OneStep == TLCGet("level") < 1
=============================================================================
