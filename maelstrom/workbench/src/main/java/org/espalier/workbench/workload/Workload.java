package org.espalier.workbench.workload;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The workloads that the workbench runs; names, messages and generators are Maelstrom's. */
public enum Workload {
    /** Say this back to me. */
    ECHO,
    /** Tell everyone; what have you heard? The only workload whose answers have an order. */
    BROADCAST,
    /** Tell this to a group, in that order; what have you been given, and in which order? Ours, not Maelstrom's. */
    MULTICAST,
    /** Give me a number that nobody else gets. */
    UNIQUE_IDS,
    /** Add this element; which elements are there? */
    G_SET,
    /** Add this, which is not negative; how much is it? */
    G_COUNTER,
    /** Add this, which may be negative; how much is it? */
    PN_COUNTER,
    /** Read, write, compare and set the value of a key. */
    LIN_KV,
    /** Append this to a log; what comes next in these logs? */
    KAFKA,
    /** Read these lists and append this to those, all at once. */
    TXN_LIST_APPEND,
    /** Read these registers and write those, all at once. */
    TXN_RW_REGISTER;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All labels, for messages to people. */
    public static String labels() {
        return Arrays.stream(values()).map(Workload::label).collect(Collectors.joining(", "));
    }

    /** Whether every client reads once more after recovery; in kafka everything from the beginning. */
    public boolean readsAtTheEnd() {
        return this != ECHO && this != UNIQUE_IDS && this != LIN_KV && !isTransactional();
    }

    /** Whether nodes are told something between {@code init} and the first request: their neighbours, or the groups. */
    public boolean hasIntroduction() {
        return this == BROADCAST || this == MULTICAST;
    }

    /** Whether values belong to keys. */
    public boolean hasKeys() {
        return this == LIN_KV || this == KAFKA || isTransactional();
    }

    /** Whether requests are transactions. */
    public boolean isTransactional() {
        return this == TXN_LIST_APPEND || this == TXN_RW_REGISTER;
    }

    /** How a new client talks. */
    public Session session() {
        return switch (this) {
            case ECHO, BROADCAST, UNIQUE_IDS, G_SET, G_COUNTER, PN_COUNTER -> new PlainSession(this);
            case MULTICAST -> new MulticastSession();
            case LIN_KV -> new LinKvSession();
            case KAFKA -> new KafkaSession();
            case TXN_LIST_APPEND -> new TxnSession(true);
            case TXN_RW_REGISTER -> new TxnSession(false);
        };
    }
}
