------------------------------ MODULE ArqLink ------------------------------
(***************************************************************************)
(* HOW two ends keep the promise of FifoLink over a network that loses,    *)
(* duplicates and reorders frames, even across restarts: a sliding window  *)
(* with selective repeat (Postel's TCP, 1981, with the acknowledgement     *)
(* list of RFC 2018), and sessions instead of connections.                 *)
(*                                                                         *)
(*   HI(a)            here is incarnation a; who are you?                  *)
(*   HO(a, b)         here is incarnation b, and I have heard of your a    *)
(*   DATA(a, b, n, class, v)   payload number n of session <<a, b>>        *)
(*   ACK(a, b, n, gaps)        B has everything below n, and those in gaps *)
(*                                                                         *)
(* Payloads flow from A to B, so DATA goes to B and ACK to A; both ends    *)
(* say HI and HO.  A duplex link is this protocol twice, with one `inc'    *)
(* and one `ses' per end: the reverse direction's frames teach an end      *)
(* nothing more than a HO does, and Greet stands for them here.            *)
(*                                                                         *)
(* THE NETWORK is one set of frames.  A frame that is received stays in    *)
(* the set, so it may be received again, after any other one, or never:    *)
(* duplication, reordering, delay (across restarts, too) and loss need no  *)
(* action of their own.  For safety this is the worst possible network:    *)
(* no step asks that a frame be absent, so whatever can happen when frames *)
(* do get lost can happen here.  Liveness is another matter, because a     *)
(* frame that stays for ever need never be sent again; so the environment  *)
(* may also remove a frame, MaxLosses times.                               *)
(*                                                                         *)
(* THE IDEA.  Numbers start from 1 in each session and mean nothing        *)
(* outside it, so a frame must never act on another session than its own.  *)
(* Each frame but HI names both incarnations.  Since an incarnation never  *)
(* comes back (it is durable, and grows before a restarted end says        *)
(* anything), a frame addressed to an earlier life is recognised and       *)
(* dropped, and a frame addressed to THIS life proves two things: that its *)
(* sender lives, or has lived, in the incarnation that it names, and that  *)
(* it has heard of ours.  That proof, and nothing less, opens a session.   *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Payloads, Classes, Incarnations,   \* as in FifoLink
  SendWindow,   \* A keeps at most this many payloads that are not acknowledged
  RecvWindow,   \* B holds at most this many payloads that are not in sequence
  MaxLosses     \* how many frames the environment may remove

ASSUME WindowsOpen == SendWindow \in Nat \ {0} /\ RecvWindow \in Nat \ {0}
ASSUME LossesCount == MaxLosses \in Nat

VARIABLES
  inc,    \* inc[e]: the incarnation of end e.  Durable, and nothing else is.
  ses,    \* ses[e]: the incarnation of the other end that e has met; 0: none
  \* end A, for the session that it is in:
  base,   \* the lowest number not acknowledged
  buf,    \* what is not acknowledged, in order: buf[1] has number base
  seen,   \* numbers in buf that B says it holds; they are not sent again
  \* end B, for the session that it is in:
  exp,    \* the next number in sequence
  held,   \* what has arrived and is not below exp
  owed,   \* DATA has come since the last ACK
  \* the network:
  net,    \* the frames
  losses, \* how many have been removed
  \* history, which no end reads: what FifoLink is about
  sent, got, lost

aVars == <<base, buf, seen>>
bVars == <<exp, held, owed>>
netVars == <<net, losses>>
vars == <<inc, ses, aVars, bVars, netVars, sent, got, lost>>

Pending == {buf[i].v : i \in 1..Len(buf)}

Link == INSTANCE FifoLink WITH pending <- Pending

End == {"A", "B"}
Other(e) == IF e = "A" THEN "B" ELSE "A"

-----------------------------------------------------------------------------
(* Frames.                                                                 *)

Hi(e, a) == [type |-> "HI", from |-> e, a |-> a]
Ho(e, a, b) == [type |-> "HO", from |-> e, a |-> a, b |-> b]
Data(a, b, n, p) ==
  [type |-> "DATA", from |-> "A", a |-> a, b |-> b, n |-> n, class |-> p.class, v |-> p.v]
Ack(a, b, n, gaps) ==
  [type |-> "ACK", from |-> "B", a |-> a, b |-> b, n |-> n, gaps |-> gaps]

\* Who opened the exchange is `a', who answers is `b': so HI and DATA carry
\* their sender's incarnation in `a', and HO and ACK carry it in `b'.
Sender(x) == IF x.type \in {"HI", "DATA"} THEN x.a ELSE x.b
Receiver(x) == IF x.type = "DATA" THEN x.b ELSE x.a

To(e) == {x \in net : x.from = Other(e)}
Numbers == 1..Cardinality(Payloads)
AckNumbers == 1..(Cardinality(Payloads) + 1)

Frame ==
  LET I == Incarnations["A"]
      J == Incarnations["B"]
  IN  {Hi("A", i) : i \in I} \cup {Hi("B", j) : j \in J}
      \cup {Ho("B", i, j) : i \in I, j \in J} \cup {Ho("A", j, i) : i \in I, j \in J}
      \cup [type : {"DATA"}, from : {"A"}, a : I, b : J, n : Numbers, class : Classes, v : Payloads]
      \cup [type : {"ACK"}, from : {"B"}, a : I, b : J, n : AckNumbers,
            gaps : SUBSET Numbers]

TypeOK ==
  /\ inc \in [End -> Nat] /\ \A e \in End : inc[e] \in Incarnations[e]
  /\ ses \in [End -> Nat]
  /\ base \in Nat \ {0}
  /\ buf \in Seq([v : Payloads, class : Classes])
  /\ seen \subseteq Numbers
  /\ exp \in Nat \ {0}
  /\ held \subseteq [n : Numbers, v : Payloads, class : Classes]
  /\ owed \in BOOLEAN
  /\ net \subseteq Frame
  /\ losses \in 0..MaxLosses
  /\ sent \in Seq([ses : Nat \X Nat, class : Classes])
  /\ got \in Seq(Payloads)
  /\ lost \subseteq DOMAIN sent

-----------------------------------------------------------------------------
(* The guards that carry the proof, each under a name of its own and with  *)
(* what goes wrong without it.                                             *)

\* What an end becomes when it restarts.  If it could be again what it was
\* before, frames of its earlier life would be taken for its own.
NextIncarnation(i) == i + 1

\* The frame is for this life of its receiver.  Without it a restarted B takes
\* the old window for its own: it repeats payloads and skips others.
ForThisLife(x, e) == Receiver(x) = inc[e]

\* The frame is from the session that the end is in.  Without it what a former
\* life of the other end sent, or acknowledged, is mixed with what this one does.
FromThisSession(x, e) == Sender(x) = ses[e]

\* A later incarnation.  Without it an end would return to a session it has left.
IsNews(x, e) == Sender(x) > ses[e]

\* What the user is told when a session ends.  Without it there are silent gaps.
ReportedLost == Pending

\* What B starts a session with.  If it kept its old place in the sequence, it
\* would skip or repeat payloads of the new session.
FirstNumber == 1

\* A's window: without it, buf has no bound.
HasRoom == Len(buf) < SendWindow

\* B's window: without it, a sender with a larger one fills B's memory.  What
\* does not fit is dropped, not acknowledged, and sent again later.
Fits(n) == n < exp + RecvWindow

\* Numbers that B holds already.
HeldNumbers == {h.n : h \in held}

\* A number not seen in this session.  Without it payloads are delivered twice.
IsFresh(n) == n >= exp /\ n \notin HeldNumbers

\* May be handed up now.  Without it a gap is skipped.
InSequence(h) == h.n = exp

\* What B acknowledges as delivered.  Anything more and A forgets what B never had.
AckedBelow == exp

\* What A still sends again: all but what B says it holds.  Frames get lost.
Unseen(n) == n \notin seen

\* Any DATA of the session is worth an ACK, a repeated one, too: A would not have
\* sent it again had it received the last ACK.  Without it A's window stays full.
OwesAck(n) == TRUE

\* DATA for an earlier life of B.  It is dropped, but A must learn that B has
\* restarted, and B may have nothing else to say to A.
ForEarlierLife(x) == Receiver(x) < inc["B"]

-----------------------------------------------------------------------------
(* Both ends start at incarnation 1 and have not met.  A life begins with  *)
(* its HI in the network, where it may stay unheard for as long as it      *)
(* likes: an end that says nothing yet looks the same from outside.        *)

Init ==
  /\ inc = [e \in End |-> 1]
  /\ ses = [e \in End |-> 0]
  /\ base = 1 /\ buf = <<>> /\ seen = {}
  /\ exp = 1 /\ held = {} /\ owed = FALSE
  /\ net = {Hi(e, 1) : e \in End} /\ losses = 0
  /\ sent = <<>> /\ got = <<>> /\ lost = {}

Send(x) == net' = net \cup {x} /\ UNCHANGED losses

\* What forgetting means at each end, in a restart and in a new session alike.  An
\* end of a duplex link forgets in both directions.
Forget(e) ==
  IF e = "A"
  THEN /\ base' = 1 /\ buf' = <<>> /\ seen' = {}
       /\ lost' = lost \cup ReportedLost
       /\ UNCHANGED bVars
  ELSE /\ exp' = FirstNumber /\ held' = {} /\ owed' = FALSE
       /\ UNCHANGED <<aVars, lost>>

-----------------------------------------------------------------------------
(* Greeting.                                                               *)

\* An end that has met nobody says HI until it has.  Saying it more often than
\* that is only a waste.
SayHi(e) ==
  /\ Send(Hi(e, inc[e]))
  /\ UNCHANGED <<inc, ses, aVars, bVars, sent, got, lost>>

\* A HI is answered and teaches nothing: it is addressed to no life in particular,
\* so it may be as old as the network's memory.
OnHi(e, a) ==
  /\ Hi(Other(e), a) \in net
  /\ Send(Ho(e, a, inc[e]))
  /\ UNCHANGED <<inc, ses, aVars, bVars, sent, got, lost>>

\* Any frame for this life of e from a life i of the other end that e has not met:
\* a new session.  The user is told before anything of it is delivered.  The
\* frame, if it is DATA, is then handled by OnData.
Meet(e, i) ==
  /\ \E x \in To(e) :
       /\ x.type # "HI" /\ Sender(x) = i
       /\ ForThisLife(x, e)
       /\ IsNews(x, e)
  /\ ses' = [ses EXCEPT ![e] = i]
  /\ Forget(e)
  /\ UNCHANGED <<inc, netVars, sent, got>>

\* An end that has met the other says so: the third step of a handshake that the
\* other end began, and whatever else is sent in the session.
Greet(e) ==
  /\ ses[e] # 0
  /\ Send(Ho(e, ses[e], inc[e]))
  /\ UNCHANGED <<inc, ses, aVars, bVars, sent, got, lost>>

-----------------------------------------------------------------------------
(* End A.                                                                  *)

\* The user submits a payload, which leaves at once.  A full window refuses it.
Submit(c) ==
  /\ ses["A"] # 0
  /\ HasRoom
  /\ Len(sent) + 1 \in Payloads
  /\ LET p == [v |-> Len(sent) + 1, class |-> c]
     IN  /\ buf' = Append(buf, p)
         /\ Send(Data(inc["A"], ses["A"], base + Len(buf), p))
  /\ sent' = Append(sent, [ses |-> <<inc["A"], ses["A"]>>, class |-> c])
  /\ UNCHANGED <<inc, ses, base, seen, bVars, got, lost>>

\* Any payload that is not acknowledged, and that B does not say it holds, may be
\* sent again at any time, the highest included: a lost last message needs no new
\* traffic.  When to do it (a gap report, a timer that backs off) is no concern here.
Retransmit(n) ==
  /\ n \in base..(base + Len(buf) - 1)
  /\ Unseen(n)
  /\ Send(Data(inc["A"], ses["A"], n, buf[n - base + 1]))
  /\ UNCHANGED <<inc, ses, aVars, bVars, sent, got, lost>>

\* Everything below n has been delivered.  What x.gaps names is held by B and need
\* not be sent again, but A keeps it: it is not delivered yet.  Acks overtake each
\* other, so one that says less than is known is stale.
OnAck(n) ==
  /\ n >= base
  /\ \E x \in To("A") :
       /\ x.type = "ACK" /\ x.n = n
       /\ ForThisLife(x, "A") /\ FromThisSession(x, "A")
       /\ seen' = {m \in seen \cup x.gaps : m >= n}
  /\ base' = n
  /\ buf' = SubSeq(buf, n - base + 1, Len(buf))
  /\ UNCHANGED <<inc, ses, bVars, netVars, sent, got, lost>>

-----------------------------------------------------------------------------
(* End B.                                                                  *)

\* DATA of this session.  If it is new and fits it is kept, and handed up at once
\* if it is of the class that does not wait.
OnData(n) ==
  /\ \E x \in To("B") :
       /\ x.type = "DATA" /\ x.n = n
       /\ ForThisLife(x, "B") /\ FromThisSession(x, "B")
       /\ IF IsFresh(n) /\ Fits(n)
          THEN /\ held' = held \cup {[n |-> n, v |-> x.v, class |-> x.class]}
               /\ got' = IF x.class = "arrival" THEN Append(got, x.v) ELSE got
          ELSE UNCHANGED <<held, got>>
  /\ owed' = (owed \/ OwesAck(n))
  /\ UNCHANGED <<inc, ses, aVars, exp, netVars, sent, lost>>

\* The next in sequence is there: an ordered payload is handed up now, one that
\* was delivered on arrival only makes way.
Advance ==
  \E h \in held :
    /\ InSequence(h)
    /\ exp' = h.n + 1
    /\ held' = held \ {h}
    /\ got' = IF h.class = "ordered" THEN Append(got, h.v) ELSE got
    /\ UNCHANGED <<inc, ses, aVars, owed, netVars, sent, lost>>

\* An ACK leaves whenever it likes, on its own or with other traffic: it is a step
\* of its own because it may be late, and then speaks for all that came before.
SendAck ==
  /\ owed
  /\ owed' = FALSE
  /\ Send(Ack(ses["B"], inc["B"], AckedBelow, {n \in HeldNumbers : n > exp}))
  /\ UNCHANGED <<inc, ses, aVars, exp, held, sent, got, lost>>

\* DATA for an earlier life of B is answered with who B is now.
OnOldData(a) ==
  /\ \E x \in To("B") : x.type = "DATA" /\ x.a = a /\ ForEarlierLife(x)
  /\ Send(Ho("B", a, inc["B"]))
  /\ UNCHANGED <<inc, ses, aVars, bVars, sent, got, lost>>

-----------------------------------------------------------------------------
(* The environment.                                                        *)

\* A crash and the restart that follows it, as in FifoLink.  Only inc survives.
CrashRestart(e) ==
  /\ NextIncarnation(inc[e]) \in Incarnations[e]
  /\ inc' = [inc EXCEPT ![e] = NextIncarnation(@)]
  /\ ses' = [ses EXCEPT ![e] = 0]
  /\ Forget(e)
  /\ Send(Hi(e, inc'[e]))
  /\ UNCHANGED <<sent, got>>

Lose ==
  /\ losses < MaxLosses
  /\ losses' = losses + 1
  /\ \E x \in net : net' = net \ {x}
  /\ UNCHANGED <<inc, ses, aVars, bVars, sent, got, lost>>

-----------------------------------------------------------------------------

System ==
  \/ \E e \in End : SayHi(e)
  \/ \E e \in End : \E a \in Incarnations[Other(e)] : OnHi(e, a)
  \/ \E e \in End : \E i \in Incarnations[Other(e)] : Meet(e, i)
  \/ \E e \in End : Greet(e)
  \/ \E c \in Classes : Submit(c)
  \/ \E n \in Numbers : Retransmit(n)
  \/ \E n \in AckNumbers : OnAck(n)
  \/ \E n \in Numbers : OnData(n)
  \/ Advance
  \/ SendAck
  \/ \E a \in Incarnations["A"] : OnOldData(a)

Environment ==
  \/ \E e \in End : CrashRestart(e)
  \/ Lose

Next == System \/ Environment

Spec == Init /\ [][Next]_vars

\* Each end does what it can, but nobody greets without need: A only until it has
\* met B, and B, which may have nothing to say, not at all.  So A must find out by
\* itself that B has restarted.
\* Frames stay until they are received or lost, and the environment loses finitely
\* many, so weak fairness of each receipt is what a fair lossy network gives.
Fairness ==
  /\ WF_vars(ses["A"] = 0 /\ SayHi("A"))
  /\ \A a \in Incarnations["A"] : WF_vars(OnHi("B", a))
  /\ \A e \in End : WF_vars(\E i \in Incarnations[Other(e)] : Meet(e, i))
  /\ \A n \in Numbers : WF_vars(Retransmit(n))
  /\ \A n \in Numbers : WF_vars(OnData(n))
  /\ WF_vars(\E n \in AckNumbers : OnAck(n))
  /\ \A a \in Incarnations["A"] : WF_vars(OnOldData(a))
  /\ WF_vars(Advance)
  /\ WF_vars(SendAck)

FairSpec == Spec /\ Fairness

-----------------------------------------------------------------------------
(* What FifoLink promises, under its own names.                            *)

NoCreation == Link!NoCreation
NoDuplication == Link!NoDuplication
FifoOrder == Link!FifoOrder
GapFree == Link!GapFree
AckedMeansDelivered == Link!AckedMeansDelivered
LostNeedsCrash == Link!LostNeedsCrash
Validity == Link!Validity
Settled == Link!Settled

(* Why it does: the invariants that hold the argument together.            *)

\* The payloads of a session, in order of submission; Rank n is number n.
OfSession(s) == {p \in DOMAIN sent : sent[p].ses = s}
HasRank(p, n) == Cardinality({q \in OfSession(sent[p].ses) : q <= p}) = n

\* Nobody has met the future, and no frame comes from it.
NoFuture ==
  /\ \A e \in End : ses[e] <= inc[Other(e)]
  /\ \A x \in net : Sender(x) <= inc[x.from]
  /\ \A x \in net : x.type # "HI" => Receiver(x) <= inc[Other(x.from)]

\* A number means one payload: within a session DATA is never ambiguous.
DataIsSent ==
  \A x \in net : x.type = "DATA" =>
    /\ x.v \in OfSession(<<x.a, x.b>>)
    /\ HasRank(x.v, x.n)
    /\ sent[x.v].class = x.class

\* A's buffer is the tail of its session.
BufIsTail ==
  LET mine == OfSession(<<inc["A"], ses["A"]>>)
  IN  /\ Cardinality(mine) = base + Len(buf) - 1
      /\ \A i \in 1..Len(buf) : buf[i].v \in mine /\ HasRank(buf[i].v, base + i - 1)

\* B's place in the sequence says exactly what it has delivered: everything below
\* exp, and of what it holds the payloads that do not wait.
DeliveredBelowExp ==
  \A p \in OfSession(<<ses["B"], inc["B"]>>) :
    p \in Link!Range(got) <=>
      \/ \E n \in 1..(exp - 1) : HasRank(p, n)
      \/ \E h \in held : h.v = p /\ h.class = "arrival"

\* What an ACK says was true when it left and stays true: what it names was sent,
\* and what is below its number has been delivered.
AckIsTrue ==
  \A x \in net : x.type = "ACK" =>
    LET session == OfSession(<<x.a, x.b>>)
    IN  /\ \A n \in {x.n - 1} \cup x.gaps : n <= Cardinality(session)
        /\ \A p \in session :
             (\E n \in 1..(x.n - 1) : HasRank(p, n)) => p \in Link!Range(got)

\* B never goes back on what it said it holds: while both ends are in one session,
\* what A does not send again is with B.
SeenIsHeld ==
  ses = [A |-> inc["B"], B |-> inc["A"]] =>
    \A n \in seen : n < exp \/ n \in HeldNumbers

\* Both buffers are bounded, and no number is held twice.
WindowBound ==
  /\ Len(buf) <= SendWindow
  /\ \A h \in held : h.n \in exp..(exp + RecvWindow - 1)
  /\ Cardinality(held) = Cardinality(HeldNumbers)

\* A has a reason to talk to B: it does not know B yet, or waits for B's word.
Curious == ses["A"] = 0 \/ buf # <<>>

\* If A wants to talk and B stays up, A meets this life of B.
Learned ==
  \A i \in Incarnations["B"] :
    (inc["B"] = i /\ Curious) ~> (ses["A"] = i \/ inc["B"] # i \/ ~ Curious)

-----------------------------------------------------------------------------
(* Witnesses: each must be violated.                                       *)

ReachWindowFull == HasRoom
ReachOutOfOrderHeld == \A h \in held : h.class = "ordered" => h.n = exp
ReachOvertaking == Link!ReachOvertaking
ReachResetWithLoss == ses["A"] > 1 => lost = {}
ReachLostYetDelivered == Link!ReachLostYetDelivered
ReachLastSession == Link!ReachLastSession
ReachBeyondWindow ==
  \A x \in net :
    x.type = "DATA" /\ ForThisLife(x, "B") /\ FromThisSession(x, "B") => Fits(x.n)

\* A payload whose DATA was lost before B ever saw it: only Retransmit helps now.
ReachRetransmission ==
  \A i \in 1..Len(buf) :
    \/ Data(inc["A"], ses["A"], base + i - 1, buf[i]) \in net
    \/ base + i - 1 \in HeldNumbers
    \/ buf[i].v \in Link!Range(got)

-----------------------------------------------------------------------------
(* Refinement.                                                             *)

Refinement == Link!Spec

THEOREM Spec => Refinement

THEOREM Spec => [](TypeOK /\ NoFuture /\ DataIsSent /\ BufIsTail /\ DeliveredBelowExp
                     /\ AckIsTrue /\ SeenIsHeld /\ WindowBound)

THEOREM FairSpec => Validity /\ Settled /\ Learned
=============================================================================
