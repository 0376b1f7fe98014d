package org.espalier.checkers.txn;

/**
 * One transaction comes before another.
 *
 * @param from the id of the earlier one
 * @param to the id of the later one
 * @param kind why, in a word
 * @param why why, in a sentence
 */
record Edge(int from, int to, Kind kind, Why why) {

    /** Why one transaction comes before another. */
    enum Kind {
        /** The later one overwrote, or appended to, what the earlier one wrote. */
        WW(1),
        /** The later one read what the earlier one wrote. */
        WR(2),
        /** The later one overwrote, or appended to, what the earlier one read. */
        RW(4),
        /** One process made both. */
        PROCESS(8),
        /** The earlier one was over before the later one began. */
        REALTIME(16),
        /** As {@link #WW}, if the store keeps the order of real time. */
        WW_IN_TIME(32),
        /** As {@link #RW}, if the store keeps the order of real time. */
        RW_IN_TIME(64);

        private final int mask;

        Kind(int mask) {
            this.mask = mask;
        }

        /** The kind as a set of kinds: a set is the sum of those in it. */
        int mask() {
            return mask;
        }

        /** Whether the later one missed what happened to what the earlier one read. */
        boolean isRw() {
            return this == RW || this == RW_IN_TIME;
        }

        /** Whether it says only who came first, and nothing of keys. */
        boolean isOrder() {
            return this == PROCESS || this == REALTIME;
        }

        /** Whether it holds only if the store keeps the order of real time. */
        boolean needsTime() {
            return this == REALTIME || this == WW_IN_TIME || this == RW_IN_TIME;
        }
    }

    /** A reason, told once the transactions have names. */
    interface Why {
        String text(String from, String to);
    }
}
