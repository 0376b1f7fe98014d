--------------------------- MODULE TraceFifoTree ---------------------------
(***************************************************************************)
(* Whether the events of a run are a behaviour of FifoTree: TraceNext is   *)
(* its next-state relation with action, node and arguments bound by the    *)
(* event ev.  A validator puts one event after the other into ev; a step   *)
(* that is not there means that the run is none of the specification's.    *)
(*                                                                         *)
(* Three things differ from the models.  (1) A run is long, so history is  *)
(* kept as a vector: nothing asks for more of it than that (Trace.Deliver, *)
(* TraceVec).  (2) FifoTree lets both ends of a link learn of its new      *)
(* session in one step, as nobody could tell.  In a run each end learns of *)
(* it in its own time, and goes on in the old one until then.  So a frame  *)
(* here belongs to the session in which it was sent, which has the names   *)
(* of the two lives that it joins; it can be received in that session and  *)
(* no other, which is what FifoLink promises; and a reset is that of one   *)
(* end.  (3) A node may forget the oldest of what it delivered, and answer *)
(* a subscriber who lacks it with a snapshot, as in TreeCast; what it      *)
(* holds back is kept, and sent once more.                                 *)
(***************************************************************************)
EXTENDS FifoTree, TLC

VARIABLES ev,            \* the event that is next
          life,          \* life[p]: how often p has been started
          met,           \* met[p][q]: the life of q with which p's session is; 0 when there is none
          meets,         \* meets[p][q]: the same as the link knows it already
          given,         \* given[p]: the vector of what p's application has really been given
          owes           \* owes[e]: whether the publisher refused the latest request ("asked": and owes a snapshot)

traceVars == <<vars, life, met, meets, given, owes>>
-----------------------------------------------------------------------------
\* History is a vector.
TraceDeliver(h, s) == [o \in Node |-> h[o] + Count(s, o)]
TraceVec(p) == dlv[p]
TraceOwn(p) == dlv[p][p]
TraceIsDuplicate(q, m) == Has(dlv[q], m) \/ m \in hold[q]
TraceBacklog(e, vec) ==
  UNION {{<<o, i>> : i \in (vec[o] + 1)..dlv[e[1]][o]} : o \in Node} \cup {m \in hold[e[1]] : ~Has(vec, m)}

TraceForward(n, p, m, o) ==
  [e \in Edge |-> IF e[1] = p /\ e[2] # o /\ pub[e].on THEN n[e] \cup MsgOn(e, pub[e].sid, {m}) ELSE n[e]]

\* A frame belongs to a session.
Sender(e, f) == IF f.type \in {"Sub", "Unsub", "Ask"} THEN e[2] ELSE e[1]
Receiver(e, f) == IF f.type \in {"Sub", "Unsub", "Ask"} THEN e[1] ELSE e[2]

Between(f, p, q) == f @@ [from |-> life[p], to |-> met[p][q]]
TraceOn(e, f) == Between(f, Sender(e, f), Receiver(e, f))

Lives(e, f) == f.to = life[Receiver(e, f)] /\ f.from = met[Receiver(e, f)][Sender(e, f)]

IsAsked(e, f) == f.sid = pub[e].sid /\ owes[e] = "refused"

\* A frame that was sent again on the same stream: the k-th time.
Copy(f, k) == f @@ [again |-> k]
Copied(f, m) == "again" \in DOMAIN f /\ f = Copy(m, f.again)

\* One of several that differ in nothing that matters.
One(S) == IF S = {} THEN {} ELSE {CHOOSE f \in S : TRUE}

\* What has come, as far as the event says.
TraceArrived(e) ==
  CASE ev.action = "Receive" ->
         LET m == [type |-> "Msg", sid |-> sub[e].sid, m |-> <<ev.x, ev.y>>,
                   from |-> met[e[2]][e[1]], to |-> life[e[2]]]
         IN IF m \in net[e] THEN {m} ELSE One({f \in net[e] : Copied(f, m)})
    [] ev.action = "DropStale" ->
         LET S == {f \in net[e] : /\ f.sid = ev.x /\ Lives(e, f)
                                  /\ Receiver(e, f) = ev.node
                                  /\ CASE f.type = "Sub"   -> ~IsFresh(e, f)
                                       [] f.type = "Unsub" -> ~EndsServed(e, f)
                                       [] f.type = "Ask"   -> ~IsAsked(e, f)
                                       [] OTHER            -> ~IsCurrent(e, f)}
         IN One(S)
    [] OTHER -> {f \in net[e] : f.sid = ev.x /\ Lives(e, f)}

\* Frames to a life that is over, and from one before that with which the receiver's session is now.
Over(e, f, l, m) == f.to < l[Receiver(e, f)] \/ f.from < m[Receiver(e, f)][Sender(e, f)]

\* The ends of p with its neighbours Q.
TraceReset(p, Q) ==
  /\ sub' = [e \in Edge |-> IF e[2] = p /\ e[1] \in Q THEN Off ELSE sub[e]]
  /\ pub' = [e \in Edge |-> IF e[1] = p /\ e[2] \in Q THEN Off ELSE pub[e]]
  /\ owes' = [e \in Edge |-> IF e[1] = p /\ e[2] \in Q THEN "no" ELSE owes[e]]
  /\ net' = [e \in Edge |-> IF p \in {e[1], e[2]} THEN {f \in net[e] : ~Over(e, f, life', met')} ELSE net[e]]
-----------------------------------------------------------------------------
\* All the messages that there can be: types alone are about them, and TLC would enumerate them.
TraceNothing == {}

TraceQuota == [p \in Node |-> 1000000000]
TraceEdge == {e \in Node \X Node : e[1] # e[2]}
TraceOpen == {}

TraceInit ==
  /\ dlv = [p \in Node |-> [o \in Node |-> 0]]
  /\ sent = [p \in Node |-> 0]
  /\ hold = [p \in Node |-> {}]
  /\ sub = [e \in Edge |-> Off]
  /\ pub = [e \in Edge |-> Off]
  /\ net = [e \in Edge |-> {}]
  /\ faults = 0
  /\ life = [p \in Node |-> 0]
  /\ met = [p \in Node |-> [q \in Node |-> 0]]
  /\ meets = [p \in Node |-> [q \in Node |-> 0]]
  /\ given = dlv
  /\ owes = [e \in Edge |-> "no"]

\* A step of FifoTree: what the one before had p deliver has been delivered.
Settled == given[ev.node] = dlv[ev.node]
Same == Settled /\ UNCHANGED <<life, met, meets, given, owes>>
Served == Settled /\ UNCHANGED <<life, met, meets, given>> \* and perhaps no longer refused

\* The edges on which the node of the event publishes to its peer, and subscribes to it.
Out == <<ev.node, ev.peer>>
In == <<ev.peer, ev.node>>

Started(p) ==
  /\ ev.x = life[p] + 1
  /\ life' = [life EXCEPT ![p] = ev.x]
  /\ met' = [met EXCEPT ![p] = [q \in Node |-> 0]]
  /\ meets' = [meets EXCEPT ![p] = [q \in Node |-> 0]]
  /\ given' = [given EXCEPT ![p] = dlv[p]]
  /\ Restart(p)

\* The link has a new session; the streams will hear of it.
Meets(p, q) ==
  /\ ev.x >= meets[p][q]
  /\ meets' = [meets EXCEPT ![p][q] = ev.x]
  /\ UNCHANGED <<vars, life, met, given, owes>>

Hears(p, q) ==
  /\ met' = [met EXCEPT ![p][q] = meets[p][q]]
  /\ UNCHANGED <<life, meets, given>>
  /\ LinkReset(p, q)

\* The application is given the next message of its origin, if p has delivered it.
Gives(p) ==
  /\ ev.y = given[p][ev.x] + 1 /\ ev.y <= dlv[p][ev.x]
  /\ given' = [given EXCEPT ![p][ev.x] = @ + 1]
  /\ UNCHANGED <<vars, life, met, meets, owes>>

\* The oldest that p retained, and has delivered.
Forgets(p) ==
  /\ Has(dlv[p], <<ev.x, ev.y>>)
  /\ UNCHANGED vars

\* The oldest that p retained, and holds back: it becomes the newest, and is sent again.
Rotates(p) ==
  /\ <<ev.x, ev.y>> \in hold[p]
  /\ net' = [e \in Edge |->
       IF e[1] = p /\ pub[e].on
       THEN LET f == On(e, [type |-> "Msg", sid |-> pub[e].sid, m |-> <<ev.x, ev.y>>])
                k == CHOOSE i \in 1..(Cardinality(net[e]) + 1) : Copy(f, i) \notin net[e]
            IN net[e] \cup {Copy(f, k)}
       ELSE net[e]]
  /\ UNCHANGED <<dlv, sent, hold, sub, pub, faults>>

\* The publisher serves, or no longer does.
Ends(e) == owes' = [owes EXCEPT ![e] = "no"]

Closes(e) ==
  \/ owes[e] # "asked" /\ Close(e)
  \/ /\ owes[e] = "asked"
     /\ net' = [net EXCEPT ![e] = @ \cup Notice(e)]
     /\ UNCHANGED <<dlv, sent, hold, sub, pub, faults>>

\* Snapshots, as in TreeCast.
Exchange(e, f, g) == net' = [net EXCEPT ![e] = (@ \ {f}) \cup {On(e, x) : x \in g}]

Refuses(e) == \E f \in Arrived(e) :
  /\ f.type = "Sub" /\ IsFresh(e, f)
  /\ pub' = [pub EXCEPT ![e] = [sid |-> f.sid, on |-> FALSE]]
  /\ owes' = [owes EXCEPT ![e] = "refused"]
  /\ Exchange(e, f, {[type |-> "NeedSnapshot", sid |-> f.sid]})
  /\ UNCHANGED <<dlv, sent, hold, sub, faults>>

Asks(e) == \E f \in Arrived(e) :
  /\ f.type = "NeedSnapshot" /\ IsCurrent(e, f)
  /\ Exchange(e, f, {[type |-> "Ask", sid |-> f.sid]})
  /\ UNCHANGED <<dlv, sent, hold, sub, pub, faults>>

IsAskedFor(e) == \E f \in Arrived(e) :
  /\ f.type = "Ask" /\ IsAsked(e, f)
  /\ owes' = [owes EXCEPT ![e] = "asked"]
  /\ Exchange(e, f, {})
  /\ UNCHANGED <<dlv, sent, hold, sub, pub, faults>>

Takes(e) ==
  /\ owes[e] = "asked" /\ ev.x = pub[e].sid
  /\ pub' = [pub EXCEPT ![e].on = TRUE]
  /\ net' = [net EXCEPT ![e] = @ \cup {On(e, [type |-> "Snapshot", sid |-> pub[e].sid, state |-> dlv[e[1]]])}
                                  \cup MsgOn(e, pub[e].sid, hold[e[1]])]
  /\ UNCHANGED <<dlv, sent, hold, sub, faults>>

\* It takes the place of what q was given; what it releases is delivered, and q's own streams end.
Installs(e) == \E f \in Arrived(e) :
  /\ f.type = "Snapshot" /\ IsCurrent(e, f) /\ Leq(dlv[e[2]], f.state)
  /\ LET q == e[2]
         beyond == {m \in hold[q] : ~Has(f.state, m)}
         run == [o \in Node |-> Chain(beyond, o, f.state[o] + 1)]
         severed == {x \in Edge : x[1] = q /\ pub[x].on}
     IN /\ dlv' = [dlv EXCEPT ![q] = [o \in Node |-> f.state[o] + Len(run[o])]]
        /\ hold' = [hold EXCEPT ![q] = beyond \ UNION {Range(run[o]) : o \in Node}]
        /\ given' = [given EXCEPT ![q] = f.state]
        /\ pub' = [x \in Edge |-> IF x \in severed THEN [pub[x] EXCEPT !.on = FALSE] ELSE pub[x]]
        /\ net' = [x \in Edge |-> IF x \in severed THEN net[x] \cup Notice(x)
                                  ELSE IF x = e THEN net[x] \ {f} ELSE net[x]]
  /\ UNCHANGED <<sent, sub, faults, life, met, meets, owes>>

