package org.espalier.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.CausalOrder;
import org.espalier.checkers.delivery.DeliveryHistory;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.delivery.FifoOrder;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.TotalOrder;
import org.espalier.checkers.stream.DeliveryStream;

/**
 * How fast the order checkers are on one core: histories that keep the order, as a checker may stop early at nothing in them.
 *
 * <p>In each round of a history every node multicasts one message, with all earlier rounds in its past, and delivers its own
 * first and the others' in an order of its own; for the total order, all in one order.
 */
public final class CheckerSpeed {

    /** What is judged. */
    public enum Property {
        FIFO, CAUSAL, TOTAL,
        /** All that causal order promises, event by event. */
        STREAM_CAUSAL,
        /** All that all orders promise, event by event. */
        STREAM_TOTAL;

        /** Its name in the specifications. */
        public String label() {
            return switch (this) {
                case FIFO -> FifoOrder.NAME;
                case CAUSAL -> CausalOrder.NAME;
                case TOTAL -> TotalOrder.NAME;
                case STREAM_CAUSAL -> "stream causal";
                case STREAM_TOTAL -> "stream total";
            };
        }

        private PropertyResult check(DeliveryHistory history) {
            return switch (this) {
                case FIFO -> FifoOrder.check(history);
                case CAUSAL -> CausalOrder.check(history);
                case TOTAL -> TotalOrder.check(history);
                case STREAM_CAUSAL, STREAM_TOTAL -> throw new IllegalStateException("not of a whole history");
            };
        }
    }

    /**
     * One row.
     *
     * @param nodes how many nodes deliver
     * @param deliveries of all of them
     * @param seconds the fastest of several
     * @param heapMiB what the process holds with the history in memory
     */
    public record Row(Property property, int nodes, long deliveries, double seconds, double heapMiB) {

        /** Deliveries judged in a second. */
        public double perSecond() {
            return deliveries / seconds;
        }
    }

    private static final int TIMES = 5;
    /** A short history is judged again until that has taken so long in all: one of milliseconds says what else the machine did. */
    private static final double LEAST_SECONDS = 0.3;
    private static final int MOST_TIMES = 300;
    private static final int STREAMED_TIMES = 2;

    private CheckerSpeed() {}

    /** Judges histories of that many deliveries with each property. */
    public static List<Row> run(int nodes, int deliveries) {
        List<Row> rows = new ArrayList<>();
        DeliveryHistory causal = history(nodes, deliveries, false);
        rows.add(row(Property.FIFO, causal));
        rows.add(row(Property.CAUSAL, causal));
        DeliveryHistory total = history(nodes, deliveries, true);
        rows.add(row(Property.TOTAL, total));
        rows.add(streamed(EnumSet.of(Order.FIFO, Order.CAUSAL), causal));
        rows.add(streamed(EnumSet.allOf(Order.class), total));
        return rows;
    }

    /** The same deliveries as events, in rounds, all properties at once; nothing of the history but the round is in memory. */
    private static Row streamed(EnumSet<Order> orders, DeliveryHistory history) {
        int nodes = history.nodes();
        List<String> names = IntStream.range(0, nodes).mapToObj(history::node).toList();
        double best = Double.MAX_VALUE;
        for (int i = 0; i < STREAMED_TIMES; i++) {
            long from = System.nanoTime();
            DeliveryStream stream = new DeliveryStream(names, orders);
            int rounds = history.messages() / nodes;
            for (int round = 0; round < rounds; round++) {
                for (int p = 0; p < nodes; p++) {
                    stream.multicast(names.get(p), round * nodes + p, null);
                }
                for (int p = 0; p < nodes; p++) {
                    for (int at = round * nodes; at < (round + 1) * nodes; at++) {
                        stream.deliver(names.get(p), history.at(p, at), null);
                    }
                }
            }
            stream.end();
            Results results = stream.result();
            best = Math.min(best, (System.nanoTime() - from) / 1e9);
            if (results.verdict() != Verdict.VALID || stream.deliveries() != history.deliveries()) {
                throw new IllegalStateException("a history that keeps its order was judged: " + results);
            }
        }
        return new Row(orders.contains(Order.TOTAL) ? Property.STREAM_TOTAL : Property.STREAM_CAUSAL, nodes,
                history.deliveries(), best, heap());
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
    }

    private static Row row(Property property, DeliveryHistory history) {
        double best = Double.MAX_VALUE;
        double all = 0;
        for (int i = 0; i < TIMES || (all < LEAST_SECONDS && i < MOST_TIMES); i++) {
            long from = System.nanoTime();
            PropertyResult result = property.check(history);
            double seconds = (System.nanoTime() - from) / 1e9;
            best = Math.min(best, seconds);
            all += seconds;
            if (result.verdict() != Verdict.VALID || result.checked() != history.deliveries()) {
                throw new IllegalStateException("a history that keeps " + property.label() + " was judged: " + result);
            }
        }
        return new Row(property, history.nodes(), history.deliveries(), best, heap());
    }

    private static DeliveryHistory history(int nodes, int deliveries, boolean total) {
        List<String> names = new ArrayList<>();
        for (int p = 0; p < nodes; p++) {
            names.add("n" + p);
        }
        DeliveryHistory.Builder builder = DeliveryHistory.of(names);
        Random random = new Random(nodes);
        int[] round = new int[nodes];
        int[] order = new int[nodes];
        for (int messages = 0; messages < deliveries / nodes; messages += nodes) {
            for (int p = 0; p < nodes; p++) {
                round[p] = builder.message(messages + p);
                order[p] = p;
                builder.asked(p, round[p]).acked(round[p]);
            }
            for (int p = 0; p < nodes; p++) {
                if (!total || p == 0) {
                    shuffle(order, random);
                }
                if (!total) {
                    builder.delivered(p, round[p]);
                }
                for (int origin : order) {
                    if (total || origin != p) {
                        builder.delivered(p, round[origin]);
                    }
                }
                builder.observed(p);
            }
        }
        return builder.build();
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
    }
}
