------------------------------- MODULE LazyLet -------------------------------
(* tlaplus#798 (and #113).  A primed variable that reaches its assignment     *)
(* through operators and a LET: a cached lazy value makes some builds compute *)
(* too few successors.  There is exactly one step here, so NotMoved must be   *)
(* violated after 2 states.                                                   *)
EXTENDS Naturals

S == {1, 2}

VARIABLES x, y

Choose(f, g) == /\ f \in [S -> {0}]
                /\ g \in [S -> S]
                /\ \A s \in S : f[s] = 0 => g[s] = s

Through(f, g) == Choose(f, g)

Let(f, g) == LET h == f IN Through(h, g)

Init == x = [s \in S |-> 5] /\ y = [s \in S |-> 5]

Next == Let(x', y')

NotMoved == x[1] = 5
==============================================================================