Declines(e) == \E f \in Arrived(e) :
  /\ f.type = "Snapshot" /\ IsCurrent(e, f) /\ ~Leq(dlv[e[2]], f.state)
  /\ sub' = [sub EXCEPT ![e].on = FALSE]
  /\ Exchange(e, f, {[type |-> "Unsub", sid |-> f.sid]})
  /\ UNCHANGED <<dlv, sent, hold, pub, faults>>

OfFifoTree ==
  CASE ev.action = "Multicast"   -> ev.x = ev.node /\ ev.y = sent[ev.node] + 1 /\ Same /\ Multicast(ev.node)
    [] ev.action = "Subscribe"   -> ev.x = sub[In].sid + 1 /\ Same /\ Subscribe(In)
    [] ev.action = "Accept"      -> Served /\ Ends(Out) /\ Accept(Out)
    [] ev.action = "OnUnsub"     -> Served /\ Ends(Out) /\ OnUnsub(Out)
    [] ev.action = "OnClose"     -> Same /\ OnClose(In)
    [] ev.action = "Receive"     -> Same /\ Receive(In)
    [] ev.action = "DropStale"   -> Same /\ DropStale(IF ev.y = 1 THEN Out ELSE In)
    [] ev.action = "Unsubscribe" -> ev.x = sub[In].sid /\ Same /\ Unsubscribe(In)
    [] ev.action = "Close"       -> ev.x = pub[Out].sid /\ Served /\ Ends(Out) /\ Closes(Out)
    [] ev.action = "LinkReset"   -> Hears(ev.node, ev.peer)
    [] ev.action = "Deliver"     -> Gives(ev.node)
    [] ev.action = "Truncate"    -> Same /\ Forgets(ev.node)
    [] ev.action = "Rotate"      -> Same /\ Rotates(ev.node)
    [] ev.action = "Refuse"      -> Served /\ Refuses(Out)
    [] ev.action = "AskSnapshot" -> Same /\ Asks(In)
    [] ev.action = "OnAsk"       -> Served /\ IsAskedFor(Out)
    [] ev.action = "TakeSnapshot" -> Served /\ Ends(Out) /\ Takes(Out)
    [] ev.action = "Install"     -> Settled /\ Installs(In)
    [] ev.action = "Decline"     -> Same /\ Declines(In)
    [] OTHER                     -> FALSE

