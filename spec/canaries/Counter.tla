------------------------------- MODULE Counter -------------------------------
(* The canaries of this module hold in every TLC that can be trusted: they    *)
(* show that a violation of each kind is seen at all, and named, and that the *)
(* counterexample is the shortest one.                                        *)
(*                                                                            *)
(* A counter goes up to 3 and then starts again from 1.                       *)
EXTENDS Naturals

VARIABLE x

Init == x = 0

Up == x < 3 /\ x' = x + 1

Again == x = 3 /\ x' = 1

Next == Up \/ Again

Spec == Init /\ [][Next]_x /\ WF_x(Next)

(* Without Again: 3 is a state without a successor. *)
UpSpec == Init /\ [][Up]_x

(* Without fairness: the counter may stop anywhere. *)
LazySpec == Init /\ [][Next]_x

BelowThree == x < 3                 \* violated after 4 states

ComesToThree == <>(x = 3)           \* true with fairness, false without

StaysAtTwo == <>[](x = 2)           \* false: a counterexample is a cycle

TwoLeadsToThree == (x = 2) ~> (x = 3)

AlwaysUp == [][x' = x + 1]_x        \* violated by the step Again

(* The step property seen through an instance, as our refinements are. *)
Abstract == INSTANCE CounterAbstract WITH y <- x

Refines == Abstract!Spec            \* violated by the step Again

RefinesLive == Abstract!Progress    \* true: fairness through an instance

RefinesMore == Abstract!MoreFair    \* false: x does not become 9
==============================================================================
