package org.espalier.workbench.nemesis;

import java.util.Locale;

/** The faults that come and go, as Jepsen calls them. */
public enum FaultKind {
    /** The network is divided. */
    PARTITION,
    /** Processes are killed, and later started again. */
    KILL,
    /** Processes are stopped where they stand, and later go on. */
    PAUSE;

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
