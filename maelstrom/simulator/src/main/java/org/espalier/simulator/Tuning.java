package org.espalier.simulator;

import java.util.Optional;

import org.espalier.core.cast.CastConfig;
import org.espalier.core.link.ArqLink;
import org.espalier.core.link.Detector;
import org.espalier.core.log.LogConfig;
import org.espalier.core.node.Node;
import org.espalier.core.overlay.Tree;

/**
 * How the members of a group are configured.
 *
 * @param arity children of a member in the tree
 * @param heartbeatMillis the measure of all delays of the core
 * @param window payloads under way on a link, 1 to 64
 * @param maxRetained entries kept for those who are behind; who is further behind needs a snapshot
 * @param maxBatch entries in one message of the log
 * @param syncMicros how long a sync takes at most
 * @param files whether logs are files on a disk that tears what it writes, or records that are whole or gone
 */
public record Tuning(int arity, long heartbeatMillis, int window, int maxRetained, int maxBatch, long syncMicros,
        boolean files) {

    /** Retained by a group in which nobody is ever too far behind. */
    public static final int RETAIN_ALL = 1 << 16;

    private static final int MAX_HOLDBACK = 1 << 10;
    private static final int MAX_PENDING = 64;

    public Tuning {
        between(1, arity, 64, "arity");
        between(20, heartbeatMillis, 60_000, "heartbeat-ms");
        between(1, window, ArqLink.MAX_WINDOW, "window");
        between(1, maxRetained, 1 << 24, "retained");
        between(1, maxBatch, 1 << 16, "batch");
        between(1, syncMicros, 60_000_000, "sync-us");
    }

    private static void between(long least, long value, long most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " is between " + least + " and " + most + ", not " + value);
        }
    }

    /** The configuration of one member in one life. */
    Node.Config config(Workload workload, int self, int nodes, long incarnation) {
        long h = heartbeatMillis;
        int k = Math.min(arity, Math.max(1, nodes - 1));
        ArqLink.Config link = new ArqLink.Config(window, window, h / 2, 4 * h, h / 10, h / 2, 4 * h);
        Detector.Config detector = new Detector.Config(nodes, 7 * h / 2, 14 * h, 7 * h / 2, 7 * h);
        Tree.Config tree = new Tree.Config(nodes, k, k + 2, h, h / 2, h);
        CastConfig cast = new CastConfig(workload == Workload.TOTAL ? RETAIN_ALL : maxRetained, MAX_HOLDBACK,
                Math.max(16, nodes), h, 5 * h, 15 * h / 2);
        return new Node.Config(self, nodes, incarnation, link, detector, Optional.of(tree), cast,
                workload == Workload.TOTAL ? Optional.of(log(nodes)) : Optional.empty());
    }

    private LogConfig log(int nodes) {
        long h = heartbeatMillis;
        return new LogConfig(LogConfig.votersOf(nodes), maxRetained, MAX_PENDING, MAX_PENDING / 2, MAX_PENDING,
                maxBatch, 1 << 16, 1 << 24, h / 2, 3 * h, h, 2 * h, 15 * h / 2, 3);
    }
}
