-------------------------- MODULE TreeLogAckEarly ---------------------------
(* Mistake 12: what is in memory is acknowledged. *)
EXTENDS MCTreeLog

InMemory(p, disk) == Length(log[p])
=============================================================================
