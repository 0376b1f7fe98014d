---------------------------- MODULE MCTreeRepair ----------------------------
(* Values for the constants of TreeRepair: which fragments a model tries.  *)
EXTENDS TreeRepair, TLC

AllFragments == SUBSET Node \ {{}}

\* Of five members: all ways to lack the only ancestor of a leaf, to lack the
\* root, and a fragment (0, 2, 3, 4) in which one member must be redirected.
TellingFragments == {{0, 2, 3, 4}, {0, 3, 4}, {1, 2, 3, 4}, {2, 3, 4}}
OneRedirected == {{0, 2, 3, 4}}
=============================================================================
