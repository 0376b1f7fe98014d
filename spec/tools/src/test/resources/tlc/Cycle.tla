---- MODULE Cycle ----
EXTENDS Naturals
CONSTANT Max
VARIABLES x, f
vars == <<x, f>>
Init == x = 0 /\ f = [i \in 1..2 |-> {}]
Up(i) == x < Max /\ x' = x + 1 /\ f' = [f EXCEPT ![i] = @ \cup {x}]
Back == x = Max /\ x' = 1 /\ f' = [i \in 1..2 |-> {}]
Never == x > Max /\ UNCHANGED vars
System == \E i \in 1..2 : Up(i)
Environment == Back \/ Never
Next == System \/ Environment
Spec == Init /\ [][Next]_vars /\ WF_vars(Next)
UpSpec == Init /\ [][System]_vars
TypeOK == x \in 0..Max
Small == x < 2
StaysAtTwo == <>[](x = 2)
AlwaysUp == [][x' = x + 1]_vars
NonZero == x # 0
Bad == x' = x + "a" /\ UNCHANGED f
Stuck == Init /\ [][FALSE]_vars
ComesToOne == <>(x = 1)
====
