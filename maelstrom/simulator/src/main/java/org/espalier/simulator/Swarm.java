package org.espalier.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import org.espalier.core.log.LogConfig;
import org.espalier.simulator.fault.Corruption;
import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Drift;
import org.espalier.simulator.fault.Duplication;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.FaultKind;
import org.espalier.simulator.fault.Hash;
import org.espalier.simulator.fault.Latency;
import org.espalier.simulator.fault.Loss;
import org.espalier.simulator.fault.Partition;
import org.espalier.simulator.fault.Pause;
import org.espalier.simulator.fault.Reordering;
import org.espalier.simulator.fault.SlowDisk;
import org.espalier.simulator.fault.SlowNode;
import org.espalier.simulator.fault.Span;
import org.espalier.simulator.fault.Suspicion;

/**
 * Draws schedules. Each seed has its own group and its own mix of faults: some kinds are left out, and the others come often
 * or seldom, for long or for moments. A run in which everything goes wrong all the time hides what only a part of it shows
 * (Groce and others, "Swarm Testing", ISSTA 2012).
 *
 * @param nodes members, or empty for 2 to 7
 * @param millis how long operations and faults go on
 * @param ops how many operations, or empty for 20 to 600
 * @param kinds the faults there may be
 */
public record Swarm(Workload workload, Mutant mutant, OptionalInt nodes, long millis, OptionalInt ops,
        Set<FaultKind> kinds) implements Subject {

    private static final int GROUP = 1;
    private static final int OPS = 2;
    private static final int FAULTS = 16;
    private static final int SUSPICIONS = 3;
    /** The share of runs in which there is suspicion, whatever else there is. */
    private static final double SUSPICIOUS = 0.3;
    private static final int FAULTS_OF_A_KIND = 200;
    /** How often a kind of fault comes again as soon as it is over. */
    private static final double STORM = 0.3;

    public Swarm {
        kinds = Set.copyOf(kinds);
        if (millis < 100 || millis > Schedule.MAX_MILLIS) {
            throw new IllegalArgumentException("a run takes from 100 ms to a day, not " + millis + " ms");
        }
    }

    /** Every kind of fault. */
    public static Swarm of(Workload workload, Mutant mutant, long millis) {
        return new Swarm(workload, mutant, OptionalInt.empty(), millis, OptionalInt.empty(),
                EnumSet.allOf(FaultKind.class));
    }

    @Override
    public String label() {
        return workload.label();
    }

    @Override
    public Goals goals() {
        return Actions.of(workload);
    }

    @Override
    public boolean isUsual() {
        return nodes.isEmpty() && ops.isEmpty() && millis >= USUAL_MILLIS;
    }

    @Override
    public RunResult run(Schedule schedule) {
        return Simulation.run(schedule, Simulation.Options.JUDGED);
    }

    /** The schedule of this seed. */
    @Override
    public Schedule draw(long seed) {
        if (FirstEpoch.comes(this, seed)) {
            return FirstEpoch.draw(this, seed);
        }
        if (SecondEpoch.comes(this, seed)) {
            return SecondEpoch.draw(this, seed);
        }
        if (CrashStorm.comes(this, seed)) {
            return CrashStorm.draw(this, seed);
        }
        Dice dice = new Dice(Hash.of(seed, GROUP));
        int n = nodes.orElse((int) dice.between(dice.chance(0.1) ? 2 : 3, dice.chance(0.5) ? 5 : 7));
        Tuning tuning = tuning(dice);
        Delay delay = delay(dice, tuning.heartbeatMillis() * 1_000 / 4);
        return new Schedule(workload, mutant, seed, n, tuning, delay, millis, ops(seed, n), faults(seed, n));
    }

    private Tuning tuning(Dice dice) {
        long heartbeat = dice.one(List.of(100L, 200L, 200L, 400L));
        int retained = dice.chance(workload == Workload.TOTAL ? 0.5 : 0.25)
                ? (int) dice.between(5, 40)
                : Tuning.RETAIN_ALL;
        return new Tuning((int) dice.between(1, 4), heartbeat, (int) dice.one(List.of(2L, 4L, 32L, 64L)).longValue(),
                retained, dice.one(List.of(1, 3, 16, 256)),
                dice.one(List.of(1_000L, 10_000L, 10_000L, 500 * heartbeat)),
                dice.chance(0.25));
    }

    private static Delay delay(Dice dice, long maxMicros) {
        Delay.Shape shape = dice.one(List.of(Delay.Shape.values()));
        long min = dice.magnitude(100, maxMicros / 4);
        return new Delay(shape, min, shape == Delay.Shape.CONSTANT ? min : dice.magnitude(min, maxMicros));
    }

    List<Schedule.Op> ops(long seed, int n) {
        Dice dice = new Dice(Hash.of(seed, OPS));
        int count = ops.orElse((int) dice.magnitude(20, 600));
        boolean bursts = dice.chance(0.3);
        List<Schedule.Op> all = new ArrayList<>();
        while (all.size() < count) {
            long at = dice.between(0, millis - 1);
            int node = dice.below(n);
            for (int left = bursts ? (int) dice.between(1, 20) : 1; left > 0 && all.size() < count; left--) {
                all.add(new Schedule.Op(at, dice.chance(0.8) ? node : dice.below(n)));
            }
        }
        return Schedule.sorted(all);
    }

    // ---- Faults -----------------------------------------------------------------------------------------------------

    private List<Fault> faults(long seed, int n) {
        List<Fault> all = new ArrayList<>();
        Dice which = new Dice(Hash.of(seed, FAULTS));
        double share = which.one(List.of(0.2, 0.5, 0.8));
        for (FaultKind kind : FaultKind.values()) {
            boolean there = kind == FaultKind.SUSPICION
                    ? new Dice(Hash.of(seed, SUSPICIONS)).chance(SUSPICIOUS)
                    : which.chance(share);
            if (there && kinds.contains(kind) && (kind != FaultKind.SLOW_DISK || workload == Workload.TOTAL)) {
                of(kind, new Dice(Hash.of(seed, FAULTS + 1, kind.index())), n, all);
            }
        }
        return all;
    }

    /** One kind of fault, again and again. */
    private void of(FaultKind kind, Dice dice, int n, List<Fault> all) {
        boolean ofNodes = switch (kind) {
            case CRASH, PAUSE, DRIFT, SLOW_DISK, SLOW_NODE, SUSPICION -> true;
            case PARTITION, LOSS, DUPLICATION, REORDERING, LATENCY, CORRUPTION -> false;
        };
        boolean storm = dice.chance(STORM);
        long apart = dice.magnitude(ofNodes ? 100 : 500, storm ? 1_500 : Math.max(1_500, millis / 2));
        long longest = storm
                ? dice.magnitude(100, 1_500)
                : dice.magnitude(ofNodes ? 20 : 200, Math.max(400, Math.min(millis / 3, 3 * apart)));
        double rate = dice.one(List.of(0.01, 0.05, 0.1, 0.3));
        List<Integer> mayLose = mayLose(dice, n);
        long from = dice.between(0, 2 * apart);
        for (int first = all.size(); all.size() - first < FAULTS_OF_A_KIND && from < millis - 1;) {
            Span span = new Span(all.size(), from,
                    Math.min(millis, from + 1 + dice.magnitude(Math.max(1, longest / 10), longest)));
            all.add(fault(kind, span, dice, n, rate, mayLose));
            if (kind == FaultKind.SUSPICION) {
                suspectMore(dice, n, all);
            }
            from += 1 + dice.between(0, 2 * apart);
        }
    }

    private Fault fault(FaultKind kind, Span span, Dice dice, int n, double rate, List<Integer> mayLose) {
        int node = dice.below(n);
        return switch (kind) {
            case PARTITION -> partition(span, dice, n);
            case LOSS -> new Loss(span, dice.chance(0.05) ? 0.9 : rate);
            case DUPLICATION -> new Duplication(span, rate);
            case REORDERING -> new Reordering(span, rate, dice.magnitude(1_000, 500_000));
            case LATENCY -> new Latency(span, delay(dice, 2_000_000));
            case CORRUPTION -> new Corruption(span, rate);
            case CRASH -> new Crash(span, node, disk(dice, mayLose.contains(node)));
            case PAUSE -> new Pause(span, node);
            case DRIFT -> new Drift(span, node, dice.between(-500_000, 1_000_000));
            case SLOW_DISK -> new SlowDisk(span, node, dice.magnitude(1_000, 1_000_000));
            case SLOW_NODE -> new SlowNode(span, node, dice.magnitude(100, 50_000));
            case SUSPICION -> new Suspicion(span, node, (node + 1 + dice.below(n - 1)) % n);
        };
    }

    /** Mostly one is suspected at a time, sometimes each other one with the same chance, and sometimes all of them. */
    private static void suspectMore(Dice dice, int n, List<Fault> all) {
        double chance = dice.one(List.of(0.0, 0.0, 0.5, 1.0));
        if (chance > 0 && all.getLast() instanceof Suspicion(Span span, int node, int peer)) {
            for (int other = 0; other < n; other++) {
                if (other != node && other != peer && dice.chance(chance)) {
                    all.add(new Suspicion(new Span(all.size(), span.from(), span.to()), node, other));
                }
            }
        }
    }

    /** Who may come back without its disk: a minority of the voters, mostly nobody. Other orders need what they delivered. */
    private List<Integer> mayLose(Dice dice, int n) {
        List<Integer> voters = new ArrayList<>(LogConfig.votersOf(n));
        for (int i = voters.size() - 1; i > 0; i--) {
            Collections.swap(voters, i, dice.below(i + 1));
        }
        int most = workload == Workload.TOTAL && dice.chance(0.2) ? (voters.size() - 1) / 2 : 0;
        return voters.subList(0, most);
    }

    private static Crash.Disk disk(Dice dice, boolean mayLose) {
        if (mayLose && dice.chance(0.3)) {
            return Crash.Disk.LOST;
        }
        return dice.chance(0.7) ? Crash.Disk.TORN : Crash.Disk.KEPT;
    }

    static Partition partition(Span span, Dice dice, int n) {
        Partition.Shape shape = dice.one(List.of(Partition.Shape.values()));
        long flap = dice.chance(0.2) ? dice.magnitude(10, 500) : 0;
        long sides = dice.next();
        int one = dice.below(n);
        int other = (one + 1 + dice.below(n - 1)) % n;
        Long[] deaf = new Long[n];
        Arrays.fill(deaf, 0L);
        for (int to = 0; to < n; to++) {
            for (int from = 0; from < n; from++) {
                boolean cut = from != to && switch (shape) {
                    case HALVES -> ((sides >>> from) & 1) != ((sides >>> to) & 1);
                    case ONE -> from == one || to == one;
                    case MAJORITY_RING -> !near(from, to, n);
                    case ONE_WAY -> ((sides >>> from) & 1) == 1 && ((sides >>> to) & 1) == 0;
                    case PAIR -> (from == one && to == other) || (from == other && to == one);
                    case ALL -> true;
                };
                deaf[to] |= cut ? 1L << from : 0;
            }
        }
        return new Partition(span, shape, flap, List.of(deaf));
    }

    /** Whether two members in a ring are in one majority: the nearest ones on both sides. */
    private static boolean near(int a, int b, int n) {
        int apart = Math.floorMod(a - b, n);
        return Math.min(apart, n - apart) <= (n + 2) / 4;
    }
}
