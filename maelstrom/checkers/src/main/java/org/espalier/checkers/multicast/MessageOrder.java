package org.espalier.checkers.multicast;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a message asks to come before it; each order includes the ones before it. */
// spec: GroupCast.tla!Order
public enum MessageOrder {
    /** All that its sender multicast before. */
    FIFO,
    /** And all that its sender had delivered before, and the past of that. */
    CAUSAL,
    /** And all such messages in one order everywhere. */
    TOTAL;

    /** As requests and histories write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The order of that label.
     *
     * @throws IllegalArgumentException if there is none; the message names those there are
     */
    public static MessageOrder named(String label) {
        for (MessageOrder order : values()) {
            if (order.label().equals(label)) {
                return order;
            }
        }
        throw new IllegalArgumentException("an order is one of "
                + Arrays.stream(values()).map(MessageOrder::label).collect(Collectors.joining(", ")) + ", not `"
                + label + "`");
    }
}
