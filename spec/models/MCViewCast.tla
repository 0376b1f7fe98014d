----------------------------- MODULE MCViewCast -----------------------------
\* Constants for the models of ViewCast.
EXTENDS ViewCast
CONSTANTS a, b, c
Two == {a, b}
Three == {a, b, c}
=============================================================================
