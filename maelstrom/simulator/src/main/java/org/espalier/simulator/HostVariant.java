package org.espalier.simulator;

import java.util.Locale;

/** Mistakes of whoever runs the core, which it cannot make up for: what must outlast a crash is the host's to keep. */
public enum HostVariant {
    /** All that is owed to the core. */
    SOUND,
    /** Every life bears the number of the first. */
    FORGOTTEN_INCARNATION,
    /** Of FIFO and causal order, what a step does is sent before it is written: a crash forgets the last such step. */
    FORWARD_FIRST;

    /** As it is written on a command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All labels but that of the sound host, for messages to people. */
    static String labels() {
        return FORGOTTEN_INCARNATION.label() + ", " + FORWARD_FIRST.label();
    }
}
