package org.espalier.checkers.multicast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.checkers.UnjudgeableHistory;
import org.espalier.checkers.delivery.Findings;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.Restarts;
import org.espalier.checkers.delivery.Violation;
import org.espalier.checkers.delivery.Violation.Delivery;
import org.espalier.checkers.delivery.Violation.Why;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Turns the operations of a multicast run into a {@link GroupHistory}.
 *
 * <ul>
 * <li>The nemesis's {@code groups}, with a map from groups to lists of nodes, comes before any client's operation.
 * <li>A {@code multicast} of {@code {group, order, message}} is asked for when it is invoked and accepted when it returns ok.
 * Those that overlap at one node have no order among them. An indeterminate one may be delivered or not, a failed one never.
 * Values name messages, so none is multicast twice.
 * <li>A {@code deliveries} of {@code {from}} returns ok with {@code {from, messages}}: the node's log from that position on,
 * as much of it as the node liked to give, and nothing only at its end. All answers of one life of a node are pieces of one
 * log; a piece that begins behind what is known waits for what lies between.
 * <li>A node that the nemesis kills or starts begins another life, with another log. What was asked of one life and answered
 * when that may have been over belongs to none: such an answer shows nothing, and such a message has no past.
 * <li>A log is known to its end when a final {@code deliveries}, invoked after the last event of any multicast, returned
 * nothing at the end of what is known.
 * </ul>
 */
public final class MulticastRecorder {

    /** The name of the property that all answers of one life of a node are pieces of one log. */
    public static final String PREFIX_READS = "PrefixReads";

    private static final int NONE = -1;

    private record Open(Op op, int node, int life, int member, int message, int shown) {}

    /** What is known of one life of a node beyond its log. */
    private static final class Reading {

        final int member;
        /** Pieces that begin behind what is known. */
        final TreeMap<Integer, int[]> later = new TreeMap<>();
        boolean diverged;
        int shown;
        long endSeenBy = NONE;

        Reading(int member) {
            this.member = member;
        }
    }

    private final NodeMap nodeMap;
    private final List<String> nodes;
    private final GroupHistory.Builder to;
    private final Map<Object, Integer> groups = new HashMap<>();
    private final Map<Object, Integer> messages = new HashMap<>();
    private final Map<Integer, Open> open = new TreeMap<>();
    private final Findings prefixes = new Findings(PREFIX_READS);
    private final @Nullable Reading[] present;
    private final int[] restarts;
    private final int[] lives;
    private final List<Reading> readings = new ArrayList<>();
    private long reads;
    private long multicasts;
    private long lastMulticastEvent = NONE;
    private boolean finalReads;

    public MulticastRecorder(NodeMap nodeMap) {
        this.nodeMap = nodeMap;
        nodes = nodeMap.nodes();
        to = GroupHistory.of(nodes);
        present = new Reading[nodes.size()];
        restarts = new int[nodes.size()];
        lives = new int[nodes.size()];
    }

    /**
     * Takes the next event; those of other functions are passed over.
     *
     * @throws UnjudgeableHistory if it cannot be understood
     */
    public void accept(Op op) {
        if (!op.isClient()) {
            if (op.f().equals("groups") && groups.isEmpty()) {
                groups(op);
            }
            for (String node : Restarts.of(op, nodes)) {
                int n = nodes.indexOf(node);
                restarts[n]++;
                present[n] = null;
            }
            return;
        }
        boolean multicast = op.f().equals("multicast");
        if (!multicast && !op.f().equals("deliveries")) {
            return;
        }
        if (op.type() == Op.Type.INVOKE) {
            int node = node(op);
            Reading reading = reading(node);
            int message = multicast ? ask(op, reading.member) : NONE;
            open.put(op.process(), new Open(op, node, restarts[node], reading.member, message, reading.shown));
            return;
        }
        Open request = open.remove(op.process());
        if (request == null || !request.op().f().equals(op.f())) {
            throw wrong(op, "process " + op.process() + " completes what it did not invoke");
        }
        boolean sameLife = request.life() == restarts[request.node()];
        if (multicast) {
            lastMulticastEvent = op.index();
            answered(op, request.message(), sameLife);
        } else if (op.type() == Op.Type.OK) {
            reads++;
            finalReads |= op.isFinal();
            read(op, request, sameLife);
        }
    }

    private void groups(Op op) {
        if (!(op.value() instanceof Map<?, ?> all) || all.isEmpty()) {
            throw wrong(op, "groups of " + op.value() + ", not a map from groups to nodes");
        }
        all.forEach((group, members) -> {
            List<Integer> of = new ArrayList<>();
            for (Object member : members instanceof List<?> list ? list : List.of()) {
                int n = nodes.indexOf(member);
                if (n >= 0) { // else nobody talks to that node
                    of.add(n);
                }
            }
            groups.put(String.valueOf(group), to.group(String.valueOf(group), of));
        });
    }

    private int node(Op op) {
        int node = nodes.indexOf(nodeMap.nodeOf(op));
        if (node < 0) {
            throw wrong(op, "node " + nodeMap.nodeOf(op) + " is not one of " + String.join(", ", nodes));
        }
        return node;
    }

