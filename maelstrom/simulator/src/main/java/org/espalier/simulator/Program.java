package org.espalier.simulator;

/**
 * What runs at the members: the core alone, with an application that lists what it was given, or the node program of one of
 * the workbench's workloads, with clients.
 *
 * @param name of the workload; empty for the core alone
 * @param clients how many are at each node
 * @param disk whether nodes keep the log of a total order
 * @param patienceMillis how long a client waits for an answer
 */
public record Program(String name, int clients, boolean disk, long patienceMillis) {

    /** The core alone. */
    public static final Program NONE = new Program("", 1, true, 1);

    public Program {
        if (!name.matches("[a-z-]{0,40}") || clients < 1 || clients > 100 || patienceMillis < 1
                || patienceMillis > 600_000) {
            throw new IllegalArgumentException(
                    "no program: " + name + " with " + clients + " clients at each node, who wait "
                            + patienceMillis + " ms");
        }
    }

    /** Whether it is the core alone. */
    public boolean isNone() {
        return name.isEmpty();
    }
}
