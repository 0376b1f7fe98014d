package org.espalier.simulator.fault;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member loses its memory, and starts again when the fault is over.
 *
 * @param node which
 * @param disk what becomes of its disk
 */
public record Crash(Span span, int node, Disk disk) implements Fault {

    /** What a crash leaves on the disk. */
    public enum Disk {
        /** Everything written: the process was killed. */
        KEPT,
        /** What was synced, and some part of what was written after that; the last record may be torn. */
        TORN,
        /** Nothing: the member comes back with another disk, and knows it. */
        LOST
    }

    public Crash {
        Fault.notNegative(node, "node");
    }

    @Override
    public FaultKind kind() {
        return FaultKind.CRASH;
    }

    @Override
    public Fault at(Span when) {
        return new Crash(when, node, disk);
    }

    @Override
    public boolean fits(int nodes) {
        return node < nodes;
    }

    @Override
    public Map<String, String> parameters() {
        return new TreeMap<>(
                Map.of("node", Integer.toString(node), "disk", disk.name().toLowerCase(Locale.ROOT)));
    }
}
