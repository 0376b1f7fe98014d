--------------------------- MODULE TraceTreeCast ---------------------------
(***************************************************************************)
(* Whether the events of a run are a behaviour of TreeCast; see            *)
(* TraceFifoTree, of which (1), history is a vector, and (2), each end of  *)
(* a link learns of its new session in its own time, are true here, too.   *)
(*                                                                         *)
(* (3) A publisher that ends a stream, or is asked for a newer one, does   *)
(* not send what it has not yet put on the link; in the models that is on  *)
(* its way (their simplification 1).  So what the receiver comes to next   *)
(* may stand behind frames that were never sent: those of a stream that it *)
(* has left, and, before the end of a stream, the rest of that stream.     *)
(* Likewise a subscriber does not say that it has left a stream once it    *)
(* asks for the next.                                                      *)
(***************************************************************************)
EXTENDS TreeCast, TLC

VARIABLES ev,            \* the event that is next
          life,          \* life[p]: how often p has been started
          met,           \* met[p][q]: the life of q with which p's session is; 0 when there is none
          meets,         \* meets[p][q]: the same as the link knows it already
          given          \* given[p]: the vector of what p's application has really been given

traceVars == <<vars, life, met, meets, given>>
-----------------------------------------------------------------------------
\* History is a vector, and the past of messages is not remembered.
TraceDeliver(h, s) == [o \in Node |-> h[o] + Count(s, o)]
TraceReplace(h, s, v) == s
TraceStateVec(s) == s
TraceFound(p) == dlv[p]
TraceRemember(p, m) == past

