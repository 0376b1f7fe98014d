package org.espalier.checkers.delivery;

import java.util.Arrays;

/** Where one node after another delivered each message first; one array serves all nodes. */
final class Positions {

    private final DeliveryHistory h;
    private final int[] first;

    Positions(DeliveryHistory h) {
        this.h = h;
        this.first = new int[h.messages()];
    }

    /** By message: its first position in the log of {@code q}, or {@link DeliveryHistory#NEVER}. Valid until the next call. */
    int[] at(int q) {
        Arrays.fill(first, DeliveryHistory.NEVER);
        int[] log = h.log(q);
        for (int i = log.length - 1; i >= 0; i--) {
            first[log[i]] = i;
        }
        return first;
    }
}
