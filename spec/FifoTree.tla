------------------------------ MODULE FifoTree ------------------------------
(***************************************************************************)
(* HOW first-in-first-out multicast is carried by streams between          *)
(* neighbours, on any overlay: a tree, a tree that is just being repaired, *)
(* a ring, fragments that meet again.                                      *)
(*                                                                         *)
(* An edge e = <<p, q>> is one direction of a neighbourhood: q subscribes  *)
(* to p.  Both ends keep a little state of their own.  The subscriber      *)
(* chooses a number (sid) for each subscription and tells the publisher    *)
(* its version vector.  The publisher answers with everything it HAS minus *)
(* the vector, and from then on forwards every message at first receipt.   *)
(*                                                                         *)
(* What a node has is what it delivered and what it holds back.  A message *)
(* that came before its predecessor is held back from the application, but *)
(* not from the neighbours: that is why a loss delays only the messages of *)
(* its own origin, and only where they were lost.  So the link below need  *)
(* not be ordered.  It delivers each frame at most once, in any order, and *)
(* loses frames only when its session ends (ArqLink's class "on arrival,   *)
(* once").                                                                 *)
(*                                                                         *)
(* Why it works is one invariant, EdgeCovers: while both ends of a stream  *)
(* agree, everything that the publisher has is at the subscriber or under  *)
(* way to it on this stream.  Three things keep it.  A new stream carries  *)
(* the holdback of the publisher and not only what it delivered, because   *)
(* what it already holds will never be forwarded again.  The digest is the *)
(* vector of the subscriber and leaves its holdback out, because the       *)
(* holdback is volatile; what it holds is sent again and dropped as a      *)
(* duplicate.  And a node that lost its holdback starts every stream anew. *)
(*                                                                         *)
(* The second invariant, EdgeServed, is about the ends: whoever is         *)
(* subscribed is served, or its request is on its way, or the news that    *)
(* the stream has ended.  The network may reorder a request and an older   *)
(* one, so both ends compare numbers.                                      *)
(*                                                                         *)
(* A restart keeps what must not be forgotten (what the application was    *)
(* given, and with it the node's own last number) and loses the holdback   *)
(* and all streams.                                                        *)
(*                                                                         *)
(* Simplifications.  (1) A message that the publisher's cursor has not yet *)
(* put on the link and one that is in flight are the same here: both are   *)
(* in net.  (2) Nothing is truncated: TreeCast models that, and its        *)
(* argument is the same.  (3) The ends of a link learn of its new session  *)
(* in one step; the link guarantees that no frame crosses from one session *)
(* into the next, so nobody could tell.  (4) An ACCEPT frame carries       *)
(* nothing that a message with the same number does not, and a BUSY one is *)
(* a CLOSE that comes early; so neither is modelled.                       *)
(***************************************************************************)
EXTENDS Vectors

CONSTANTS Node, Quota,   \* as in FifoCast
          Edge,          \* the directed edges that the overlay may have
          Open,          \* those whose stream is open at the start: a shortcut into the middle of a run
          MaxFault       \* how many environment actions a behaviour may have

ASSUME /\ Quota \in [Node -> Nat]
       /\ Edge \subseteq Node \X Node
       /\ \A e \in Edge : e[1] # e[2]
       /\ Open \subseteq Edge

VARIABLES dlv,           \* dlv[p]: what p's application has been given, in order (durable)
          sent,          \* sent[p]: how many messages p has multicast (durable)
          hold,          \* hold[p]: what p has received and cannot deliver yet (volatile)
          sub,           \* sub[e]: the subscriber's end, its latest number and whether it is subscribed
          pub,           \* pub[e]: the publisher's end, the latest number it heard and whether it serves it
          net,           \* net[e]: the frames of the stream e that are in flight, in either direction
          faults         \* how many environment actions there were

vars == <<dlv, sent, hold, sub, pub, net, faults>>

AllMsgs == UNION {{<<p, i>> : i \in 1..Quota[p]} : p \in Node}
Sid == 0..(MaxFault + 1)
End == [sid : Sid, on : BOOLEAN]
Frame == [type : {"Sub"}, sid : Sid, vec : [Node -> Nat]]
  \cup   [type : {"Unsub", "Close"}, sid : Sid]
  \cup   [type : {"Msg"}, sid : Sid, m : AllMsgs]

TypeOK ==
  /\ dlv \in [Node -> Seq(AllMsgs)]
  /\ sent \in [Node -> Nat]
  /\ hold \in [Node -> SUBSET AllMsgs]
  /\ sub \in [Edge -> End]
  /\ pub \in [Edge -> End]
  /\ \A e \in Edge : \A f \in net[e] : f \in Frame
  /\ faults \in 0..MaxFault
-----------------------------------------------------------------------------
Vec(p) == VecOf(dlv[p], Node)

Got(p) == Range(dlv[p]) \cup hold[p]

\* What the application has been given, once it was given s, too.
Deliver(h, s) == h \o s

\* A frame as it leaves on e, and the frames that may have come: any that is in flight.  (A trace binds both closer:
\* there a frame belongs to the session of the link in which it was sent.)
On(e, f) == f
Arrived(e) == net[e]

MsgOn(e, sid, S) == {On(e, [type |-> "Msg", sid |-> sid, m |-> m]) : m \in S}

\* A new stream: all that the publisher has, holdback included, and the subscriber's vector lacks.
\* Without it (a new parent that streams only what comes next) a child never gets what it missed;
\* without the holdback it never gets what its parent has already forwarded to the others.
Backlog(e, vec) == {m \in Got(e[1]) : ~Has(vec, m)}

\* What was delivered or is held back is dropped when it arrives again.  With several paths, or after a
\* resubscription, that is everyday; without the check it is held back for good, forwarded again, and circles.
IsDuplicate(q, m) == m \in Got(q)

\* What m releases at q: m and its waiting successors, but nothing while a predecessor is missing.
RECURSIVE Chain(_, _, _)
Chain(S, o, n) == IF <<o, n>> \in S THEN <<<<o, n>>>> \o Chain(S, o, n + 1) ELSE <<>>
Released(q, m) == Chain(hold[q] \cup {m}, m[1], Vec(q)[m[1]] + 1)

\* A request counts unless a newer one, or the end of this very one, has been seen: the network may reorder them.
IsFresh(e, f) == f.sid > pub[e].sid

\* An UNSUB does not end a stream newer than the one it names.
EndsServed(e, f) == f.sid >= pub[e].sid

\* Frames of a stream that the subscriber has left are dropped.  This is only economy: a message is a fact whoever
\* brings it, and a CLOSE too many costs one more request.  (In TreeCast the same test is essential.)
IsCurrent(e, f) == sub[e].on /\ f.sid = sub[e].sid

\* What a publisher says when it ends a stream; were it silent, the subscriber would wait for ever.
Notice(e) == {On(e, [type |-> "Close", sid |-> pub[e].sid])}

\* The streams on which p forwards what it received from o: all that it serves, but not back to o, who has it.
Targets(p, o) == {e \in Edge : e[1] = p /\ pub[e].on /\ e[2] # o}

\* The network after p has forwarded m, received from o (from itself when it is its own).
Forward(n, p, m, o) ==
  [e \in Edge |-> IF e \in Targets(p, o) THEN n[e] \cup MsgOn(e, pub[e].sid, {m}) ELSE n[e]]

\* With whom p starts anew when it comes back: with all.  A neighbour that went on as before would believe that p
\* still has what it held back.
Partners(p) == Node

\* What survives a crash: p appends before it forwards, so everything that anybody can have got from p's own hand.
\* Were it the other way round, p could forget a number that it has used, and use it again.
Survives(p) == dlv[p]

\* The number of p's own last message, as p finds it then.
Own(p) == Count(Survives(p), p)
-----------------------------------------------------------------------------
Off == [sid |-> 0, on |-> FALSE]
First == [sid |-> 1, on |-> TRUE]

Init ==
  /\ dlv = [p \in Node |-> <<>>]
  /\ sent = [p \in Node |-> 0]
  /\ hold = [p \in Node |-> {}]
  /\ sub = [e \in Edge |-> IF e \in Open THEN First ELSE Off]
  /\ pub = [e \in Edge |-> IF e \in Open THEN First ELSE Off]
  /\ net = [e \in Edge |-> {}]
  /\ faults = 0

(***************************************************************************)
(* System actions.                                                         *)
(***************************************************************************)

Multicast(p) ==
  /\ sent[p] < Quota[p]
  /\ LET m == <<p, sent[p] + 1>> IN
     /\ sent' = [sent EXCEPT ![p] = @ + 1]
     /\ dlv' = [dlv EXCEPT ![p] = Deliver(@, <<m>>)]
     /\ net' = Forward(net, p, m, p)
  /\ UNCHANGED <<hold, sub, pub, faults>>

\* The subscriber asks for a stream, with a new number and its vector.
Subscribe(e) ==
  /\ ~sub[e].on
  /\ sub' = [sub EXCEPT ![e] = [sid |-> @.sid + 1, on |-> TRUE]]
  /\ net' = [net EXCEPT ![e] = @ \cup {On(e, [type |-> "Sub", sid |-> sub[e].sid + 1, vec |-> Vec(e[2])])}]
  /\ UNCHANGED <<dlv, sent, hold, pub, faults>>

\* The publisher opens the stream and puts the backlog on it.
Accept(e) == \E f \in Arrived(e) :
  /\ f.type = "Sub" /\ IsFresh(e, f)
  /\ pub' = [pub EXCEPT ![e] = [sid |-> f.sid, on |-> TRUE]]
  /\ net' = [net EXCEPT ![e] = (@ \ {f}) \cup MsgOn(e, f.sid, Backlog(e, f.vec))]
  /\ UNCHANGED <<dlv, sent, hold, sub, faults>>

\* The publisher hears that a stream has been left.  It remembers the number, so that a request overtaken by its
\* own end is not served for ever.
OnUnsub(e) == \E f \in Arrived(e) :
  /\ f.type = "Unsub" /\ EndsServed(e, f)
  /\ pub' = [pub EXCEPT ![e] = [sid |-> f.sid, on |-> FALSE]]
  /\ net' = [net EXCEPT ![e] = @ \ {f}]
  /\ UNCHANGED <<dlv, sent, hold, sub, faults>>

\* The subscriber hears that its stream has ended; it will ask again.
OnClose(e) == \E f \in Arrived(e) :
  /\ f.type = "Close" /\ IsCurrent(e, f)
  /\ sub' = [sub EXCEPT ![e].on = FALSE]
  /\ net' = [net EXCEPT ![e] = @ \ {f}]
  /\ UNCHANGED <<dlv, sent, hold, pub, faults>>

\* A message arrives.  At first receipt it is forwarded, and delivered together with what it releases.
Receive(e) == \E f \in Arrived(e) :
  /\ f.type = "Msg" /\ IsCurrent(e, f)
  /\ LET q == e[2]
         rest == [net EXCEPT ![e] = @ \ {f}]
         run == Released(q, f.m)
     IN IF IsDuplicate(q, f.m)
        THEN net' = rest /\ UNCHANGED <<dlv, hold>>
        ELSE /\ dlv' = [dlv EXCEPT ![q] = Deliver(@, run)]
             /\ hold' = [hold EXCEPT ![q] = (@ \cup {f.m}) \ Range(run)]
             /\ net' = Forward(rest, q, f.m, e[1])
  /\ UNCHANGED <<sent, sub, pub, faults>>

\* A frame that comes too late for the end it is meant for is dropped.
DropStale(e) == \E f \in Arrived(e) :
  /\ CASE f.type = "Sub"   -> ~IsFresh(e, f)
       [] f.type = "Unsub" -> ~EndsServed(e, f)
       [] OTHER            -> ~IsCurrent(e, f)
  /\ net' = [net EXCEPT ![e] = @ \ {f}]
  /\ UNCHANGED <<dlv, sent, hold, sub, pub, faults>>

(***************************************************************************)
(* The environment: the overlay's decisions, resets of links, restarts.    *)
(***************************************************************************)

Fault ==
  /\ faults < MaxFault
  /\ faults' = faults + 1

\* The overlay drops the edge at the subscriber's end (or a borrowed backup edge has done its work).
Unsubscribe(e) ==
  /\ Fault
  /\ sub[e].on
  /\ sub' = [sub EXCEPT ![e].on = FALSE]
  /\ net' = [net EXCEPT ![e] = @ \cup {On(e, [type |-> "Unsub", sid |-> sub[e].sid])}]
  /\ UNCHANGED <<dlv, sent, hold, pub>>

\* The overlay drops the edge at the publisher's end (or the stream lags too far behind).  The subscriber is told:
\* it may believe in the edge for ever.
Close(e) ==
  /\ Fault
  /\ pub[e].on
  /\ pub' = [pub EXCEPT ![e].on = FALSE]
  /\ net' = [net EXCEPT ![e] = @ \cup Notice(e)]
  /\ UNCHANGED <<dlv, sent, hold, sub>>

\* All streams between p and its neighbours Q end, with all that is in flight; numbers start anew.
Reset(p, Q) ==
  LET Hit == {e \in Edge : (e[1] = p /\ e[2] \in Q) \/ (e[2] = p /\ e[1] \in Q)} IN
  /\ sub' = [e \in Edge |-> IF e \in Hit THEN Off ELSE sub[e]]
  /\ pub' = [e \in Edge |-> IF e \in Hit THEN Off ELSE pub[e]]
  /\ net' = [e \in Edge |-> IF e \in Hit THEN {} ELSE net[e]]

\* The link below begins a new session.
LinkReset(p, q) ==
  /\ Fault
  /\ <<p, q>> \in Edge
  /\ Reset(p, {q})
  /\ UNCHANGED <<dlv, sent, hold>>

\* p crashes and comes back with what is durable; no stream of p survives it.
Restart(p) ==
  /\ Fault
  /\ dlv' = [dlv EXCEPT ![p] = Survives(p)]
  /\ sent' = [sent EXCEPT ![p] = Own(p)]
  /\ hold' = [hold EXCEPT ![p] = {}]
  /\ Reset(p, Partners(p))

System ==
  \/ \E p \in Node : Multicast(p)
  \/ \E e \in Edge : \/ Subscribe(e) \/ Accept(e) \/ OnUnsub(e)
                      \/ Receive(e) \/ OnClose(e) \/ DropStale(e)

Environment ==
  \/ \E e \in Edge : Unsubscribe(e) \/ Close(e)
  \/ \E p, q \in Node : LinkReset(p, q)
  \/ \E p \in Node : Restart(p)

Next == System \/ Environment

Spec == Init /\ [][Next]_vars

\* Subscribers ask, and every frame is dealt with.  Nobody has to multicast.
Fairness ==
  \A e \in Edge :
    /\ WF_vars(Subscribe(e))
    /\ WF_vars(Accept(e) \/ OnUnsub(e) \/ Receive(e) \/ OnClose(e) \/ DropStale(e))

FairSpec == Spec /\ Fairness
-----------------------------------------------------------------------------
InFlight(e, type, sid) == \E f \in net[e] : f.type = type /\ f.sid = sid

Agreed(e) == sub[e].on /\ pub[e].on /\ sub[e].sid = pub[e].sid

\* THE invariant: on a stream whose ends agree, all that the publisher has is at the subscriber or under way to it.
EdgeCovers == \A e \in Edge : Agreed(e) =>
                \A m \in Got(e[1]) : m \in Got(e[2]) \/ [type |-> "Msg", sid |-> sub[e].sid, m |-> m] \in net[e]

\* Whoever is subscribed is served, or its request or the end of its stream is under way.
EdgeServed == \A e \in Edge : sub[e].on =>
                Agreed(e) \/ InFlight(e, "Sub", sub[e].sid) \/ InFlight(e, "Close", sub[e].sid)

\* Nothing waits that could be delivered, and nothing waits that was delivered.
HoldbackInv == \A p \in Node : \A m \in hold[p] : m[2] > Vec(p)[m[1]] + 1

\* Relays invent nothing either.
GotInv == \A p \in Node : \A m \in Got(p) : m[2] <= sent[m[1]]

\* A stream that was open before the step is given a message only at the publisher's first receipt of it.
FirstReceiptProp ==
  [][\A e \in Edge : (pub[e].on /\ pub'[e] = pub[e]) =>
       \A f \in net'[e] \ net[e] : f.type = "Msg" => f.m \notin Got(e[1])]_vars
-----------------------------------------------------------------------------
FC == INSTANCE FifoCast

RefinesFifoCast == FC!Spec

THEOREM Spec => FC!Spec

NoCreation == FC!NoCreation
NoDuplication == FC!NoDuplication
GapFree == FC!GapFree
FifoOrder == FC!FifoOrder
Convergence == FC!Convergence

\* The wires fall silent.
Quiescence == <>[](\A e \in Edge : net[e] = {})
-----------------------------------------------------------------------------
\* Witnesses, to be violated.

\* A message is held back, and what releases it comes later.
ReachHoldback == \A p \in Node : hold[p] = {}

\* A relay is asked for a stream while it holds something back.
ReachHeldAtAccept == \A e \in Edge : \A f \in net[e] :
                       ~(f.type = "Sub" /\ IsFresh(e, f) /\ hold[e[1]] \ hold[e[2]] # {})

\* A frame of an old stream meets its successor.
ReachStale == \A e \in Edge : \A f \in net[e] : ~(f.type = "Msg" /\ Agreed(e) /\ f.sid < sub[e].sid)

\* After the last fault, everybody has everything.
ReachConverged == ~(faults = MaxFault /\ FC!Converged /\ \A p \in Node : sent[p] = Quota[p])
=============================================================================
