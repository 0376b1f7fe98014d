package org.espalier.checkers.delivery;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.delivery.Violation.Delivery;
import org.espalier.checkers.delivery.Violation.Why;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Turns the operations of a broadcast run into a {@link DeliveryHistory}.
 *
 * <p>A read returns what its node has delivered, in order. So all reads of one node are prefixes of one log, and the longest
 * is the log as far as it is known. What follows from that:
 *
 * <ul>
 * <li>Two reads of one node that differ at a position cannot both be prefixes, even if they overlapped in time. The log then
 * stays as it was before the first such read, because nothing tells which of the two is right, and {@link #prefixReads()}
 * explains the pair.
 * <li>A read that begins after another one of the same node has returned must not be shorter, unless the nemesis killed or
 * restarted the node since: a new life delivers the log again from its beginning. It is still the same log. Overlapping reads
 * may return in any order.
 * <li>A broadcast is asked for when it is invoked and accepted when it returns ok. Broadcasts of several clients that overlap
 * at one node have no order among them. An indeterminate one (info, or never answered) may be delivered or not, and orders
 * nothing after it; it still has the past that its node had when it was invoked. A failed one must never be delivered.
 * <li>A node is settled by a read that began after the last event of any broadcast and after the node's last restart; reads
 * marked final are preferred.
 * </ul>
 *
 * <p>Values name messages, so no value may be broadcast twice; Maelstrom's are unique.
 */
public final class BroadcastRecorder {

    /** A history whose operations cannot be understood as broadcasts; one line says which and why. */
    public static final class NotABroadcastHistory extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotABroadcastHistory(String message) {
            super(message);
        }
    }

    /** The name of the property that all reads of a node are prefixes of one log. */
    public static final String PREFIX_READS = "PrefixReads";

    private static final int NONE = -1;

    private final NodeMap nodeMap;
    private final List<String> nodes;
    private final Map<String, Integer> nodeIds = new HashMap<>();
    private final DeliveryHistory.Builder to;
    private final Map<Object, Integer> messages = new HashMap<>();
    /** The open request of each process. */
    private final Map<Integer, Open> open = new HashMap<>();

    private final Findings prefixes = new Findings(PREFIX_READS);
    private long reads;
    private long broadcasts;
    private long lastBroadcastEvent = NONE;

    private final long[][] shownBy;
    private final boolean[] diverged;
    /** The length of the longest read that has returned, and the index of its return. */
    private final int[] shown;
    private final long[] shownAt;
    /** How often a node was killed or restarted so far. */
    private final int[] lives;
    private final int[] @Nullable [] last;
    private final long[] lastAsked;
    private final boolean[] lastIsFinal;

    private record Open(Op op, int node, int message, int life, int shown, long shownAt) {}

    public BroadcastRecorder(NodeMap nodeMap) {
        this.nodeMap = nodeMap;
        this.nodes = nodeMap.nodes();
        int k = nodes.size();
        for (int p = 0; p < k; p++) {
            nodeIds.put(nodes.get(p), p);
        }
        to = DeliveryHistory.of(nodes);
        shownBy = new long[k][0];
        diverged = new boolean[k];
        shown = new int[k];
        shownAt = new long[k];
        lives = new int[k];
        last = new int[k][];
        lastAsked = new long[k];
        lastIsFinal = new boolean[k];
    }

    /**
     * Takes the next event; those that are neither broadcast nor read are passed over.
     *
     * @throws NotABroadcastHistory if it cannot be understood
     */
    public void accept(Op op) {
        if (!op.isClient()) {
            Restarts.of(op, nodes).forEach(this::restart);
            return;
        }
        boolean broadcast = op.f().equals("broadcast");
        if (!broadcast && !op.f().equals("read")) {
            return;
        }
        if (op.type() == Op.Type.INVOKE) {
            int node = node(op);
            int message = broadcast ? ask(op, node) : NONE;
            open.put(op.process(), new Open(op, node, message, lives[node], shown[node], shownAt[node]));
            return;
        }
        Open request = open.remove(op.process());
        if (request == null || !request.op().f().equals(op.f())) {
            throw new NotABroadcastHistory(
                    "index " + op.index() + ": process " + op.process() + " completes what it did not invoke");
        }
        if (broadcast) {
            lastBroadcastEvent = op.index();
            switch (op.type()) {
                case OK -> to.acked(request.message(), op.index());
                case FAIL -> to.refused(request.message());
                case INFO, INVOKE -> {
                    // it may be delivered or not
                }
            }
        } else if (op.type() == Op.Type.OK) {
            read(request, op);
        }
    }

    private void restart(String node) {
        int p = nodes.indexOf(node);
        lives[p]++;
        shown[p] = 0;
        last[p] = null;
    }

    private int node(Op op) {
        Integer node = nodeIds.get(nodeMap.nodeOf(op));
        if (node == null) {
            throw new NotABroadcastHistory("index " + op.index() + ": node " + nodeMap.nodeOf(op) + " is not one of "
                    + String.join(", ", nodes));
        }
        return node;
    }

    private int ask(Op op, int node) {
        if (op.value() == null) {
            throw new NotABroadcastHistory("index " + op.index() + ": a broadcast without a value");
        }
        int m = id(op.value());
        if (to.isAsked(m)) {
            throw new NotABroadcastHistory("index " + op.index() + ": " + op.value()
                    + " is broadcast a second time; order can be judged only if every value is broadcast once");
        }
        to.asked(node, m, op.index());
        broadcasts++;
        lastBroadcastEvent = op.index();
        return m;
    }

    /** The message of that value, which most often is the one that the log has at this position. */
    private int id(int p, int position, Object value) {
        if (position < to.logged(p)) {
            int m = to.logged(p, position);
            if (to.label(m).equals(value)) {
                return m;
            }
        }
        return id(value);
    }

    private int id(Object value) {
        Integer known = messages.get(value);
        if (known != null) {
            return known;
        }
        int m = to.message(value);
        messages.put(value, m);
        return m;
    }

    private void read(Open request, Op op) {
        if (!(op.value() instanceof List<?> values)) {
            throw new NotABroadcastHistory("index " + op.index() + ": a read returned " + op.value() + ", not a list");
        }
        reads++;
        int p = request.node();
        boolean settles = request.op().index() > lastBroadcastEvent && request.life() == lives[p]
                && (op.isFinal() || last[p] == null || !lastIsFinal[p]);
        int @Nullable [] content = settles ? new int[values.size()] : null;
        int same = 0;
        int i = 0;
        for (Object value : values) {
            int m = id(p, i, value == null ? "null" : value);
            if (content != null) {
                content[i] = m;
            }
            if (same == i) {
                if (i < to.logged(p)) {
                    if (to.logged(p, i) == m) {
                        same++;
                    } else {
                        diverge(p, i, m, op);
                    }
                } else if (!diverged[p]) {
                    extend(p, m, op);
                    same++;
                }
            }
            i++;
        }
        to.observed(p, same, op.index());
        if (request.life() == lives[p]) { // else it may speak of the life before
            if (values.size() < request.shown()) {
                prefixes.add(() -> shrinks(request, op, values.size()));
            }
            if (values.size() > shown[p]) {
                shown[p] = values.size();
                shownAt[p] = op.index();
            }
        }
        if (content != null) {
            last[p] = content;
            lastAsked[p] = request.op().index();
            lastIsFinal[p] = op.isFinal();
        }
    }

    private void extend(int p, int m, Op op) {
        int position = to.logged(p);
        to.delivered(p, m);
        if (position == shownBy[p].length) {
            shownBy[p] = Arrays.copyOf(shownBy[p], Math.max(16, 2 * position));
        }
        shownBy[p][position] = op.index();
    }

    private void diverge(int p, int position, int m, Op op) {
        diverged[p] = true;
        Object before = to.label(to.logged(p, position));
        Object now = to.label(m);
        prefixes.add(() -> new Violation(PREFIX_READS, Why.READS_DIVERGE, nodes.get(p),
                new Delivery(now, null, position), new Delivery(before, null, position),
                nodes.get(p) + " showed " + before + " at position " + position + " (index " + shownBy[p][position]
                        + ") and then " + now + " (index " + op.index()
                        + "): reads must be prefixes of one log, in delivery order"));
    }

    private Violation shrinks(Open request, Op op, int size) {
        String node = nodes.get(request.node());
        return new Violation(PREFIX_READS, Why.READ_SHRINKS, node, new Delivery(null, null, size),
                new Delivery(null, null, request.shown()),
                node + " showed " + count(request.shown()) + " (index " + request.shownAt() + ") and only " + size
                        + " to a read that began later (index " + op.index() + ")");
    }

    private static String count(int messages) {
        return messages == 1 ? "1 message" : messages + " messages";
    }

    /** How many broadcasts were invoked. */
    public long broadcasts() {
        return broadcasts;
    }

    /** How many reads returned. */
    public long reads() {
        return reads;
    }

    /** Whether the run ended with reads that were marked final. */
    public boolean finalReads() {
        for (boolean isFinal : lastIsFinal) {
            if (isFinal) {
                return true;
            }
        }
        return false;
    }

    /** Whether all reads of each node were prefixes of one log. */
    public PropertyResult prefixReads() {
        return prefixes.result(reads);
    }

    /** What was recorded; call once, after the last event. */
    public DeliveryHistory history() {
        for (int p = 0; p < nodes.size(); p++) {
            int[] content = last[p];
            if (content != null && lastAsked[p] > lastBroadcastEvent) {
                to.settled(p, content);
            }
        }
        return to.build();
    }
}
