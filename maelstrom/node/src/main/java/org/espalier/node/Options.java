package org.espalier.node;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.espalier.core.node.Order;
import org.jspecify.annotations.Nullable;

/**
 * The command line, checked.
 *
 * @param workload one of {@link #WORKLOADS}
 * @param order in which multicasts are delivered
 * @param data where to keep the log of the total order, or null: then a node forgets it when it ends
 * @param arity children of a member in the tree when all is well
 * @param topologyIsGiven whether the {@code topology} message's neighbours are used instead of the tree
 * @param heartbeatMillis between two heartbeats on an edge of the tree
 * @param suspectAfterMillis how long a neighbour may be silent at first
 * @param probeAfterMillis when a suspicion lapses at first, so that its peer is tried again
 * @param retransmitAfterMillis how long an acknowledgement is waited for before a round trip was measured
 * @param ackAfterMillis how long an acknowledgement waits for a message to ride on
 * @param window messages under way on a link at once
 * @param beatMillis between two beats of the root of the total order
 * @param electAfterMillis how long nothing is heard of that root before another member takes its place
 * @param mutant the defect to run with, or null for none
 */
record Options(String workload, Order order, @Nullable Path data, int arity, boolean topologyIsGiven,
        long heartbeatMillis, long suspectAfterMillis, long probeAfterMillis, long retransmitAfterMillis,
        long ackAfterMillis, int window, long beatMillis, long electAfterMillis, @Nullable String mutant) {

    private static final String WORKLOADS = "echo, unique-ids, broadcast, multicast, g-set, g-counter, pn-counter, "
            + "lin-kv, kafka, txn-list-append, txn-rw-register";

    static final String HELP = """
            Usage: espalier-node WORKLOAD [flags]

            One node of a group, as a process that speaks the Maelstrom protocol on stdin and stdout; it ends with stdin.

            Workloads: echo, unique-ids;
              broadcast, g-set, g-counter, pn-counter, which multicast what they are told to all nodes;
              multicast, whose messages are for groups of nodes;
              lin-kv, kafka, txn-list-append, txn-rw-register, whose nodes carry out the same commands in the same order.

              --order fifo           deliver each node's messages in the order it sent them
              --order causal         and never before what their sender had delivered: the default
              --order total          and all in one sequence, the same everywhere, and only once a majority has them: what
                                     the last four workloads need, and do by default
              --data DIR             keep the total order's log in DIR/<node id>, so that a node may be killed and started
                                     again; without it, a node that comes back has no vote as long as others remember it.
                                     Nothing is kept of fifo and causal: their nodes may pause, and must not be killed
                                     and started again while the others run
              --arity K              children of a node in the tree                                               [5]
              --topology own|given   use a tree of its own, or the neighbours that a topology message names     [own]

            Delays, with the defaults for fifo and causal (few messages) and for total (a local network):
              --heartbeat MS         between two heartbeats on an edge, when no message carries them       [1000; 200]
              --suspect-after MS     silence after which a neighbour is suspected; doubles when it was wrong [3000; 700]
              --probe-after MS       when a suspected node is tried again; doubles each time in a row      [1000; 400]
              --retransmit MS        wait for an acknowledgement until the round trip has been measured     [800; 200]
              --ack-after MS         how long an acknowledgement waits for a message to ride on              [400; 50]
              --beat MS              between two signs of life of the root of the total order                   [100]
              --elect-after MS       silence of that root after which another takes its place                   [600]

              --window N             messages under way on a link at once, 1 to 64                               [64]
              --mutant NAME          run with a known defect, for testing the tests; a name that is none lists them
              --help                 show this

            A request that needs the total order is answered within 2 s: when it is committed here, or with error 11 when
            it never left this node, or with error 0 when what becomes of it is not known.

            Exit codes: 0 stdin has ended, 3 out of memory, 254 bad arguments, 255 a defect, data that cannot be read or
            written, or stdout was closed.
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
    private static final long UNSAID = -1;
    private static final Order[] ORDERS = {Order.FIFO, Order.CAUSAL, Order.TOTAL};

    /** Whether the multicasts are in total order. */
    boolean total() {
        return order == Order.TOTAL;
    }

    /**
     * The options that a command line spells, or null when it asks for help.
     *
     * @throws BadArguments saying what cannot be used, and what could
     */
    static @Nullable Options parse(String[] args) throws BadArguments {
        String workload = null;
        Order order = null;
        Path data = null;
        int arity = DEFAULT_ARITY;
        boolean given = false;
        long heartbeat = UNSAID;
        long suspect = UNSAID;
        long probe = UNSAID;
        long retransmit = UNSAID;
        long ack = UNSAID;
        int window = MAX_WINDOW;
        long beat = 100;
        long elect = 600;
        String mutant = null;

        Arguments rest = new Arguments(args);
        while (rest.next()) {
            switch (rest.current()) {
                case "--help", "-h" -> {
                    rest.noValue();
                    return null;
                }
                case "--order" -> order = ORDERS[rest.oneOf("fifo", "causal", "total")];
                case "--data" -> data = rest.path();
                case "--arity" -> arity = (int) rest.number(1, MAX_ARITY);
                case "--topology" -> given = rest.oneOf("own", "given") == 1;
                case "--heartbeat" -> heartbeat = rest.number(1, MAX_MILLIS);
                case "--suspect-after" -> suspect = rest.number(1, MAX_MILLIS);
                case "--probe-after" -> probe = rest.number(1, MAX_MILLIS);
                case "--retransmit" -> retransmit = rest.number(1, MAX_MILLIS);
                case "--ack-after" -> ack = rest.number(0, MAX_MILLIS);
                case "--window" -> window = (int) rest.number(1, MAX_WINDOW);
                case "--beat" -> beat = rest.number(1, MAX_MILLIS);
                case "--elect-after" -> elect = rest.number(2, MAX_MILLIS);
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
        order = order(workload, order);
        boolean total = order == Order.TOTAL;
        if (data != null && !total) {
            throw new BadArguments("--data is for the total order: nothing else is kept");
        }
        if (elect <= beat) {
            throw new BadArguments("--elect-after must be more than --beat, which is " + beat);
        }
        return new Options(workload, order, data, arity, given, or(heartbeat, total ? 200 : 1_000),
                or(suspect, total ? 700 : 3_000), or(probe, total ? 400 : 1_000), or(retransmit, total ? 200 : 800),
                or(ack, total ? 50 : 400), window, beat, elect, mutant);
    }

    private static long or(long said, long otherwise) {
        return said == UNSAID ? otherwise : said;
    }

    private static String known(String workload) throws BadArguments {
        return switch (workload) {
            case "echo", "unique-ids", "broadcast", "multicast", "g-set", "g-counter", "pn-counter", "lin-kv",
                    "kafka", "txn-list-append", "txn-rw-register" ->
                workload;
            default -> throw new BadArguments("unknown workload " + workload + "; there are " + WORKLOADS);
        };
    }

    private static Order order(String workload, @Nullable Order said) throws BadArguments {
        return switch (workload) {
            case "lin-kv", "kafka", "txn-list-append", "txn-rw-register" -> {
                if (said != null && said != Order.TOTAL) {
                    throw new BadArguments(workload + " needs --order total");
                }
                yield Order.TOTAL;
            }
            case "echo", "unique-ids" -> Order.CAUSAL; // they multicast nothing
            default -> said == null ? Order.CAUSAL : said;
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

        /** Which of these the value is. */
        int oneOf(String... choices) throws BadArguments {
            String value = value();
            for (int i = 0; i < choices.length; i++) {
                if (value.equals(choices[i])) {
                    return i;
                }
            }
            throw new BadArguments(current + " is " + String.join(" or ", choices) + ", not " + value);
        }

        Path path() throws BadArguments {
            String value = value();
            try {
                if (!value.isEmpty()) {
                    return Path.of(value);
                }
            } catch (InvalidPathException e) {
                // said below
            }
            throw new BadArguments(current + " needs the path of a directory, not \"" + value + "\"");
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
