package org.espalier.core.node;

/** The order a multicast asks for. Each order has its own sequence numbers; nothing is promised between the two. */
public enum Order {
    /** Messages of one origin arrive in the order sent. {@code spec: FifoCast.tla} */
    FIFO,
    /** And nothing arrives before what its origin had delivered when it was sent. {@code spec: CausalCast.tla} */
    CAUSAL,
    /** And everyone's messages arrive in one sequence, the same everywhere. {@code spec: TotalOrder.tla} */
    TOTAL
}
