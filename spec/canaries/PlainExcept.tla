----------------------------- MODULE PlainExcept -----------------------------
(* The forms of EXCEPT that our specifications use, over the same domain of   *)
(* pairs as SharedExcept: on variables, on primed variables, on parameters    *)
(* of operators, nested, and with function literals that need no EXCEPT.      *)
(* These must come out right in the TLC we ship.                              *)
EXTENDS Naturals, Sequences

Keys == {1, 2} \X {1, 2}
p == <<1, 1>>
q == <<1, 2>>

VARIABLES n, a, b, c, d, e

vars == <<n, a, b, c, d, e>>

Put(f, k, v) == [f EXCEPT ![k] = v]

Init == /\ n = 0
        /\ a = [k \in Keys |-> 0]
        /\ b = [k \in Keys |-> 0]
        /\ c = [k \in Keys |-> <<>>]
        /\ d = [k \in Keys |-> 0]
        /\ e = [i \in 1..2 |-> [j \in 1..2 |-> {}]]

Next == /\ n < 2
        /\ n' = n + 1
        /\ a' = [a EXCEPT ![p] = @ + 1, ![q] = 9]
        /\ b' = [a' EXCEPT ![q] = @ - 2]
        /\ c' = [Put(c, p, Append(c[p], n)) EXCEPT ![q] = SubSeq(c[p], 1, Len(c[p]))]
        /\ LET f == [k \in Keys |-> IF k = p THEN <<n>> ELSE d[k]] IN d' = Put(f, q, 9)
        /\ e' = [e EXCEPT ![1][2] = @ \cup {n}, ![2] = [e[1] EXCEPT ![1] = {5}]]

AsComputedByHand ==
  /\ DOMAIN a = Keys /\ DOMAIN b = Keys /\ DOMAIN c = Keys /\ DOMAIN d = Keys
  /\ a[p] = n
  /\ n > 0 => /\ a[q] = 9
              /\ b[p] = n /\ b[q] = 7
              /\ c[p] = [i \in 1..n |-> i - 1] /\ c[q] = SubSeq(c[p], 1, n - 1)
              /\ d[p] = <<n - 1>> /\ d[q] = 9
              /\ e[1] = <<{}, 0..(n - 1)>> /\ e[2] = <<{5}, 0..(n - 2)>>
  /\ \A k \in Keys \ {p, q} : a[k] = 0 /\ c[k] = <<>> /\ d[k] = 0
==============================================================================
