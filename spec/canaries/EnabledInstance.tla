--------------------------- MODULE EnabledInstance ---------------------------
(* tlaplus#725.  ENABLED of an action that is reached through an INSTANCE,    *)
(* whose variables are renamed into one another, and which primes a variable  *)
(* inside a LAMBDA: some builds compute TRUE.  Then fairness would assume a   *)
(* step that cannot happen, and every liveness property would hold.           *)
(*                                                                            *)
(* Inner!Step is never enabled, so Enabled must be violated at once, and      *)
(* BecomesOne, which fairness of that step cannot bring about, as well.       *)
EXTENDS Naturals

VARIABLES b, q, s

vars == <<b, q, s>>

Inner == INSTANCE EnabledInner WITH a <- b, b <- q, c <- s

Init == b = 0 /\ q = 0 /\ s = <<1, 2>>

Next == UNCHANGED vars

Spec == Init /\ [][Next]_vars /\ Inner!Fairness

Enabled == Inner!StepEnabled

BecomesOne == <>(b = 1)
==============================================================================
