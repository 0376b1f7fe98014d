package org.espalier.node;

import org.jspecify.annotations.Nullable;

/**
 * The command line, checked.
 *
 * @param workload one of {@link #WORKLOADS}
 * @param causal whether multicasts are causal, or FIFO only
 * @param arity children of a member in the tree when all is well
 * @param topologyIsGiven whether the {@code topology} message's neighbours are used instead of the tree
 * @param heartbeatMillis between two heartbeats on an edge of the tree
 * @param suspectAfterMillis how long a neighbour may be silent at first
 * @param probeAfterMillis when a suspicion lapses at first, so that its peer is tried again
 * @param retransmitAfterMillis how long an acknowledgement is waited for before a round trip was measured
 * @param ackAfterMillis how long an acknowledgement waits for a message to ride on
 * @param window messages under way on a link at once
 * @param mutant the defect to run with, or null for none
 */
record Options(String workload, boolean causal, int arity, boolean topologyIsGiven, long heartbeatMillis,
        long suspectAfterMillis, long probeAfterMillis, long retransmitAfterMillis, long ackAfterMillis, int window,
        @Nullable String mutant) {

    private static final String WORKLOADS = "echo, unique-ids, broadcast, g-set, g-counter, pn-counter";

    static final String HELP = """
            Usage: espalier-node WORKLOAD [flags]

            One node of a group, as a process that speaks the Maelstrom protocol on stdin and stdout; it ends with stdin.

            Workloads: echo, unique-ids, broadcast, g-set, g-counter, pn-counter.
            Those but the first two multicast what they are told to all nodes, over a tree that repairs itself.

              --order fifo|causal    deliver each node's messages in the order it sent them, or also never before what
                                     their sender had delivered                                              [causal]
              --arity K              children of a node in the tree                                               [5]
              --topology own|given   use a tree of its own, or the neighbours that a topology message names     [own]
              --heartbeat MS         between two heartbeats on an edge, when no message carries them           [1000]
              --suspect-after MS     silence after which a neighbour is suspected; doubles when it was wrong   [3000]
              --probe-after MS       when a suspected node is tried again; doubles each time in a row          [1000]
              --retransmit MS        wait for an acknowledgement until the round trip has been measured         [800]
              --ack-after MS         how long an acknowledgement waits for a message to ride on                 [400]
              --window N             messages under way on a link at once, 1 to 64                               [64]
              --mutant NAME          run with a known defect, for testing the tests: no-sync, no-dedup
              --help                 show this

            Exit codes: 0 stdin has ended, 3 out of memory, 254 bad arguments, 255 a defect, or stdout was closed.
            """;

    /**
     * The smallest arity for which 25 nodes, the size the broadcast challenge is run at, stand in two levels below the
     * root: at most four hops from anywhere to anywhere. The number of messages is the same for every arity; a larger one
     * only puts more of them on the root.
     */
    private static final int DEFAULT_ARITY = 5;
    private static final int MAX_ARITY = 1_024;
    private static final int MAX_WINDOW = 64;
    private static final long MAX_MILLIS = 3_600_000;

    /** Whether this workload multicasts, and so needs the group. */
    boolean multicasts() {
        return !workload.equals("echo") && !workload.equals("unique-ids");
    }

    /**
     * The options that a command line spells, or null when it asks for help.
     *
     * @throws BadArguments saying what cannot be used, and what could
     */
    static @Nullable Options parse(String[] args) throws BadArguments {
        String workload = null;
        boolean causal = true;
        int arity = DEFAULT_ARITY;
        boolean given = false;
        long heartbeat = 1_000;
        long suspect = 3_000;
        long probe = 1_000;
        long retransmit = 800;
        long ack = 400;
        int window = MAX_WINDOW;
        String mutant = null;

        Arguments rest = new Arguments(args);
        while (rest.next()) {
            switch (rest.current()) {
                case "--help", "-h" -> {
                    rest.noValue();
                    return null;
                }
                case "--order" -> causal = rest.oneOf("fifo", "causal");
                case "--arity" -> arity = (int) rest.number(1, MAX_ARITY);
                case "--topology" -> given = rest.oneOf("own", "given");
                case "--heartbeat" -> heartbeat = rest.number(1, MAX_MILLIS);
                case "--suspect-after" -> suspect = rest.number(1, MAX_MILLIS);
                case "--probe-after" -> probe = rest.number(1, MAX_MILLIS);
                case "--retransmit" -> retransmit = rest.number(1, MAX_MILLIS);
                case "--ack-after" -> ack = rest.number(0, MAX_MILLIS);
                case "--window" -> window = (int) rest.number(1, MAX_WINDOW);
                case "--mutant" -> mutant = rest.value();
                default -> {
                    if (rest.current().startsWith("-")) {
                        throw new BadArguments("unknown flag " + rest.current());
                    } else if (workload != null) {
                        throw new BadArguments("one workload, not two: " + workload + " and " + rest.current());
                    }
                    workload = known(rest.current());
                }
            }
        }
        if (workload == null) {
            throw new BadArguments("a workload is needed: " + WORKLOADS);
        }
        return new Options(workload, causal, arity, given, heartbeat, suspect, probe, retransmit, ack, window, mutant);
    }

    private static String known(String workload) throws BadArguments {
        return switch (workload) {
            case "echo", "unique-ids", "broadcast", "g-set", "g-counter", "pn-counter" -> workload;
            default -> throw new BadArguments("unknown workload " + workload + "; there are " + WORKLOADS);
        };
    }

    /** The words of a command line, one after another; a flag's value may follow it or be joined to it by {@code =}. */
    private static final class Arguments {

        private final String[] args;
        private int at = -1;
        private String current = "";
        private @Nullable String joined;

        Arguments(String[] args) {
            this.args = args;
        }

        boolean next() {
            if (++at == args.length) {
                return false;
            }
            current = args[at];
            int equals = current.startsWith("--") ? current.indexOf('=') : -1;
            if (equals > 0) {
                joined = current.substring(equals + 1);
                current = current.substring(0, equals);
            }
            return true;
        }

        String current() {
            return current;
        }

        void noValue() throws BadArguments {
            if (joined != null) {
                throw new BadArguments(current + " takes no value");
            }
        }

        String value() throws BadArguments {
            String value = joined;
            joined = null;
            if (value == null) {
                if (++at >= args.length) {
                    throw new BadArguments(current + " needs a value");
                }
                value = args[at];
            }
            return value;
        }

        /** Whether the value is the second of two. */
        boolean oneOf(String first, String second) throws BadArguments {
            String value = value();
            if (!value.equals(first) && !value.equals(second)) {
                throw new BadArguments(current + " is " + first + " or " + second + ", not " + value);
            }
            return value.equals(second);
        }

        long number(long least, long most) throws BadArguments {
            String value = value();
            try {
                long n = Long.parseLong(value);
                if (n >= least && n <= most) {
                    return n;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new BadArguments(
                    current + " needs a whole number from " + least + " to " + most + ", not " + value);
        }
    }
}
