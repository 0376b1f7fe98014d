---------------------------- MODULE InitialError -----------------------------
(* tlaplus#1440.  A temporal property that cannot be evaluated in the initial *)
(* state: some builds end there and report success, with states left.  Any    *)
(* answer but ok is right; ours is read from the number of states left, too.  *)
EXTENDS Naturals, Sequences

VARIABLE x

Init == x = 0

Next == x < 2 /\ x' = x + 1

Spec == Init /\ [][Next]_x

Undefined == <>(Head(<<>>) = 1)
==============================================================================
