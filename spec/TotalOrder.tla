----------------------------- MODULE TotalOrder -----------------------------
(***************************************************************************)
(* WHAT total order promises: there is one sequence, and everybody         *)
(* delivers it from its beginning, each as far as it has come.             *)
(*                                                                         *)
(* No messages, epochs, roots or disks here: only the sequence, which      *)
(* grows at its end and is never changed, and a position in it for every   *)
(* node.  A node that crashes, even one that never comes back, keeps the   *)
(* position it had reached: what it delivered is in the sequence for ever, *)
(* so nobody delivers anything else in its place.  That is uniformity, and *)
(* it is what FIFO and causal multicast do not promise.                    *)
(*                                                                         *)
(* An entry is <<origin, number>>.  The sequence takes the entries of an   *)
(* origin in the order of their numbers, without holes.  A restarted       *)
(* origin, which counts from 1 again under a greater incarnation, is       *)
(* another origin here: nothing below compares two incarnations, and an    *)
(* implementation that lets the greater one follow the smaller only leaves *)
(* out behaviours in which they alternate.                                 *)
(*                                                                         *)
(* A position may advance by several entries at once: a snapshot stands    *)
(* for all the entries before it.                                          *)
(*                                                                         *)
(* Causal order needs no vectors.  Whatever a node had delivered when it   *)
(* submitted an entry was in the sequence by then, and the entry was not;  *)
(* it comes behind.  CausalTotal says so, and of all nodes, not only of    *)
(* the origin.                                                             *)
(*                                                                         *)
(* The properties are written as operators of logs, so that a module that  *)
(* keeps the promise states them of the logs it really has.                *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, Logs

CONSTANTS Node,          \* those who deliver
          Origin,        \* those who submit
          Quota          \* Quota[o]: how many entries o submits in a behaviour (a bound of the models)

ASSUME Quota \in [Origin -> Nat]

VARIABLES sent,          \* sent[o]: how many entries o has submitted
          order,         \* the sequence
          done           \* done[p]: how many of its entries p has delivered, in all its lives

vars == <<sent, order, done>>

Entry == UNION {{<<o, i>> : i \in 1..Quota[o]} : o \in Origin}

TypeOK ==
  /\ sent \in [Origin -> Nat]
  /\ order \in LogsOf(Entry)
  /\ done \in [Node -> Nat]
-----------------------------------------------------------------------------
\* No entry twice.
NoDuplicationIn(s) == \A i, j \in DOMAIN s : s[i] = s[j] => i = j

\* Of each origin, in the order of the numbers,
FifoIn(s) == \A i, j \in DOMAIN s : (s[i][1] = s[j][1] /\ i < j) => s[i][2] < s[j][2]

\* and without holes.
GapFreeIn(s) == \A i \in DOMAIN s : \A n \in 1..(s[i][2] - 1) : \E j \in 1..i : s[j] = <<s[i][1], n>>

\* Nothing but what was submitted.
CreatedIn(s) == \A i \in DOMAIN s : s[i][2] \in 1..sent[s[i][1]]

\* Of two, one is the beginning of the other; f[p] is what p has delivered.
PrefixOrdered(f) == \A p, q \in Node : Prefix(f[p], f[q]) \/ Prefix(f[q], f[p])

IsOrderly(s) == NoDuplicationIn(s) /\ FifoIn(s) /\ GapFreeIn(s) /\ CreatedIn(s)
-----------------------------------------------------------------------------
\* The sequences that may come after this one, itself among them.
Missing == {x \in Entry : x[2] <= sent[x[1]]} \ EntriesOf(order)
Runs == UNION {[1..k -> Missing] : k \in 0..Cardinality(Missing)}
Extensions == {s \in {Then(order, r) : r \in Runs} : IsOrderly(s)}

\* Something may have been submitted already when we begin to look.
Init ==
  /\ sent \in [Origin -> UNION {0..Quota[o] : o \in Origin}] /\ \A o \in Origin : sent[o] <= Quota[o]
  /\ order = <<>>
  /\ done = [p \in Node |-> 0]

Submit(o) ==
  /\ sent[o] < Quota[o]
  /\ sent' = [sent EXCEPT ![o] = @ + 1]
  /\ UNCHANGED <<order, done>>

\* The sequence grows, or a node delivers more of it, or both.
Advance ==
  /\ order' \in Extensions
  /\ \/ done' = done
     \/ \E p \in Node : \E n \in (done[p] + 1)..Length(order') : done' = [done EXCEPT ![p] = n]
  /\ UNCHANGED sent

Next == (\E o \in Origin : Submit(o)) \/ Advance

Spec == Init /\ [][Next]_vars
-----------------------------------------------------------------------------
\* What p has delivered.
Delivered(p) == First(order, done[p])

TotalOrder == PrefixOrdered([p \in Node |-> Delivered(p)])

NoDuplication == NoDuplicationIn(order)
FifoTotal == FifoIn(order)
GapFree == GapFreeIn(order)
NoCreation == CreatedIn(order)

\* Whatever anybody has delivered is in the sequence,
UniformAgreement == \A p \in Node : done[p] <= Length(order)

\* and the sequence is never changed, nor a delivery taken back.
Uniform == [][Prefix(order, order') /\ \A p \in Node : done'[p] >= done[p]]_vars

\* An entry is behind all that anybody had delivered when it was submitted.
CausalTotal == [][\A o \in Origin : sent'[o] > sent[o] =>
                    /\ <<o, sent'[o]>> \notin EntriesOf(order')
                    /\ \A p \in Node : done[p] <= Length(order)]_vars

THEOREM Spec => [](TotalOrder /\ NoDuplication /\ FifoTotal /\ GapFree /\ NoCreation /\ UniformAgreement)
THEOREM Spec => Uniform /\ CausalTotal
-----------------------------------------------------------------------------
\* Witnesses, to be violated.

\* Somebody has delivered two entries, somebody none.
ReachAhead == ~(\E p, q \in Node : Length(Delivered(p)) > 1 /\ Delivered(q) = <<>>)
=============================================================================
