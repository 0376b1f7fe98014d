------------------------------ MODULE TreeCast ------------------------------
(***************************************************************************)
(* HOW causal multicast is carried by streams between neighbours, on any   *)
(* overlay, with no vector on any message: "sync, then stream".            *)
(*                                                                         *)
(* Every node keeps its deliveries in a log, in the order in which it made *)
(* them.  An edge e = <<p, q>> is one direction of a neighbourhood: q      *)
(* subscribes to p with its version vector (SUB).  If p can, it opens a    *)
(* stream: first the part of its log that the vector lacks, in log order,  *)
(* then every later entry as p appends it.  The link below delivers the    *)
(* frames of one session in order and without holes; when a session ends,  *)
(* what is in flight is lost and both ends forget the stream.              *)
(*                                                                         *)
(* Why this is causal on every overlay, while edges come and go, around    *)
(* cycles, after a partition heals: a log is causally ordered, and a       *)
(* stream is a log with only such messages left out as the subscriber had  *)
(* when it asked, or sent itself.  So whatever a message depends on is at  *)
(* the subscriber or ahead of the message on the same edge.  This is       *)
(* EdgeClosed, the key invariant; it speaks of one edge at a time, and     *)
(* that is why the shape of the overlay cannot matter.  The vector is sent *)
(* once per stream and not once per message: metadata is O(1).             *)
(*                                                                         *)
(* Logs do not grow for ever.  A node drops the oldest entries and keeps   *)
(* the vector of what it dropped (base).  It can open a stream only to a   *)
(* subscriber who has all of that; to others it answers NEED_SNAPSHOT.     *)
(* The subscriber then asks for a snapshot (ASK): the application's state  *)
(* and the vector of the deliveries behind it.  In this abstraction the    *)
(* state is the sequence of deliveries itself, so a snapshot delivers the  *)
(* missing prefix in the order of the sender's log.  A snapshot replaces   *)
(* the state, so it must contain all that the subscriber was given: the    *)
(* publisher waits until it has caught up with the subscriber (through the *)
(* stream in the other direction), and the subscriber checks again when    *)
(* the snapshot arrives.  Afterwards its log is empty, and its own streams *)
(* end, because it cannot forward the messages that it never saw.          *)
(*                                                                         *)
(* Two nodes who have each truncated what the other lacks cannot help each *)
(* other (ReachStranded); retention has to outlast a partition, or         *)
(* truncation has to wait until everybody has the message.                 *)
(*                                                                         *)
(* DIGEST frames (a vector sent to a backup neighbour) are a hint when to  *)
(* subscribe.  Here Subscribe is possible whenever there is no             *)
(* subscription, so a digest could add nothing and is not modelled.        *)
(*                                                                         *)
(* Simplifications.  (1) An entry that the publisher's cursor has not yet  *)
(* put on the link and one in flight are the same here: both are in down;  *)
(* so truncation need not look at cursors.  (2) The two directions of a    *)
(* stream, and the streams of an edge, have channels of their own; one     *)
(* link orders them more strictly.  (3) The ends of a link learn of its    *)
(* new session in one step; the link guarantees that no frame crosses from *)
(* one session into the next.  (4) An ACCEPT frame carries nothing that    *)
(* the first message with the same number does not, and BUSY is a CLOSE    *)
(* that comes early; so neither is modelled.  (5) A message that does not  *)
(* follow its predecessor is taken all the same: that it never arrives is  *)
(* what EdgeClosed shows.  An implementation drops the stream.             *)
(***************************************************************************)
EXTENDS Vectors

CONSTANTS Node, Quota,   \* as in CausalCast
          Edge,          \* the directed edges that the overlay may have
          Open,          \* those whose stream is open at the start: a shortcut into the middle of a run
          MaxFault,      \* how many environment actions a behaviour may have
          MaxCut,        \* how many entries may be truncated in a behaviour
          MaxSid         \* how often one subscriber may subscribe

ASSUME TreeCastAssumption ==
       /\ Quota \in [Node -> Nat]
       /\ Edge \subseteq Node \X Node
       /\ \A e \in Edge : e[1] # e[2]
       /\ Open \subseteq Edge

VARIABLES dlv,           \* dlv[p]: what p's application has been given, in order (its state, and history)
          past,          \* past[m]: what m's origin had delivered when it sent m (history, only for the properties)
          log,           \* log[p]: the retained suffix of p's deliveries (durable)
          base,          \* base[p]: the vector of what p has truncated (durable)
          vec,           \* vec[p]: the vector of what p has delivered (durable)
          sub,           \* sub[e]: the subscriber's end, its latest number and whether it is subscribed
          pub,           \* pub[e]: the publisher's end, the number it serves or owes a snapshot to, and for which vector
          up, down,      \* up[e], down[e]: the frames on their way to the publisher and to the subscriber
          faults, cuts   \* how many environment actions and truncations there were

vars == <<dlv, past, log, base, vec, sub, pub, up, down, faults, cuts>>

AllMsgs == UNION {{<<p, i>> : i \in 1..Quota[p]} : p \in Node}
Vector == [Node -> Nat]
Sid == 0..MaxSid
UpFrame   == [type : {"Sub", "Ask"}, sid : Sid, vec : Vector]
      \cup   [type : {"Unsub"}, sid : Sid]
DownFrame == [type : {"Msg"}, sid : Sid, m : AllMsgs]
      \cup   [type : {"NeedSnapshot", "Close"}, sid : Sid]
      \cup   [type : {"Snapshot"}, sid : Sid, state : Seq(AllMsgs)]

TypeOK ==
  /\ dlv \in [Node -> Seq(AllMsgs)]
  /\ DOMAIN past \subseteq AllMsgs
  /\ log \in [Node -> Seq(AllMsgs)]
  /\ base \in [Node -> Vector]
  /\ vec \in [Node -> Vector]
  /\ sub \in [Edge -> [sid : Sid, on : BOOLEAN]]
  /\ pub \in [Edge -> [sid : Sid, st : {"off", "on", "owes"}, vec : Vector]]
  /\ \A e \in Edge : Range(up[e]) \subseteq UpFrame /\ Range(down[e]) \subseteq DownFrame
  /\ faults \in 0..MaxFault
  /\ cuts \in 0..MaxCut
-----------------------------------------------------------------------------
Zero == [o \in Node |-> 0]

\* What the application has been given, once it was given s, or the state s, of which it has v; and the vector of that.
Deliver(h, s) == h \o s
Replace(h, s, v) == h \o Beyond(s, v)
StateVec(s) == VecOf(s, Node)

\* What is remembered, for the properties alone, when p sends m.
Remember(p, m) == [x \in DOMAIN past \cup {m} |-> IF x = m THEN Range(dlv[p]) ELSE past[x]]

\* A frame as it leaves on e, and the first of those in flight to either end.  (A trace binds both closer: there a frame
\* belongs to the session of the link in which it was sent.)
On(e, f) == f
HasDown(e) == down[e] # <<>>
FirstDown(e) == Head(down[e])
RestDown(e) == Tail(down[e])
HasUp(e) == up[e] # <<>>
FirstUp(e) == Head(up[e])
RestUp(e) == Tail(up[e])

MsgsOn(e, sid, s) == [i \in 1..Len(s) |-> On(e, [type |-> "Msg", sid |-> sid, m |-> s[i]])]

\* A stream may be opened to a subscriber who has all that was truncated.  Without this guard the truncated
\* messages are skipped in silence and what depends on them arrives.
CanServe(p, v) == Leq(base[p], v)

\* The sync: what the log has and the subscriber lacks, in log order.  Without it a new parent streams effects
\* whose causes the child has never seen.
Backlog(p, v) == Beyond(log[p], v)

\* What is in the log already is dropped when it arrives again, as it does whenever there are two paths.
IsDuplicate(q, m) == Has(vec[q], m)

\* A frame of a stream that the subscriber has left is dropped: between the two it may have missed some.
IsCurrent(e, f) == sub[e].on /\ f.sid = sub[e].sid

\* A snapshot replaces the application's state, so it must contain everything that the application was given.
CanInstall(q, s) == Leq(vec[q], StateVec(s))

\* The streams that must end when q installs a snapshot: all that it serves, because what the snapshot stands
\* for cannot be put on them.
Severed(q) == {e \in Edge : e[1] = q /\ pub[e].st = "on"}

\* What survives a crash: p appends before it forwards, so everything that anybody can have got from p.
\* Were it the other way round, p could use a number again that it has forgotten.
Survives(p) == log[p]

\* And what p's application has then.
Found(p) == SubSeq(dlv[p], 1, Len(dlv[p]) - Len(log[p]) + Len(Survives(p)))

\* The streams on which p forwards what it received from o: all that it serves, but not back to o, who has it.
Targets(p, o) == {e \in Edge : e[1] = p /\ pub[e].st = "on" /\ e[2] # o}

Forward(d, p, m, o) ==
  [e \in Edge |-> IF e \in Targets(p, o) THEN d[e] \o MsgsOn(e, pub[e].sid, <<m>>) ELSE d[e]]

UpHead(e, type)   == HasUp(e) /\ FirstUp(e).type = type
DownHead(e, type) == HasDown(e) /\ FirstDown(e).type = type

PubOff(sid) == [sid |-> sid, st |-> "off", vec |-> Zero]
PubOn(sid)  == [sid |-> sid, st |-> "on", vec |-> Zero]
-----------------------------------------------------------------------------
Init ==
  /\ dlv = [p \in Node |-> <<>>]
  /\ past = [m \in {} |-> {}]
  /\ log = [p \in Node |-> <<>>]
  /\ base = [p \in Node |-> Zero]
  /\ vec = [p \in Node |-> Zero]
  /\ sub = [e \in Edge |-> [sid |-> IF e \in Open THEN 1 ELSE 0, on |-> e \in Open]]
  /\ pub = [e \in Edge |-> IF e \in Open THEN PubOn(1) ELSE PubOff(0)]
  /\ up = [e \in Edge |-> <<>>]
  /\ down = [e \in Edge |-> <<>>]
  /\ faults = 0
  /\ cuts = 0

(***************************************************************************)
(* System actions: multicast and the life of a stream.                     *)
(***************************************************************************)

Multicast(p) ==
  /\ vec[p][p] < Quota[p]
  /\ LET m == <<p, vec[p][p] + 1>> IN
     /\ past' = Remember(p, m)
     /\ dlv' = [dlv EXCEPT ![p] = Deliver(@, <<m>>)]
     /\ log' = [log EXCEPT ![p] = Append(@, m)]
     /\ vec' = [vec EXCEPT ![p][p] = @ + 1]
     /\ down' = Forward(down, p, m, p)
  /\ UNCHANGED <<base, sub, pub, up, faults, cuts>>

\* The subscriber asks for a stream, with a new number and its vector.
Subscribe(e) ==
  /\ ~sub[e].on /\ sub[e].sid < MaxSid
  /\ sub' = [sub EXCEPT ![e] = [sid |-> @.sid + 1, on |-> TRUE]]
  /\ up' = [up EXCEPT ![e] = Append(@, On(e, [type |-> "Sub", sid |-> sub[e].sid + 1, vec |-> vec[e[2]]]))]
  /\ UNCHANGED <<dlv, past, log, base, vec, pub, down, faults, cuts>>

\* The publisher opens the stream: the backlog first.
Accept(e) ==
  /\ UpHead(e, "Sub")
  /\ LET f == FirstUp(e) IN
     /\ CanServe(e[1], f.vec)
     /\ pub' = [pub EXCEPT ![e] = PubOn(f.sid)]
     /\ down' = [down EXCEPT ![e] = @ \o MsgsOn(e, f.sid, Backlog(e[1], f.vec))]
  /\ up' = [up EXCEPT ![e] = RestUp(e)]
  /\ UNCHANGED <<dlv, past, log, base, vec, sub, faults, cuts>>

\* The publisher cannot: part of what the subscriber lacks is gone.
Refuse(e) ==
  /\ UpHead(e, "Sub")
  /\ LET f == FirstUp(e) IN
     /\ ~CanServe(e[1], f.vec)
     /\ pub' = [pub EXCEPT ![e] = PubOff(f.sid)]
     /\ down' = [down EXCEPT ![e] = Append(@, On(e, [type |-> "NeedSnapshot", sid |-> f.sid]))]
  /\ up' = [up EXCEPT ![e] = RestUp(e)]
  /\ UNCHANGED <<dlv, past, log, base, vec, sub, faults, cuts>>

\* The subscriber asks for a snapshot instead.
AskSnapshot(e) ==
  /\ DownHead(e, "NeedSnapshot") /\ IsCurrent(e, FirstDown(e))
  /\ up' = [up EXCEPT ![e] = Append(@, On(e, [type |-> "Ask", sid |-> sub[e].sid, vec |-> vec[e[2]]]))]
  /\ down' = [down EXCEPT ![e] = RestDown(e)]
  /\ UNCHANGED <<dlv, past, log, base, vec, sub, pub, faults, cuts>>

\* The publisher notes the request; it may have to catch up first.
OnAsk(e) ==
  /\ UpHead(e, "Ask")
  /\ pub' = [pub EXCEPT ![e] = [sid |-> FirstUp(e).sid, st |-> "owes", vec |-> FirstUp(e).vec]]
  /\ up' = [up EXCEPT ![e] = RestUp(e)]
  /\ UNCHANGED <<dlv, past, log, base, vec, sub, down, faults, cuts>>

\* It has caught up: it sends its state, and the stream goes on from there.
TakeSnapshot(e) ==
  /\ pub[e].st = "owes" /\ Leq(pub[e].vec, vec[e[1]])
  /\ down' = [down EXCEPT ![e] = Append(@, On(e, [type |-> "Snapshot", sid |-> pub[e].sid, state |-> dlv[e[1]]]))]
  /\ pub' = [pub EXCEPT ![e] = PubOn(@.sid)]
  /\ UNCHANGED <<dlv, past, log, base, vec, sub, up, faults, cuts>>

\* The subscriber installs it.  Its own streams end; their subscribers are told.
Install(e) ==
  /\ DownHead(e, "Snapshot") /\ IsCurrent(e, FirstDown(e))
  /\ LET q == e[2]
         s == FirstDown(e).state
         rest == [down EXCEPT ![e] = RestDown(e)]
     IN /\ CanInstall(q, s)
        /\ dlv' = [dlv EXCEPT ![q] = Replace(@, s, vec[q])]
        /\ vec' = [vec EXCEPT ![q] = StateVec(s)]
        /\ base' = [base EXCEPT ![q] = StateVec(s)]
        /\ log' = [log EXCEPT ![q] = <<>>]
        /\ pub' = [x \in Edge |-> IF x \in Severed(q) THEN PubOff(pub[x].sid) ELSE pub[x]]
        /\ down' = [x \in Edge |-> IF x \in Severed(q)
                                   THEN Append(rest[x], On(x, [type |-> "Close", sid |-> pub[x].sid]))
                                   ELSE rest[x]]
  /\ UNCHANGED <<past, sub, up, faults, cuts>>

\* The subscriber has been given something that the snapshot lacks: it leaves the stream and will ask again.
Decline(e) ==
  /\ DownHead(e, "Snapshot") /\ IsCurrent(e, FirstDown(e))
  /\ ~CanInstall(e[2], FirstDown(e).state)
  /\ sub' = [sub EXCEPT ![e].on = FALSE]
  /\ up' = [up EXCEPT ![e] = Append(@, On(e, [type |-> "Unsub", sid |-> sub[e].sid]))]
  /\ down' = [down EXCEPT ![e] = RestDown(e)]
  /\ UNCHANGED <<dlv, past, log, base, vec, pub, faults, cuts>>

\* A message arrives: it is dropped as a duplicate, or appended, delivered and forwarded, in this order and at once.
Receive(e) ==
  /\ DownHead(e, "Msg") /\ IsCurrent(e, FirstDown(e))
  /\ LET q == e[2]
         m == FirstDown(e).m
         rest == [down EXCEPT ![e] = RestDown(e)]
     IN IF IsDuplicate(q, m)
        THEN down' = rest /\ UNCHANGED <<dlv, log, vec>>
        ELSE /\ log' = [log EXCEPT ![q] = Append(@, m)]
             /\ vec' = [vec EXCEPT ![q][m[1]] = m[2]]
             /\ dlv' = [dlv EXCEPT ![q] = Deliver(@, <<m>>)]
             /\ down' = Forward(rest, q, m, e[1])
  /\ UNCHANGED <<past, base, sub, pub, up, faults, cuts>>

\* The subscriber hears that its stream has ended; it will ask again.
OnClose(e) ==
  /\ DownHead(e, "Close") /\ IsCurrent(e, FirstDown(e))
  /\ sub' = [sub EXCEPT ![e].on = FALSE]
  /\ down' = [down EXCEPT ![e] = RestDown(e)]
  /\ UNCHANGED <<dlv, past, log, base, vec, pub, up, faults, cuts>>

\* The publisher hears that the subscriber has left.
OnUnsub(e) ==
  /\ UpHead(e, "Unsub")
  /\ pub' = [pub EXCEPT ![e] = PubOff(@.sid)]
  /\ up' = [up EXCEPT ![e] = RestUp(e)]
  /\ UNCHANGED <<dlv, past, log, base, vec, sub, down, faults, cuts>>

\* A frame of an old stream is dropped.
DropStale(e) ==
  /\ HasDown(e) /\ ~IsCurrent(e, FirstDown(e))
  /\ down' = [down EXCEPT ![e] = RestDown(e)]
  /\ UNCHANGED <<dlv, past, log, base, vec, sub, pub, up, faults, cuts>>

\* The oldest entry is dropped from a log.
Truncate(p) ==
  /\ log[p] # <<>> /\ cuts < MaxCut
  /\ cuts' = cuts + 1
  /\ base' = [base EXCEPT ![p][Head(log[p])[1]] = Head(log[p])[2]]
  /\ log' = [log EXCEPT ![p] = Tail(@)]
  /\ UNCHANGED <<dlv, past, vec, sub, pub, up, down, faults>>

(***************************************************************************)
(* The environment: the overlay's decisions, resets of links, restarts.    *)
(***************************************************************************)

Fault ==
  /\ faults < MaxFault
  /\ faults' = faults + 1
  /\ UNCHANGED cuts

\* The overlay drops the edge at the subscriber's end (or a borrowed backup edge has done its work).
Unsubscribe(e) ==
  /\ Fault
  /\ sub[e].on
  /\ sub' = [sub EXCEPT ![e].on = FALSE]
  /\ up' = [up EXCEPT ![e] = Append(@, On(e, [type |-> "Unsub", sid |-> sub[e].sid]))]
  /\ UNCHANGED <<dlv, past, log, base, vec, pub, down>>

\* The overlay drops the edge at the publisher's end, or the stream lags behind what the log can keep.
Close(e) ==
  /\ Fault
  /\ pub[e].st # "off"
  /\ pub' = [pub EXCEPT ![e] = PubOff(@.sid)]
  /\ down' = [down EXCEPT ![e] = Append(@, On(e, [type |-> "Close", sid |-> pub[e].sid]))]
  /\ UNCHANGED <<dlv, past, log, base, vec, sub, up>>

\* All streams between p and its neighbours Q end, with all that is in flight; numbers start anew.
Reset(p, Q) ==
  LET Hit == {e \in Edge : (e[1] = p /\ e[2] \in Q) \/ (e[2] = p /\ e[1] \in Q)} IN
  /\ sub' = [e \in Edge |-> IF e \in Hit THEN [sid |-> 0, on |-> FALSE] ELSE sub[e]]
  /\ pub' = [e \in Edge |-> IF e \in Hit THEN PubOff(0) ELSE pub[e]]
  /\ up' = [e \in Edge |-> IF e \in Hit THEN <<>> ELSE up[e]]
  /\ down' = [e \in Edge |-> IF e \in Hit THEN <<>> ELSE down[e]]

\* The link below begins a new session.
LinkReset(p, q) ==
  /\ Fault
  /\ <<p, q>> \in Edge
  /\ Reset(p, {q})
  /\ UNCHANGED <<dlv, past, log, base, vec>>

\* p crashes and comes back with what is durable; no stream of p survives it.
Restart(p) ==
  /\ Fault
  /\ log' = [log EXCEPT ![p] = Survives(p)]
  /\ dlv' = [dlv EXCEPT ![p] = Found(p)]
  /\ vec' = [vec EXCEPT ![p] = StateVec(dlv'[p])]
  /\ Reset(p, Node)
  /\ UNCHANGED <<past, base>>

System ==
  \/ \E p \in Node : Multicast(p) \/ Truncate(p)
  \/ \E e \in Edge :
       \/ Subscribe(e) \/ Accept(e) \/ Refuse(e) \/ OnUnsub(e)
       \/ Receive(e) \/ OnClose(e) \/ DropStale(e)
       \/ AskSnapshot(e) \/ OnAsk(e) \/ TakeSnapshot(e) \/ Install(e) \/ Decline(e)

Environment ==
  \/ \E e \in Edge : Unsubscribe(e) \/ Close(e)
  \/ \E p, q \in Node : LinkReset(p, q)
  \/ \E p \in Node : Restart(p)

Next == System \/ Environment

Spec == Init /\ [][Next]_vars

\* Subscribers ask and frames are dealt with.  Nobody has to multicast or to truncate.
Fairness ==
  \A e \in Edge :
    /\ WF_vars(Subscribe(e))
    /\ WF_vars(Accept(e) \/ Refuse(e) \/ OnAsk(e) \/ OnUnsub(e))
    /\ WF_vars(TakeSnapshot(e))
    /\ WF_vars(Receive(e) \/ OnClose(e) \/ AskSnapshot(e) \/ Install(e) \/ Decline(e) \/ DropStale(e))

FairSpec == Spec /\ Fairness
-----------------------------------------------------------------------------
\* What the subscriber of e will have been given when the first i - 1 frames of its stream have arrived.
Given(e, i) == Range(dlv[e[2]]) \cup
  UNION {LET f == down[e][j] IN
         IF f.sid # sub[e].sid THEN {}
         ELSE CASE f.type = "Msg" -> {f.m} [] f.type = "Snapshot" -> Range(f.state) [] OTHER -> {}
         : j \in 1..(i - 1)}

\* THE invariant: the past of a message on an edge is at the subscriber, or ahead of the message on the same edge.
EdgeClosed == \A e \in Edge : sub[e].on =>
                \A i \in DOMAIN down[e] :
                  LET f == down[e][i] IN
                  (f.type = "Msg" /\ f.sid = sub[e].sid) => past[f.m] \subseteq Given(e, i)

\* While both ends agree, all that the publisher has is at the subscriber or under way to it.
EdgeCovers == \A e \in Edge : (sub[e].on /\ pub[e].st = "on" /\ sub[e].sid = pub[e].sid) =>
                Range(dlv[e[1]]) \subseteq Given(e, Len(down[e]) + 1)

\* Whoever is subscribed is served, or owed a snapshot, or one of the two will hear from the other.
EdgeServed == \A e \in Edge : sub[e].on =>
                \/ pub[e].st # "off" /\ pub[e].sid = sub[e].sid
                \/ \E f \in Range(up[e]) : f.type \in {"Sub", "Ask"} /\ f.sid = sub[e].sid
                \/ \E f \in Range(down[e]) : f.type \in {"NeedSnapshot", "Close"} /\ f.sid = sub[e].sid

\* The log is the end of the deliveries, base is the vector of the rest, vec that of all.
LogInv == \A p \in Node :
            LET cut == Len(dlv[p]) - Len(log[p]) IN
            /\ cut >= 0
            /\ log[p] = SubSeq(dlv[p], cut + 1, Len(dlv[p]))
            /\ base[p] = VecOf(SubSeq(dlv[p], 1, cut), Node)
            /\ vec[p] = VecOf(dlv[p], Node)
-----------------------------------------------------------------------------
CC == INSTANCE CausalCast

RefinesCausalCast == CC!Spec

THEOREM Spec => CC!Spec

\* What was sent is what its origin remembers having sent.
NoCreation == /\ CC!NoCreation
              /\ \A p \in Node : \A m \in Range(dlv[p]) : Has(vec[m[1]], m)
NoDuplication == CC!NoDuplication
GapFree == CC!GapFree
FifoOrder == CC!FifoOrder
CausalOrder == CC!CausalOrder
Convergence == CC!Convergence
-----------------------------------------------------------------------------
\* Witnesses, to be violated.

\* A frame of an old stream meets its successor.
ReachStale == \A e \in Edge : \A i \in DOMAIN down[e] :
                ~(sub[e].on /\ pub[e].st = "on" /\ pub[e].sid = sub[e].sid
                  /\ down[e][i].type = "Msg" /\ down[e][i].sid < sub[e].sid)

\* An effect is behind its cause, of another origin, on one edge.
ReachCausalPair == \A e \in Edge : \A i, j \in DOMAIN down[e] :
                     ~(i < j /\ down[e][i].type = "Msg" /\ down[e][j].type = "Msg"
                       /\ down[e][i].m[1] # down[e][j].m[1] /\ down[e][i].m \in past[down[e][j].m])

\* A snapshot arrives that brings a message.
ReachInstalled == \A e \in Edge : ~(/\ DownHead(e, "Snapshot") /\ IsCurrent(e, Head(down[e]))
                                    /\ CanInstall(e[2], Head(down[e]).state)
                                    /\ Beyond(Head(down[e]).state, vec[e[2]]) # <<>>)

\* A snapshot comes too late: its receiver has more by now.
ReachDeclined == \A e \in Edge : ~(/\ DownHead(e, "Snapshot") /\ IsCurrent(e, Head(down[e]))
                                   /\ ~CanInstall(e[2], Head(down[e]).state))

\* After the last fault, everybody has everything.
ReachConverged == ~(faults = MaxFault /\ CC!FC!Converged /\ \A p \in Node : vec[p] = Quota)

\* Two nodes have each truncated what the other lacks.
ReachStranded == \A p, q \in Node : Leq(base[p], vec[q]) \/ Leq(base[q], vec[p])
=============================================================================