\* What p could do as well, for people.
Step(action, q, x, y) == [action |-> action, peer |-> q, x |-> x, y |-> y]

Read(e, f) ==
  CASE f.type = "Sub"          -> IF IsFresh(e, f) THEN "Accept" ELSE "DropStale"
    [] f.type = "Unsub"        -> IF EndsServed(e, f) THEN "OnUnsub" ELSE "DropStale"
    [] f.type = "Ask"          -> IF IsAsked(e, f) THEN "OnAsk" ELSE "DropStale"
    [] ~IsCurrent(e, f)        -> "DropStale"
    [] f.type = "Msg"          -> "Receive"
    [] f.type = "Close"        -> "OnClose"
    [] f.type = "NeedSnapshot" -> "AskSnapshot"
    [] OTHER                   -> "Install"

Possible(p) ==
  {Step("Multicast", p, p, sent[p] + 1)}
  \cup {Step("Subscribe", e[1], sub[e].sid + 1, 0) : e \in {x \in Edge : x[2] = p /\ ~sub[x].on}}
  \cup UNION {{IF Read(e, f) = "Receive" THEN Step("Receive", e[1], f.m[1], f.m[2])
               ELSE Step(Read(e, f), Sender(e, f), f.sid, IF Sender(e, f) = e[2] THEN 1 ELSE 0) :
                f \in {x \in net[e] : Receiver(e, x) = p /\ Lives(e, x)}} : e \in Edge}

\* There were no faults for long: what was under way on a stream that both ends keep has come.
Quiet == \A e \in Edge : Agreed(e) => \A f \in net[e] : ~(Lives(e, f) /\ f.type = "Msg" /\ f.sid = sub[e].sid)

\* What happens to the layers that FifoTree is not about, and what they do, is left out of its trace but for two events.
TraceNext ==
  CASE ev.module = "Node" /\ ev.action = "Start"   -> Started(ev.node)
    [] ev.module = "Node" /\ ev.action = "Quiet"   -> Quiet /\ UNCHANGED traceVars
    [] ev.module = "ArqLink" /\ ev.action = "Meet" -> Meets(ev.node, ev.peer)
    [] ev.module = "FifoTree"                      -> OfFifoTree
    [] OTHER                                       -> UNCHANGED traceVars
=============================================================================
