package org.espalier.workbench.nemesis;

import java.util.Locale;

/** The faults that come and go, mostly as Jepsen calls them. */
public enum FaultKind {
    /** The network is divided. */
    PARTITION("partitions"),
    /** The network is divided and whole again, many times in a second. */
    FLAPPING("flapping partitions"),
    /** Processes are killed, and later started again. */
    KILL("kills"),
    /** Processes are stopped where they stand, and later go on. */
    PAUSE("pauses"),
    /** Processes are stopped and go on in turns, many times in a second, so that they get little done. */
    SLOW("slow nodes");

    private final String many;

    FaultKind(String many) {
        this.many = many;
    }

    /** Whether it strikes processes, and not the network. */
    public boolean isOfProcesses() {
        return switch (this) {
            case KILL, PAUSE, SLOW -> true;
            case PARTITION, FLAPPING -> false;
        };
    }

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Several of them, in words. */
    public String many() {
        return many;
    }
}