TraceForward(d, p, m, o) ==
  [e \in Edge |-> IF e[1] = p /\ e[2] # o /\ pub[e].st = "on" THEN d[e] \o MsgsOn(e, pub[e].sid, <<m>>) ELSE d[e]]

\* A frame belongs to a session.
IsUp(f) == f.type \in {"Sub", "Unsub", "Ask"}
Sender(e, f) == IF IsUp(f) THEN e[2] ELSE e[1]
Receiver(e, f) == IF IsUp(f) THEN e[1] ELSE e[2]
TraceOn(e, f) == LET p == Sender(e, f) q == Receiver(e, f) IN f @@ [from |-> life[p], to |-> met[p][q]]

Lives(f, p, q) == f.from = met[q][p] /\ f.to = life[q]

\* Which frame the event is about; 0 if none.  What stands before it was never sent.
Names(e, f) ==
  CASE ev.action = "Receive"     -> f.type = "Msg" /\ f.sid = sub[e].sid /\ f.m = <<ev.x, ev.y>>
    [] ev.action = "OnClose"     -> f.type = "Close" /\ f.sid = ev.x
    [] ev.action = "AskSnapshot" -> f.type = "NeedSnapshot" /\ f.sid = ev.x
    [] ev.action = "DropStale"   -> f.sid = ev.x /\ ~IsCurrent(e, f)
    [] OTHER                     -> f.type = "Snapshot" /\ f.sid = ev.x

Unsent(e, f) == IF ev.action = "OnClose" THEN TRUE ELSE ~IsCurrent(e, f)

RECURSIVE Find(_, _)
Find(e, i) == IF i > Len(down[e]) \/ ~Lives(down[e][i], e[1], e[2]) THEN 0
              ELSE IF Names(e, down[e][i]) THEN i
              ELSE IF Unsent(e, down[e][i]) THEN Find(e, i + 1)
              ELSE 0

TraceHasDown(e) == Find(e, 1) # 0
TraceFirstDown(e) == down[e][Find(e, 1)]
TraceRestDown(e) == SubSeq(down[e], Find(e, 1) + 1, Len(down[e]))

NamesUp(f) ==
  CASE ev.action \in {"Accept", "Refuse"} -> f.type = "Sub" /\ f.sid = ev.x
    [] ev.action = "OnUnsub"              -> f.type = "Unsub" /\ f.sid = ev.x
    [] OTHER                              -> f.type = "Ask" /\ f.sid = ev.x

RECURSIVE FindUp(_, _)
FindUp(e, i) == IF i > Len(up[e]) \/ ~Lives(up[e][i], e[2], e[1]) THEN 0
                ELSE IF NamesUp(up[e][i]) THEN i
                ELSE IF up[e][i].type # "Sub" THEN FindUp(e, i + 1)
                ELSE 0

TraceHasUp(e) == FindUp(e, 1) # 0
TraceFirstUp(e) == up[e][FindUp(e, 1)]
TraceRestUp(e) == SubSeq(up[e], FindUp(e, 1) + 1, Len(up[e]))

\* Frames to a life that is over, and from one before that with which the receiver's session is now.
Kept(e, s, l, m) ==
  SelectSeq(s, LAMBDA f : f.to >= l[Receiver(e, f)] /\ f.from >= m[Receiver(e, f)][Sender(e, f)])

\* The ends of p with its neighbours Q.
TraceReset(p, Q) ==
  /\ sub' = [e \in Edge |-> IF e[2] = p /\ e[1] \in Q THEN [sid |-> 0, on |-> FALSE] ELSE sub[e]]
  /\ pub' = [e \in Edge |-> IF e[1] = p /\ e[2] \in Q THEN PubOff(0) ELSE pub[e]]
  /\ up' = [e \in Edge |-> IF p \in {e[1], e[2]} THEN Kept(e, up[e], life', met') ELSE up[e]]
  /\ down' = [e \in Edge |-> IF p \in {e[1], e[2]} THEN Kept(e, down[e], life', met') ELSE down[e]]
-----------------------------------------------------------------------------
\* All the messages that there can be: types alone are about them, and TLC would enumerate them.
TraceNothing == {}

TraceQuota == [p \in Node |-> 1000000000]
TraceEdge == {e \in Node \X Node : e[1] # e[2]}
TraceOpen == {}

TraceInit ==
  /\ dlv = [p \in Node |-> Zero]
  /\ past = <<>>
  /\ log = [p \in Node |-> <<>>]
  /\ base = [p \in Node |-> Zero]
  /\ vec = [p \in Node |-> Zero]
  /\ sub = [e \in Edge |-> [sid |-> 0, on |-> FALSE]]
  /\ pub = [e \in Edge |-> PubOff(0)]
  /\ up = [e \in Edge |-> <<>>]
  /\ down = [e \in Edge |-> <<>>]
  /\ faults = 0
  /\ cuts = 0
  /\ life = [p \in Node |-> 0]
  /\ met = [p \in Node |-> Zero]
  /\ meets = [p \in Node |-> Zero]
  /\ given = dlv

\* A step of TreeCast: what the one before had p deliver has been delivered.
Settled == given[ev.node] = dlv[ev.node]
Same == Settled /\ UNCHANGED <<life, met, meets, given>>

\* The edges on which the node of the event publishes to its peer, and subscribes to it.
Out == <<ev.node, ev.peer>>
In == <<ev.peer, ev.node>>

Started(p) ==
  /\ ev.x = life[p] + 1
  /\ life' = [life EXCEPT ![p] = ev.x]
  /\ met' = [met EXCEPT ![p] = Zero]
  /\ meets' = [meets EXCEPT ![p] = Zero]
  /\ given' = [given EXCEPT ![p] = dlv[p]]
  /\ Restart(p)

\* The link has a new session; the streams will hear of it.
Meets(p, q) ==
  /\ ev.x >= meets[p][q]
  /\ meets' = [meets EXCEPT ![p][q] = ev.x]
  /\ UNCHANGED <<vars, life, met, given>>

Hears(p, q) ==
  /\ met' = [met EXCEPT ![p][q] = meets[p][q]]
  /\ UNCHANGED <<life, meets, given>>
  /\ LinkReset(p, q)

\* The application is given the next message of its origin, if p has delivered it.
Gives(p) ==
  /\ ev.y = given[p][ev.x] + 1 /\ ev.y <= dlv[p][ev.x]
  /\ given' = [given EXCEPT ![p][ev.x] = @ + 1]
  /\ UNCHANGED <<vars, life, met, meets>>

\* Is given the state of a snapshot.
Installed(p) ==
  /\ Settled
  /\ given' = [given EXCEPT ![p] = FirstDown(In).state]
  /\ UNCHANGED <<life, met, meets>>
  /\ Install(In)

OfTreeCast ==
  CASE ev.action = "Multicast"    -> ev.x = ev.node /\ ev.y = vec[ev.node][ev.node] + 1 /\ Same /\ Multicast(ev.node)
    [] ev.action = "Subscribe"    -> ev.x = sub[In].sid + 1 /\ Same /\ Subscribe(In)
    [] ev.action = "Accept"       -> Same /\ Accept(Out)
    [] ev.action = "Refuse"       -> Same /\ Refuse(Out)
    [] ev.action = "AskSnapshot"  -> Same /\ AskSnapshot(In)
    [] ev.action = "OnAsk"        -> Same /\ OnAsk(Out)
    [] ev.action = "TakeSnapshot" -> ev.x = pub[Out].sid /\ Same /\ TakeSnapshot(Out)
    [] ev.action = "Install"      -> HasDown(In) /\ Installed(ev.node)
    [] ev.action = "Decline"      -> Same /\ Decline(In)
    [] ev.action = "OnUnsub"      -> Same /\ OnUnsub(Out)
    [] ev.action = "OnClose"      -> Same /\ OnClose(In)
    [] ev.action = "Receive"      -> Same /\ Receive(In)
    [] ev.action = "DropStale"    -> Same /\ DropStale(In)
    [] ev.action = "Unsubscribe"  -> ev.x = sub[In].sid /\ Same /\ Unsubscribe(In)
    [] ev.action = "Close"        -> ev.x = pub[Out].sid /\ Same /\ Close(Out)
    [] ev.action = "LinkReset"    -> Hears(ev.node, ev.peer)
    [] ev.action = "Deliver"      -> Gives(ev.node)
    [] ev.action = "Truncate"     -> log[ev.node] # <<>> /\ Head(log[ev.node]) = <<ev.x, ev.y>> /\ Same /\ Truncate(ev.node)
    [] OTHER                      -> FALSE

\* What p could do as well, for people.
Step(action, q, x, y) == [action |-> action, peer |-> q, x |-> x, y |-> y]

Read(e, f) ==
  CASE f.type = "Sub"          -> IF CanServe(e[1], f.vec) THEN "Accept" ELSE "Refuse"
    [] f.type = "Unsub"        -> "OnUnsub"
    [] f.type = "Ask"          -> "OnAsk"
    [] ~IsCurrent(e, f)        -> "DropStale"
    [] f.type = "Msg"          -> "Receive"
    [] f.type = "Close"        -> "OnClose"
    [] f.type = "NeedSnapshot" -> "AskSnapshot"
    [] OTHER                   -> IF CanInstall(e[2], f.state) THEN "Install" ELSE "Decline"

Heads(p) == {<<e, Head(down[e])>> : e \in {x \in Edge : x[2] = p /\ down[x] # <<>>}}
      \cup {<<e, Head(up[e])>> : e \in {x \in Edge : x[1] = p /\ up[x] # <<>>}}

Possible(p) ==
  {Step("Multicast", p, p, vec[p][p] + 1)}
  \cup {Step("Subscribe", e[1], sub[e].sid + 1, 0) : e \in {x \in Edge : x[2] = p /\ ~sub[x].on}}
  \cup {LET e == h[1] f == h[2] IN
        IF Read(e, f) = "Receive" THEN Step("Receive", e[1], f.m[1], f.m[2])
        ELSE Step(Read(e, f), Sender(e, f), f.sid, 0) :
          h \in {x \in Heads(p) : Lives(x[2], Sender(x[1], x[2]), Receiver(x[1], x[2]))}}

\* There were no faults for long: what was under way on a stream that both ends keep has come.
Quiet == \A e \in Edge : (sub[e].on /\ pub[e].st = "on" /\ sub[e].sid = pub[e].sid) =>
           \A i \in DOMAIN down[e] : LET f == down[e][i] IN ~(Lives(f, e[1], e[2]) /\ f.type = "Msg" /\ f.sid = sub[e].sid)

\* What happens to the layers that TreeCast is not about, and what they do, is left out of its trace but for two events.
TraceNext ==
  CASE ev.module = "Node" /\ ev.action = "Start"   -> Started(ev.node)
    [] ev.module = "Node" /\ ev.action = "Quiet"   -> Quiet /\ UNCHANGED traceVars
    [] ev.module = "ArqLink" /\ ev.action = "Meet" -> Meets(ev.node, ev.peer)
    [] ev.module = "TreeCast"                      -> OfTreeCast
    [] OTHER                                       -> UNCHANGED traceVars
=============================================================================
