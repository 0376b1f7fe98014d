package org.espalier.checkers.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the order checkers judge: what each node delivered, in order, and what is known to have come before each message.
 *
 * <p>Nodes and messages are small ints here; {@link #node} and {@link #label} give their names. The past of a message
 * {@code m} of origin {@code o} needs two numbers only, because both of its parts grow with time:
 *
 * <ul>
 * <li>the first {@link #earlier}{@code (m)} entries of {@link #acknowledged}{@code (o)}: what {@code o} had accepted for
 * multicast, and said so, before it was asked for {@code m};
 * <li>the first {@link #known}{@code (m)} entries of the log of {@code o}: what {@code o} had delivered, and somebody had
 * seen, before it was asked for {@code m}.
 * </ul>
 *
 * <p>Only real time counts: two requests that overlap at one node have no order, and an acknowledgement that was never seen
 * orders nothing. A whole history of n deliveries at k nodes so takes O(n + k) memory, and no vector per message.
 *
 * <p>Immutable. The arrays that package-private accessors hand out are not copies.
 */
public final class DeliveryHistory {

    /** The origin of a message that nobody was asked to multicast. */
    public static final int NOBODY = -1;
    /** The rank of a message that was never acknowledged. */
    static final int NEVER = Integer.MAX_VALUE;
    /** An event that nobody numbered. */
    static final long NO_INDEX = -1;

    private final String[] nodes;
    private final Object[] labels;
    private final int[] origin;
    private final int[] earlier;
    private final int[] known;
    private final int[] rank;
    private final boolean[] refused;
    private final boolean[] ahead;
    private final long[] askedIndex;
    private final long[] ackedIndex;
    private final int[][] acknowledged;
    private final int[][] logs;
    private final int[] @Nullable [] finals;
    private final int[][] seenLengths;
    private final long[][] seenIndexes;

    private DeliveryHistory(Builder from) {
        int k = from.nodes.size();
        nodes = from.nodes.toArray(new String[0]);
        labels = from.labels.toArray();
        origin = from.origin.toArray();
        earlier = from.earlier.toArray();
        known = from.known.toArray();
        rank = from.rank.toArray();
        refused = new boolean[labels.length];
        ahead = new boolean[labels.length];
        for (int m = 0; m < labels.length; m++) {
            refused[m] = (from.flags.get(m) & Builder.REFUSED) != 0;
            ahead[m] = (from.flags.get(m) & Builder.AHEAD) != 0;
        }
        askedIndex = from.askedIndex.toArray();
        ackedIndex = from.ackedIndex.toArray();
        acknowledged = new int[k][];
        logs = new int[k][];
        finals = new int[k][];
        seenLengths = new int[k][];
        seenIndexes = new long[k][];
        for (int p = 0; p < k; p++) {
            acknowledged[p] = from.acknowledged[p].toArray();
            logs[p] = from.logs[p].toArray();
            finals[p] = from.settled[p] ? logs[p] : from.finals[p];
            seenLengths[p] = from.seenLengths[p].toArray();
            seenIndexes[p] = from.seenIndexes[p].toArray();
        }
    }

    /** A history of these nodes, still empty. */
    public static Builder of(List<String> nodes) {
        return new Builder(nodes);
    }

    /** How many nodes there are. */
    public int nodes() {
        return nodes.length;
    }

    /** The name of a node. */
    public String node(int p) {
        return nodes[p];
    }

    /** How many messages are spoken of, delivered or not. */
    public int messages() {
        return labels.length;
    }

    /** What the application calls a message. */
    public Object label(int m) {
        return labels[m];
    }

    /** Who was asked to multicast a message, or {@link #NOBODY}. */
    public int origin(int m) {
        return origin[m];
    }

    /** How many of the origin's acknowledged messages precede this one. */
    public int earlier(int m) {
        return earlier[m];
    }

    /** How much of the origin's log precedes this message. */
    public int known(int m) {
        return known[m];
    }

    /** The messages that a node accepted for multicast, in the order of its acknowledgements; not a copy. */
    int[] acknowledged(int p) {
        return acknowledged[p];
    }

    /** Where a message stands in {@link #acknowledged} of its origin, or {@link #NEVER}. */
    int rank(int m) {
        return rank[m];
    }

    /** Whether the origin answered that it does not multicast this message, and never will. */
    public boolean refused(int m) {
        return refused[m];
    }

    /** Whether a node delivered it before anybody was asked for it. */
    public boolean ahead(int m) {
        return ahead[m];
    }

    /** What a node delivered, in order; not a copy. */
    int[] log(int p) {
        return logs[p];
    }

    /** How many deliveries a node made. */
    public int delivered(int p) {
        return logs[p].length;
    }

    /** The delivery of a node at a position from 0. */
    public int at(int p, int position) {
        return logs[p][position];
    }

    /** What a node held when all was over, or null if nobody looked; not a copy. */
    int @Nullable [] finals(int p) {
        return finals[p];
    }

    /** Deliveries of all nodes together. */
    public long deliveries() {
        long sum = 0;
        for (int[] log : logs) {
            sum += log.length;
        }
        return sum;
    }

    /** When a message was asked for, or {@link #NO_INDEX}. */
    long askedIndex(int m) {
        return askedIndex[m];
    }

    /** When a message was acknowledged, or {@link #NO_INDEX}. */
    long ackedIndex(int m) {
        return ackedIndex[m];
    }

    /** When somebody first saw the delivery of a node at this position, or {@link #NO_INDEX}. */
    long seenIndex(int p, int position) {
        int at = Arrays.binarySearch(seenLengths[p], position + 1);
        int step = at >= 0 ? at : -at - 1;
        return step < seenIndexes[p].length ? seenIndexes[p][step] : NO_INDEX;
    }

    /**
     * Collects a history. The calls are made in real time's order: what is acknowledged or observed before a request is
     * called before it.
     */
    public static final class Builder {

        private static final int REFUSED = 1;
        private static final int AHEAD = 2;

        private final List<String> nodes;
        private final List<Object> labels = new ArrayList<>();
        private final IntList origin = new IntList();
        private final IntList earlier = new IntList();
        private final IntList known = new IntList();
        private final IntList rank = new IntList();
        private final IntList flags = new IntList();
        private final LongList askedIndex = new LongList();
        private final LongList ackedIndex = new LongList();
        private final IntList[] acknowledged;
        private final IntList[] logs;
        private final int[] @Nullable [] finals;
        private final boolean[] settled;
        private final int[] seen;
        private final IntList[] seenLengths;
        private final LongList[] seenIndexes;

        private Builder(List<String> nodes) {
            this.nodes = List.copyOf(nodes);
            int k = nodes.size();
            acknowledged = lists(k);
            logs = lists(k);
            finals = new int[k][];
            settled = new boolean[k];
            seen = new int[k];
            seenLengths = lists(k);
            seenIndexes = new LongList[k];
            Arrays.setAll(seenIndexes, p -> new LongList());
        }

        private static IntList[] lists(int k) {
            IntList[] all = new IntList[k];
            Arrays.setAll(all, p -> new IntList());
            return all;
        }

        /** A new message; labels should differ, and nothing here compares them. */
        public int message(Object label) {
            labels.add(label);
            origin.add(NOBODY);
            earlier.add(0);
            known.add(0);
            rank.add(NEVER);
            flags.add(0);
            askedIndex.add(NO_INDEX);
            ackedIndex.add(NO_INDEX);
            return labels.size() - 1;
        }

        /** {@link #asked(int, int, long)} of an event without a number. */
        public Builder asked(int p, int m) {
            return asked(p, m, NO_INDEX);
        }

        /**
         * Node {@code p} was asked to multicast {@code m}.
         *
         * @param index the number of the event, for explanations
         * @throws IllegalArgumentException if somebody was asked for it before: then its past is not defined
         */
        public Builder asked(int p, int m, long index) {
            if (origin.get(m) != NOBODY) {
                throw new IllegalArgumentException("message " + labels.get(m) + " is asked for twice");
            }
            origin.set(m, p);
            earlier.set(m, acknowledged[p].size());
            known.set(m, seen[p]);
            askedIndex.set(m, index);
            return this;
        }

        /** {@link #acked(int, long)} of an event without a number. */
        public Builder acked(int m) {
            return acked(m, NO_INDEX);
        }

        /** The origin said that it has accepted {@code m} for multicast. */
        public Builder acked(int m, long index) {
            IntList accepted = acknowledged[askedOrigin(m)];
            if (rank.get(m) != NEVER) {
                throw new IllegalArgumentException("message " + labels.get(m) + " is acknowledged twice");
            }
            rank.set(m, accepted.size());
            accepted.add(m);
            ackedIndex.set(m, index);
            return this;
        }

        /** The origin said that it does not multicast {@code m}, and never will. */
        public Builder refused(int m) {
            askedOrigin(m);
            flags.set(m, flags.get(m) | REFUSED);
            return this;
        }

        private int askedOrigin(int m) {
            int o = origin.get(m);
            if (o == NOBODY) {
                throw new IllegalArgumentException("message " + labels.get(m) + " was never asked for");
            }
            return o;
        }

        /** The next delivery of node {@code p}. It orders nothing until it is {@linkplain #observed observed}. */
        public Builder delivered(int p, int m) {
            if (origin.get(m) == NOBODY) {
                flags.set(m, flags.get(m) | AHEAD);
            }
            logs[p].add(m);
            return this;
        }

        /** {@link #observed(int, int, long)} of all that was delivered, and an event without a number. */
        public Builder observed(int p) {
            return observed(p, logs[p].size(), NO_INDEX);
        }

        /** Somebody was told the first {@code length} deliveries of node {@code p}. */
        public Builder observed(int p, int length, long index) {
            if (length < 0 || length > logs[p].size()) {
                throw new IllegalArgumentException(length + " of " + logs[p].size() + " deliveries");
            }
            if (length > seen[p]) {
                seen[p] = length;
                seenLengths[p].add(length);
                seenIndexes[p].add(index);
            }
            return this;
        }

        /** All is over, and the log of {@code p} is what it holds. */
        public Builder settled(int p) {
            settled[p] = true;
            return this;
        }

        /** All is over, and {@code p} holds these messages. */
        Builder settled(int p, int[] messages) {
            settled[p] = false;
            finals[p] = messages.clone();
            return this;
        }

        /** How many deliveries of node {@code p} are known here so far. */
        int logged(int p) {
            return logs[p].size();
        }

        /** The delivery of node {@code p} at a position. */
        int logged(int p, int position) {
            return logs[p].get(position);
        }

        Object label(int m) {
            return labels.get(m);
        }

        boolean isAsked(int m) {
            return origin.get(m) != NOBODY;
        }

        public DeliveryHistory build() {
            return new DeliveryHistory(this);
        }
    }
}
