package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;

import org.espalier.checkers.delivery.DeliveryHistory;

/**
 * What the members were asked, answered and delivered, in the order of the run, for the checkers.
 *
 * <p>A member of a total order that restarts delivers again what its disk did not have. It is the same log as long as it
 * says the same; a life that says something else is put down as a member of its own, so that the checkers see both.
 */
final class Journal {

    private static final int ASKED = 0;
    private static final int ACKED = 1;
    private static final int REFUSED = 2;
    private static final int DELIVERED = 3;

    private record Life(int node, int number, Ints log) {}

    private final int nodes;
    private final Ints events = new Ints(); // kind, node, message
    private final Ints[] logs;
    private final List<Life> others = new ArrayList<>();

    Journal(int nodes) {
        this.nodes = nodes;
        logs = new Ints[nodes];
        java.util.Arrays.setAll(logs, p -> new Ints());
    }

    void asked(int node, int message) {
        add(ASKED, node, message);
    }

    void acked(int message) {
        add(ACKED, 0, message);
    }

    void refused(int message) {
        add(REFUSED, 0, message);
    }

    /** The next delivery of a member, whatever it was before. */
    void delivered(int node, int message) {
        add(DELIVERED, node, message);
        logs[node].add(message);
    }

    /** The delivery of a member at a position from 0; false when an earlier life of it had another there. */
    boolean deliveredAt(int node, int position, int message) {
        if (position < logs[node].size()) {
            return logs[node].get(position) == message;
        }
        delivered(node, message);
        return true;
    }

    /** What the life of a member delivered that parted from an earlier one. */
    void parted(int node, int number, Ints log) {
        others.add(new Life(node, number, log));
    }

    private void add(int kind, int node, int message) {
        events.add(kind);
        events.add(node);
        events.add(message);
    }

    /**
     * As the checkers want it.
     *
     * @param finals by member: what it holds now that all is over
     */
    DeliveryHistory history(List<Ints> finals) {
        List<String> names = new ArrayList<>();
        for (int p = 0; p < nodes; p++) {
            names.add("n" + p);
        }
        others.forEach(life -> names.add("n" + life.node() + " in life " + life.number()));
        DeliveryHistory.Builder to = DeliveryHistory.of(names);
        List<Integer> messages = new ArrayList<>();
        for (int i = 0; i < events.size(); i += 3) {
            int node = events.get(i + 1);
            int m = message(events.get(i + 2), messages, to);
            switch (events.get(i)) {
                case ASKED -> to.observed(node).asked(node, m);
                case ACKED -> to.acked(m);
                case REFUSED -> to.refused(m);
                default -> to.delivered(node, m);
            }
        }
        for (int i = 0; i < others.size(); i++) {
            Ints log = others.get(i).log();
            for (int k = 0; k < log.size(); k++) {
                to.delivered(nodes + i, message(log.get(k), messages, to));
            }
        }
        for (int p = 0; p < nodes; p++) {
            if (finals.get(p).size() == logs[p].size()) {
                to.settled(p);
            }
        }
        return to.build();
    }

    private static int message(int label, List<Integer> messages, DeliveryHistory.Builder to) {
        int known = label >= 0 && label < messages.size() ? messages.get(label) : -1;
        if (known >= 0) {
            return known;
        }
        int m = to.message("m" + label);
        if (label >= 0 && label < 1 << 20) {
            while (messages.size() <= label) {
                messages.add(-1);
            }
            messages.set(label, m);
        }
        return m;
    }
}
