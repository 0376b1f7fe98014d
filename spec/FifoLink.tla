------------------------------ MODULE FifoLink ------------------------------
(***************************************************************************)
(* WHAT a link between two ends promises.  There are no messages here, no  *)
(* acknowledgements and no timers: only what the user of end A submits,    *)
(* what the user of end B is handed, and what A is told.  Payloads flow    *)
(* from A to B; a duplex link is two of these that share `inc' and `ses'.  *)
(*                                                                         *)
(* Both ends may crash and restart, and forget everything but a number     *)
(* that grows with every restart: the end's incarnation.  No link can do   *)
(* better with less: without something durable, crashes alone can always   *)
(* make it lose or repeat a message (Fekete, Lynch, Mansour, Spinelli,     *)
(* "The Impossibility of Implementing Reliable Communication in the Face   *)
(* of Crashes", 1993).  So the promise is made per SESSION, which is a     *)
(* pair <<incarnation of A, incarnation of B>>:                            *)
(*                                                                         *)
(*   - nothing is delivered that was not submitted, nothing twice, and     *)
(*     nothing outside its own session;                                    *)
(*   - an "ordered" payload is delivered only when everything submitted    *)
(*     before it in its session has been: a gap-free prefix, in order;     *)
(*   - an "arrival" payload may overtake: once, as soon as it is there;    *)
(*   - there is never a silent gap.  What was submitted and not delivered  *)
(*     is either still pending at A, or A's user has been told that the    *)
(*     session ended and this payload's fate is unknown ("lost").          *)
(*                                                                         *)
(* "Lost" cannot mean "not delivered": B may have delivered the payload    *)
(* and crashed before it said so.  What it does mean is that an end        *)
(* crashed: while both ends live on, nothing is ever lost (LostNeedsCrash).*)
(***************************************************************************)
EXTENDS Naturals, Sequences

CONSTANTS
  Payloads,     \* 1, 2, 3 ...: submissions are numbered as they happen
  Classes,      \* the delivery classes in use
  Incarnations  \* for each end the incarnations that it may live through

End == {"A", "B"}
Other(e) == IF e = "A" THEN "B" ELSE "A"

ASSUME PayloadsCount == Payloads \subseteq Nat \ {0}
ASSUME ClassesKnown == Classes \subseteq {"ordered", "arrival"}
ASSUME FirstIncarnation ==
  \A e \in End : 1 \in Incarnations[e] /\ Incarnations[e] \subseteq Nat \ {0}

VARIABLES
  inc,      \* inc[e]: the incarnation of end e, its one durable number
  ses,      \* ses[e]: the incarnation of the other end that e has met; 0: none
  sent,     \* sent[p]: session and class of submission p, all of history
  got,      \* what B's user was handed, all of history, in order
  pending,  \* what A's user submitted and awaits confirmation of
  lost      \* what A's user was told ended with its session, fate unknown

vars == <<inc, ses, sent, got, pending, lost>>

-----------------------------------------------------------------------------
(* Definitions.                                                            *)

Range(s) == {s[i] : i \in 1..Len(s)}

\* The sessions the two ends are in.  They differ while only one end has
\* heard of a restart; an end that has met nobody has a 0 in its own.
TxSession == <<inc["A"], ses["A"]>>
RxSession == <<ses["B"], inc["B"]>>

Session == (Incarnations["A"] \cup {0}) \X (Incarnations["B"] \cup {0})

TypeOK ==
  /\ inc \in [End -> Nat] /\ \A e \in End : inc[e] \in Incarnations[e]
  /\ ses \in [End -> Nat] /\ \A e \in End : ses[e] \in 0..inc[Other(e)]
  /\ sent \in Seq([ses : Session, class : Classes])
  /\ got \in Seq(Payloads)
  /\ pending \subseteq DOMAIN sent
  /\ lost \subseteq DOMAIN sent

Before(p) == {q \in DOMAIN sent : q < p /\ sent[q].ses = sent[p].ses}

-----------------------------------------------------------------------------
(* The link.                                                               *)

Init ==
  /\ inc = [e \in End |-> 1]
  /\ ses = [e \in End |-> 0]
  /\ sent = <<>> /\ got = <<>>
  /\ pending = {} /\ lost = {}

\* A's user submits the next payload.  The link may refuse at any time (a full
\* window, no session yet): back-pressure is simply this step not happening.
Submit(c) ==
  /\ ses["A"] # 0
  /\ Len(sent) + 1 \in Payloads
  /\ sent' = Append(sent, [ses |-> TxSession, class |-> c])
  /\ pending' = pending \cup {Len(sent) + 1}
  /\ UNCHANGED <<inc, ses, got, lost>>

\* B's user is handed a payload of the session that B is in.
Deliver(p) ==
  /\ p \in DOMAIN sent
  /\ p \notin Range(got)
  /\ sent[p].ses = RxSession
  /\ sent[p].class = "ordered" => Before(p) \subseteq Range(got)
  /\ got' = Append(got, p)
  /\ UNCHANGED <<inc, ses, sent, pending, lost>>

\* A learns that some payloads have been delivered.
Confirm(P) ==
  /\ P # {}
  /\ P \subseteq pending \cap Range(got)
  /\ pending' = pending \ P
  /\ UNCHANGED <<inc, ses, sent, got, lost>>

\* What ends with A's session: nothing when it is B that changes sessions.
EndsWith(e) == IF e = "A" THEN pending ELSE {}

\* An end meets a later incarnation of the other (not always the latest: news
\* travels slowly).  For its user this is the reset upcall; A's user is told
\* what was lost, and no payload of the new session comes before it.
Meet(e, i) ==
  /\ ses[e] < i /\ i <= inc[Other(e)]
  /\ ses' = [ses EXCEPT ![e] = i]
  /\ lost' = lost \cup EndsWith(e)
  /\ pending' = pending \ EndsWith(e)
  /\ UNCHANGED <<inc, sent, got>>

System ==
  \/ \E c \in Classes : Submit(c)
  \/ \E p \in Payloads : Deliver(p)
  \/ \E P \in SUBSET pending : Confirm(P)
  \/ \E e \in End : \E i \in Incarnations[Other(e)] : Meet(e, i)

-----------------------------------------------------------------------------
(* The environment.                                                        *)

\* A crash and the restart that follows it are one step: an end that is down
\* takes no step, and nobody can tell that from an end that is slow.
CrashRestart(e) ==
  /\ inc[e] + 1 \in Incarnations[e]
  /\ inc' = [inc EXCEPT ![e] = @ + 1]
  /\ ses' = [ses EXCEPT ![e] = 0]
  /\ lost' = lost \cup EndsWith(e)
  /\ pending' = pending \ EndsWith(e)
  /\ UNCHANGED <<sent, got>>

Environment == \E e \in End : CrashRestart(e)

Next == System \/ Environment

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What the user may rely on.  The invariants speak of the whole history,  *)
(* across sessions and restarts of both ends.                              *)

NoCreation == Range(got) \subseteq DOMAIN sent

NoDuplication == \A i, j \in 1..Len(got) : got[i] = got[j] => i = j

\* Ordered payloads are handed up in the order of their submission.  Nothing
\* above says so across sessions; it holds because a session is left for good.
FifoOrder ==
  \A i, j \in 1..Len(got) :
    /\ i < j
    /\ sent[got[i]].class = "ordered"
    /\ sent[got[j]].class = "ordered"
    => got[i] < got[j]

\* Behind an ordered payload there is no hole in its session.
GapFree ==
  \A j \in 1..Len(got) :
    sent[got[j]].class = "ordered" =>
      Before(got[j]) \subseteq {got[i] : i \in 1..(j - 1)}

\* Read from left to right: never a silent gap.  Read the other way round:
\* what is neither pending nor lost was confirmed, and it has been delivered.
AckedMeansDelivered == DOMAIN sent \ Range(got) \subseteq pending \cup lost

\* A payload is lost only if an end of its session has crashed since.
LostNeedsCrash == \A p \in lost : sent[p].ses # <<inc["A"], inc["B"]>>

\* With fair ends: whatever is submitted is delivered or reported lost.  Once
\* crashes have ceased, LostNeedsCrash turns this into "is delivered" for the
\* last session.
Validity ==
  \A p \in Payloads :
    p \in DOMAIN sent ~> (p \in Range(got) \/ p \in lost)

\* And A is told: nothing stays pending for ever, so that a full window opens.
Settled == \A p \in Payloads : p \in pending ~> p \notin pending

-----------------------------------------------------------------------------
(* Witnesses: each must be violated, or the model is too small to mean     *)
(* anything.                                                               *)

\* "Lost" really is "of unknown fate": B may have delivered it.
ReachLostYetDelivered == lost \cap Range(got) = {}

\* Both ends restart and payloads still flow in the last session.
ReachLastSession ==
  ~ \E p \in Range(got) :
      sent[p].ses[1] > 1 /\ sent[p].ses[2] > 1

\* A payload delivered on arrival overtakes one that was submitted before it.
ReachOvertaking ==
  ~ \E i, j \in 1..Len(got) : i < j /\ got[i] > got[j]

THEOREM Spec => [](TypeOK /\ NoCreation /\ NoDuplication /\ FifoOrder /\ GapFree
                     /\ AckedMeansDelivered /\ LostNeedsCrash)
=============================================================================
