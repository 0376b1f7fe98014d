-------------------------- MODULE NdjsonFifoTree --------------------------
(***************************************************************************)
(* TraceFifoTree, with the events read by TLC itself:                      *)
(*                                                                         *)
(*   TRACE=run.ndjson java -cp tla2tools.jar:CommunityModules-deps.jar \   *)
(*     -DTLA-Library=spec:spec/trace tlc2.TLC -config \                    *)
(*     spec/trace/NdjsonFifoTree.cfg spec/trace/NdjsonFifoTree.tla         *)
(*                                                                         *)
(* It wants a TLC that has the modules Json and IOUtils; the one that      *)
(* comes with Espalier has not, and `./espalier trace' does the same.      *)
(***************************************************************************)
EXTENDS TraceFifoTree, Json, IOUtils

VARIABLE line            \* the line of the event that is next

\* The lines of the file: the first says who there is, the others are events.
Lines == ndJsonDeserialize(IOEnv.TRACE)

NdjsonNode == 0..(Lines[1].nodes - 1)

NdjsonInit == TraceInit /\ line = 2 /\ ev = Lines[2]

NdjsonNext ==
  /\ line <= Len(Lines)
  /\ TraceNext
  /\ line' = line + 1
  /\ ev' = IF line < Len(Lines) THEN Lines[line + 1] ELSE ev

\* One state more in a behaviour for each event that is a step; where there is none, the search ends.
Accepted ==
  LET reached == TLCGet("stats").diameter IN
  reached = Len(Lines) \/ Print(<<"no step of the specification: line", reached + 1>>, FALSE)
=============================================================================
