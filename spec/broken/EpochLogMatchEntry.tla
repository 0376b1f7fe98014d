------------------------- MODULE EpochLogMatchEntry -------------------------
(* A node keeps all up to the last place where the two logs have the same entry, though an earlier one may differ. *)
EXTENDS MCEpochFork

UpToTheSame(q, s, n, same) == LET S == {0} \cup {i \in 1..Min(Length(log[q]), n) : log[q][i] = s[i]}
                              IN CHOOSE i \in S : \A j \in S : i >= j
=============================================================================
