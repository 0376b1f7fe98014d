package org.espalier.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.CausalOrder;
import org.espalier.checkers.delivery.DeliveryHistory;
import org.espalier.checkers.delivery.FifoOrder;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.TotalOrder;

/**
 * How fast the order checkers are on one core: histories that keep the order, as a checker may stop early at nothing in them.
 *
 * <p>In each round of a history every node multicasts one message, with all earlier rounds in its past, and delivers its own
 * first and the others' in an order of its own; for the total order, all in one order.
 */
public final class CheckerSpeed {

    /** What is judged. */
    public enum Property {
        FIFO, CAUSAL, TOTAL;

        /** Its name in the specifications. */
        public String label() {
            return switch (this) {
                case FIFO -> FifoOrder.NAME;
                case CAUSAL -> CausalOrder.NAME;
                case TOTAL -> TotalOrder.NAME;
            };
        }

        private PropertyResult check(DeliveryHistory history) {
            return switch (this) {
                case FIFO -> FifoOrder.check(history);
                case CAUSAL -> CausalOrder.check(history);
                case TOTAL -> TotalOrder.check(history);
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

    private CheckerSpeed() {}

    /** Judges histories of that many deliveries with each property. */
    public static List<Row> run(int nodes, int deliveries) {
        List<Row> rows = new ArrayList<>();
        DeliveryHistory causal = history(nodes, deliveries, false);
        rows.add(row(Property.FIFO, causal));
        rows.add(row(Property.CAUSAL, causal));
        rows.add(row(Property.TOTAL, history(nodes, deliveries, true)));
        return rows;
    }

    private static Row row(Property property, DeliveryHistory history) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long from = System.nanoTime();
            PropertyResult result = property.check(history);
            best = Math.min(best, (System.nanoTime() - from) / 1e9);
            if (result.verdict() != Verdict.VALID || result.checked() != history.deliveries()) {
                throw new IllegalStateException("a history that keeps " + property.label() + " was judged: " + result);
            }
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20);
        return new Row(property, history.nodes(), history.deliveries(), best, heap);
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
