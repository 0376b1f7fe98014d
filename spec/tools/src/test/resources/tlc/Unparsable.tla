---- MODULE Unparsable ----
EXTENDS Naturals
VARIABLE x
Init == x = 0 /\ y = 1
Next == UNCHANGED x
====
