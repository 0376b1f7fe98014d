package org.espalier.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.espalier.simulator.Campaign;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Simulation;
import org.espalier.simulator.Swarm;
import org.espalier.simulator.Tuning;
import org.espalier.simulator.Workload;
import org.espalier.simulator.fault.Delay;

/** How fast the simulator is: on a busy group that nothing happens to, and on the runs that it is there for. */
public final class SimulatorSpeed {

    /**
     * One row; rates are for a second of real time on one core.
     *
     * @param load what ran
     * @param seeds how many runs a minute
     * @param faster virtual time for real time
     */
    public record Row(Workload workload, String load, double events, double deliveries, double seeds, double faster) {}

    private static final int NODES = 5;
    private static final long CALM = 20_000;
    private static final long BEGIN = 2_000;
    private static final int OPS_PER_MILLI = 20;
    private static final int OPS_PER_MILLI_TOTAL = 2;

    private SimulatorSpeed() {}

    /** Five members, packets that take 1 ms, no faults, nothing recorded: the best of what fits into the time. */
    public static Row busy(Workload workload, double seconds) {
        int each = workload == Workload.TOTAL ? OPS_PER_MILLI_TOTAL : OPS_PER_MILLI;
        List<Schedule.Op> ops = new ArrayList<>();
        for (long at = BEGIN; at < CALM; at++) {
            for (int i = 0; i < each; i++) {
                ops.add(new Schedule.Op(at, (int) ((at * each + i) % NODES)));
            }
        }
        Schedule schedule = new Schedule(workload, Mutant.NONE, 1, NODES,
                new Tuning(2, 200, 64, Tuning.RETAIN_ALL, 256, 1_000, false), Delay.constant(1_000), CALM, ops,
                List.of());
        Row best = new Row(workload, "busy, no faults", 0, 0, 0, 0);
        long begin = System.nanoTime();
        do {
            long from = System.nanoTime();
            RunResult.Counts counts = Simulation.run(schedule, Simulation.Options.UNJUDGED).counts();
            Row row = row(workload, best.load(), counts, 1, (System.nanoTime() - from) / 1e9);
            best = row.deliveries() > best.deliveries() ? row : best;
        } while (System.nanoTime() - begin < seconds * 1e9);
        return best;
    }

    /** Runs of 20 s with every kind of fault and so many operations, recorded and judged; the first half is to warm up. */
    public static Row campaign(Workload workload, int ops, double seconds) {
        Swarm all = Swarm.of(workload, Mutant.NONE, CALM);
        Swarm swarm = new Swarm(workload, Mutant.NONE, OptionalInt.empty(), CALM, OptionalInt.of(ops), all.kinds());
        campaign(swarm, 1, seconds / 2);
        long from = System.nanoTime();
        Campaign.Report report = campaign(swarm, 1, seconds / 2);
        return row(workload, ops + " operations, all faults", report.counts(), report.runs(),
                (System.nanoTime() - from) / 1e9);
    }

    private static Campaign.Report campaign(Swarm swarm, long first, double seconds) {
        long begin = System.nanoTime();
        return Campaign.run(new Campaign.Plan(swarm, first, Long.MAX_VALUE / 2, 0, 1, Integer.MAX_VALUE),
                () -> System.nanoTime() - begin < seconds * 1e9, (runs, seed, result) -> {});
    }

    private static Row row(Workload workload, String load, RunResult.Counts counts, long runs, double seconds) {
        return new Row(workload, load, counts.events() / seconds, counts.deliveries() / seconds, 60 * runs / seconds,
                counts.millis() / 1_000.0 / seconds);
    }
}
