---------------------------- MODULE MCFounding ----------------------------
\* Constants for the models of Founding.
EXTENDS Founding, TLC
CONSTANTS a, b, c
Two == {a, b}
Three == {a, b, c}
Symmetry == Permutations(Three)
===========================================================================
