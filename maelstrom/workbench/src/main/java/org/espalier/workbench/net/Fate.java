package org.espalier.workbench.net;

import java.util.Locale;

/** How a message, or a copy of it, ended. */
public enum Fate {
    /** Handed to the receiver. */
    DELIVERED,
    /** Handed to the receiver, but not as it was sent: bits of it had flipped. */
    CORRUPTED,
    /** Lost when it was sent. */
    LOST,
    /** Due while its link was cut. */
    PARTITIONED,
    /** Still under way when the receiver, or the run, ended; or sent to a receiver that was not there. */
    UNDELIVERED;

    /** Whether the receiver got something. */
    public boolean arrived() {
        return this == DELIVERED || this == CORRUPTED;
    }

    /** As it is written in {@code messages.jsonl}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
