package org.espalier.bench;

import java.util.ArrayList;
import java.util.List;

import org.HdrHistogram.Histogram;
import org.espalier.core.node.Packet;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.Recorder;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Simulation;
import org.espalier.simulator.Tuning;
import org.espalier.simulator.Watch;
import org.espalier.simulator.Workload;
import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.Loss;
import org.espalier.simulator.fault.Span;

/**
 * What an order costs in latency, in virtual time: the same on every machine. All orders are asked for the same multicasts over
 * the same network.
 */
public final class OrderCost {

    /**
     * One point.
     *
     * @param loss the share of packets that are lost, 0 to 1
     * @param multicasts measured ones
     * @param member from the request to the delivery at each member but the one that was asked; milliseconds
     * @param everywhere from the request to the delivery at the last member; milliseconds
     */
    public record Point(Workload order, double loss, long multicasts, Times member, Times everywhere) {}

    /** Of many times, in milliseconds. */
    public record Times(double median, double p99, double max) {

        static Times of(Histogram micros) {
            return new Times(micros.getValueAtPercentile(50) / 1e3, micros.getValueAtPercentile(99) / 1e3,
                    micros.getMaxValue() / 1e3);
        }
    }

    /**
     * What is measured.
     *
     * @param nodes members of the group
     * @param latencyMillis how long a packet takes from one member to another, at the mean; exponentially distributed
     * @param arity children of a member in the tree
     * @param rate multicasts in a second, by members in turn
     * @param seconds how long a run is, in virtual time
     * @param seeds how many runs there are of each point
     */
    public record Setting(int nodes, int latencyMillis, int arity, int rate, int seconds, int seeds) {}

    /** While the group comes together nothing is measured. */
    private static final long WARM_UP = 10_000;
    private static final long HEARTBEAT = 200;
    private static final long MICROS = 1_000;
    /** Of an exponential {@link Delay}, this share of the range is the mean. */
    private static final int MEANS = 8;
    private static final long SYNC_MICROS = 1_000;
    private static final long MAX_MICROS = 3_600_000_000L;

    private OrderCost() {}

    /** Measures one order under one rate of loss, in one run for each seed from {@code seed} on. */
    public static Point measure(Workload order, double loss, Setting s, long seed) {
        Histogram member = new Histogram(MAX_MICROS, 3);
        Histogram everywhere = new Histogram(MAX_MICROS, 3);
        for (int i = 0; i < s.seeds(); i++) {
            Stopwatch one = run(order, loss, s, seed + i);
            member.add(one.member);
            everywhere.add(one.everywhere);
        }
        return new Point(order, loss, everywhere.getTotalCount(), Times.of(member), Times.of(everywhere));
    }

    private static Stopwatch run(Workload order, double loss, Setting s, long seed) {
        long calm = WARM_UP + 1_000L * s.seconds();
        List<Schedule.Op> ops = new ArrayList<>();
        for (long i = 0; i < (long) s.rate() * s.seconds(); i++) {
            ops.add(new Schedule.Op(WARM_UP + i * 1_000 / s.rate(), (int) (i % s.nodes())));
        }
        long mean = 1_000L * s.latencyMillis();
        Delay delay = new Delay(Delay.Shape.EXPONENTIAL, Math.max(1, mean / 4), mean / 4 + MEANS * mean * 3 / 4);
        List<Fault> faults = loss > 0 ? List.of(new Loss(new Span(0, 0, calm), loss)) : List.of();
        Schedule schedule = new Schedule(order, Mutant.NONE, seed, s.nodes(),
                new Tuning(s.arity(), HEARTBEAT, 64, Tuning.RETAIN_ALL, 256, SYNC_MICROS, false), delay, calm, ops,
                faults);
        Stopwatch stopwatch = new Stopwatch(s.nodes(), ops);
        RunResult result = Simulation.run(schedule,
                new Simulation.Options(true, null, Simulation.Options.JUDGED.maxEvents(), stopwatch));
        if (!result.findings().isEmpty() || !result.ended()) {
            throw new IllegalStateException(order.label() + " with loss " + loss + ", seed " + seed + ": "
                    + (result.ended() ? result.findings() : "too many events"));
        }
        return stopwatch;
    }

    private static final class Stopwatch implements Recorder {

        final Histogram member = new Histogram(MAX_MICROS, 3);
        final Histogram everywhere = new Histogram(MAX_MICROS, 3);
        private final int nodes;
        private final List<Schedule.Op> ops;
        private final int[] deliveries;

        Stopwatch(int nodes, List<Schedule.Op> ops) {
            this.nodes = nodes;
            this.ops = ops;
            deliveries = new int[ops.size()];
        }

        @Override
        public void asked(long at, int node, int message, boolean heard) {
            // nobody is down, so all are asked when the schedule says
        }

        @Override
        public void delivered(long at, int node, int message) {
            if (message >= ops.size()) {
                return; // of the end, not of the measurement
            }
            Schedule.Op op = ops.get(message);
            long waited = at - MICROS * op.at();
            if (node != op.node()) {
                member.recordValue(waited);
            }
            if (++deliveries[message] == nodes) {
                everywhere.recordValue(waited);
            }
        }

        @Override
        public void lost(long at, int from, int to, Packet packet, Watch.Loss how) {
            // packets are of no interest here
        }

        @Override
        public void sent(long at, long due, int from, int to, Packet packet, boolean copy) {
            // likewise
        }

        @Override
        public void cut(long due, int from, int to, Packet packet) {
            // likewise
        }

        @Override
        public void answered(long at, int node, int message, boolean committed) {
            // what counts is the delivery
        }
    }
}
