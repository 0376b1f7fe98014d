package org.espalier.workbench.net;

import java.util.Locale;

/** How a message, or a copy of it, ended. */
public enum Fate {
    /** Handed to the receiver. */
    DELIVERED,
    /** Lost when it was sent. */
    LOST,
    /** Due while its link was cut. */
    PARTITIONED,
    /** Still under way when the receiver, or the run, ended; or sent to a receiver that was not there. */
    UNDELIVERED;

    /** As it is written in {@code messages.jsonl}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
