----------------------------- MODULE LazyExcept ------------------------------
(* tlaplus#1145.  A function literal with EXCEPT, handed to an operator whose *)
(* result is indexed at once, is kept unevaluated, and some Java overrides    *)
(* (SubSeq here) then read the literal and forget the EXCEPT.                 *)
(*                                                                            *)
(* f is <<0, 7, 0>>, so Middle must be violated in the initial state.         *)
EXTENDS Naturals, Sequences

VARIABLE x

From2(s) == SubSeq(s, 2, 3)

Init == x = From2([[i \in 1..3 |-> 0] EXCEPT ![2] = 7])[1]

Next == UNCHANGED x

Middle == x # 7
==============================================================================