    private Reading reading(int node) {
        Reading reading = present[node];
        if (reading == null) {
            reading = new Reading(to.member(node, ++lives[node]));
            present[node] = reading;
            readings.add(reading);
        }
        return reading;
    }

    private int ask(Op op, int member) {
        if (!(op.value() instanceof Map<?, ?> asked) || asked.get("message") == null) {
            throw wrong(op, "a multicast of " + op.value() + ", not of a group, an order and a message");
        }
        Integer group = groups.get(asked.get("group"));
        if (group == null) {
            throw wrong(op, "group " + asked.get("group") + " is not one of " + groups.keySet().stream().sorted()
                    .toList());
        }
        MessageOrder order;
        try {
            order = MessageOrder.named(String.valueOf(asked.get("order")));
        } catch (IllegalArgumentException e) {
            throw wrong(op, String.valueOf(e.getMessage()));
        }
        int m = id(asked.get("message"));
        if (to.isAsked(m)) {
            throw wrong(op,
                    asked.get("message") + " is multicast a second time; order can be judged only if every value"
                            + " is multicast once");
        }
        to.asked(member, m, group, order, op.index());
        multicasts++;
        lastMulticastEvent = op.index();
        return m;
    }

    private void answered(Op op, int m, boolean sameLife) {
        if (op.type() == Op.Type.FAIL) {
            to.refused(m);
        } else if (!sameLife) {
            to.unordered(m);
        } else if (op.type() == Op.Type.OK) {
            to.acked(m, op.index());
        }
    }

    private int id(@Nullable Object value) {
        return messages.computeIfAbsent(value == null ? "null" : value, to::message);
    }

    private void read(Op op, Open request, boolean sameLife) {
        if (!(op.value() instanceof Map<?, ?> answer) || !(answer.get("from") instanceof Long position)
                || position < 0 || position > Integer.MAX_VALUE / 2
                || !(answer.get("messages") instanceof List<?> list)) {
            throw wrong(op, "deliveries returned " + op.value() + ", not a position and a list");
        }
        Reading reading = present[request.node()];
        if (!sameLife || reading == null) {
            return;
        }
        int from = (int) (long) position;
        int[] piece = list.stream().mapToInt(this::id).toArray();
        if (piece.length == 0 && from < request.shown()) {
            prefixes.add(() -> shrinks(op, request, from));
        }
        reading.later.merge(from, piece, (a, b) -> a.length >= b.length ? a : b);
        while (!reading.later.isEmpty() && reading.later.firstKey() <= to.logged(reading.member)) {
            Map.Entry<Integer, int[]> next = reading.later.pollFirstEntry();
            place(op, reading, next.getKey(), next.getValue());
        }
        to.shown(reading.member, to.logged(reading.member));
        reading.shown = to.logged(reading.member);
        if (piece.length == 0 && from == reading.shown && op.isFinal()) {
            reading.endSeenBy = request.op().index();
        }
    }

    private void place(Op op, Reading reading, int from, int[] piece) {
        int p = reading.member;
        for (int i = 0; i < piece.length && !reading.diverged; i++) {
            int position = from + i;
            if (position == to.logged(p)) {
                to.delivered(p, piece[i]);
            } else if (to.logged(p, position) != piece[i]) {
                reading.diverged = true;
                Object before = to.label(to.logged(p, position));
                Object now = to.label(piece[i]);
                String node = nodes.get(node(op));
                prefixes.add(() -> new Violation(PREFIX_READS, Why.READS_DIVERGE, node,
                        new Delivery(now, null, position), new Delivery(before, null, position),
                        node + " showed " + before + " at position " + position + " and then " + now + " (index "
                                + op.index() + "): what it shows must be pieces of one log, in delivery order"));
            }
        }
    }

    private Violation shrinks(Op op, Open request, int from) {
        String node = nodes.get(request.node());
        return new Violation(PREFIX_READS, Why.READ_SHRINKS, node, new Delivery(null, null, from),
                new Delivery(null, null, request.shown()), node + " had shown " + request.shown()
                        + " messages and then said that there are none from position " + from + " on (index "
                        + op.index() + ")");
    }

    private static UnjudgeableHistory wrong(Op op, String why) {
        return new UnjudgeableHistory("index " + op.index() + ": " + why);
    }

    /** How many multicasts were invoked. */
    public long multicasts() {
        return multicasts;
    }

    /** How many answers showed deliveries. */
    public long reads() {
        return reads;
    }

    /** Whether the run ended with reads that were marked final. */
    public boolean finalReads() {
        return finalReads;
    }

    /** Whether all answers of each life of a node were pieces of one log. */
    public PropertyResult prefixReads() {
        return prefixes.result(reads);
    }

    /** What was recorded; call once, after the last event. */
    public GroupHistory history() {
        for (Open request : open.values()) {
            if (request.message() != NONE && request.life() != restarts[request.node()]) {
                to.unordered(request.message());
            }
        }
        for (Reading reading : readings) {
            boolean present = Arrays.asList(this.present).contains(reading);
            if (present && reading.endSeenBy > lastMulticastEvent) {
                to.settled(reading.member);
            }
        }
        return to.build();
    }
}
