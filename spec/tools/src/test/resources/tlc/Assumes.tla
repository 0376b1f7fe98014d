---- MODULE Assumes ----
EXTENDS Naturals
ASSUME 1 = 2
VARIABLE x
Init == x = 0
Next == UNCHANGED x
====
