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
    /** Give me a number that nobody else gets. */
    UNIQUE_IDS,
    /** Add this element; which elements are there? */
    G_SET,
    /** Add this, which is not negative; how much is it? */
    G_COUNTER,
    /** Add this, which may be negative; how much is it? */
    PN_COUNTER;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All labels, for messages to people. */
    public static String labels() {
        return Arrays.stream(values()).map(Workload::label).collect(Collectors.joining(", "));
    }

    /** Whether every node is read once more after recovery. */
    public boolean readsAtTheEnd() {
        return this != ECHO && this != UNIQUE_IDS;
    }
}
