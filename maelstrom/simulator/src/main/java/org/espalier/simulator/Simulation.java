package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;
import org.espalier.core.log.LogConfig;
import org.espalier.core.log.Outcome;
import org.espalier.core.node.Order;
import org.espalier.core.node.Packet;
import org.espalier.runtime.trace.EventLog;
import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.Faults;
import org.espalier.simulator.fault.Hash;
import org.jspecify.annotations.Nullable;

/**
 * One run: a whole group in one thread and in virtual time, which jumps from one event to the next. There is no other source
 * of events, time or luck than the schedule.
 */
public final class Simulation implements Member.World {

    /**
     * What is wanted of a run beside its end.
     *
     * @param judge whether deliveries are kept and judged, and actions counted; without, a run only takes time
     * @param trace hears what happens, a line at a time, or null
     * @param maxEvents after so many it is given up
     * @param recorder hears what becomes of packets and messages, or null
     * @param events gets every action for {@code espalier trace}, or null
     */
    public record Options(boolean judge, @Nullable Consumer<String> trace, long maxEvents,
            @Nullable Recorder recorder, @Nullable Appendable events) {

        /** Without a log of events. */
        public Options(boolean judge, @Nullable Consumer<String> trace, long maxEvents, @Nullable Recorder recorder) {
            this(judge, trace, maxEvents, recorder, null);
        }

        /** Nor a recorder. */
        public Options(boolean judge, @Nullable Consumer<String> trace, long maxEvents) {
            this(judge, trace, maxEvents, null);
        }

        /** As usual, and with a log of events. */
        public static Options logging(Appendable events) {
            return new Options(true, null, JUDGED.maxEvents(), null, events);
        }

        /** Judged, in silence. */
        public static final Options JUDGED = new Options(true, null, 50_000_000);
        /** For measuring. */
        public static final Options UNJUDGED = new Options(false, null, Long.MAX_VALUE);
    }

    private static final int ARRIVAL = 0;
    private static final int SERVED = 1;
    private static final int WAKE = 2;
    private static final int OP = 3;
    private static final int BEGIN = 4;
    private static final int END = 5;
    private static final int SYNCED = 6;
    private static final int PROBE = 7;
    private static final int OVER = 8;

    private static final long MICROS = 1_000;
    /** What a slow member has not come to after so long is lost. */
    private static final long MAX_BACKLOG_MICROS = 2_000_000;
    private static final long CLOCK_LUCK = 2;
    private static final long MAX_CLOCK_MILLIS = 1_000_000;

    private final Schedule schedule;
    private final Options options;
    private final EventQueue queue = new EventQueue();
    private final Network<Packet> network;
    private final Weather weather;
    private final List<Member> members = new ArrayList<>();
    private final RunHash hash = new RunHash();
    private final Coverage coverage = new Coverage(hash);
    private final @Nullable Journal journal;
    private final @Nullable EventLog eventLog;
    private final List<Finding> findings = new ArrayList<>();
    private long now;
    private long events;
    private int committedProbes;

    private Simulation(Schedule schedule, Options options) {
        this.schedule = schedule;
        this.options = options;
        network = new Network<>(schedule.seed(), schedule.nodes(), schedule.delay(), queue, ARRIVAL,
                new Damage(schedule.nodes(), schedule.mutant().checksum())::read, options.recorder());
        weather = new Weather(schedule, network, new Struck(), coverage);
        journal = options.judge() ? new Journal(schedule.nodes()) : null;
        eventLog = options.events() == null
                ? null
                : new EventLog(options.events(), schedule.workload().label(), schedule.nodes(),
                        LogConfig.votersOf(schedule.nodes()).size(), () -> now);
        for (int i = 0; i < schedule.nodes(); i++) {
            Clock clock = new Clock(
                    Hash.below(Hash.of(schedule.seed(), CLOCK_LUCK, i), MAX_CLOCK_MILLIS));
            members.add(new Member(i, schedule, clock, this, options.judge() ? this::observe : Observer.NONE, journal));
        }
    }

    private void observe(String module, String action, int self, int peer, long x, long y) {
        coverage.observe(module, action, self, peer, x, y);
        if (eventLog != null) {
            eventLog.observe(module, action, self, peer, x, y);
        }
        if (options.trace() != null) {
            say("n" + self + " " + module + "." + action + (peer < 0 ? "" : " n" + peer) + " " + x + " " + y);
        }
    }

    /** Runs a schedule from beginning to end, or to the exception that ends it. */
    public static RunResult run(Schedule schedule, Options options) {
        return new Simulation(schedule, options).run();
    }

    private RunResult run() {
        boolean ended = true;
        try {
            weather.addTo(queue, BEGIN, END);
            if (!schedule.ops().isEmpty()) {
                queue.add(schedule.ops().getFirst().at() * MICROS, OP, 0, 0, 0, null);
            }
            queue.add(schedule.probesAt() * MICROS, PROBE, 0, 0, 0, null);
            queue.add(schedule.endsAt() * MICROS, OVER, 0, 0, 0, null);
            members.forEach(Member::start);
            ended = toTheEnd();
        } catch (SpecViolation e) {
            finding(e.invariant(), String.valueOf(e.getMessage()));
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException
                | NullPointerException e) {
            finding("Crash", e + " at " + e.getStackTrace()[0]);
        }
        members.forEach(Member::end);
        if (eventLog != null && ended && findings.isEmpty() && schedule.mustConverge()) {
            eventLog.quiet();
        }
        long deliveries = 0;
        for (Member m : members) {
            deliveries += m.deliveries;
        }
        hash.add(deliveries);
        RunResult.Counts counts = new RunResult.Counts(events, deliveries, now / MICROS, network.tally());
        if (journal == null) {
            return new RunResult(hash.value(), counts, coverage, List.copyOf(findings), ended);
        }
        List<Finding> all = new ArrayList<>(findings);
        if (findings.isEmpty()) { // an exception, say, explains whatever else is wrong
            all.addAll(new Judge(schedule, members, committedProbes).findings(journal, ended));
        }
        return new RunResult(hash.value(), counts, coverage, all, ended);
    }

    private boolean toTheEnd() {
        while (queue.take()) {
            if (++events > options.maxEvents()) {
                return false;
            }
            now = queue.at();
            int kind = queue.kind();
            int a = queue.a();
            int b = queue.b();
            long x = queue.x();
            Object what = queue.what();
            hash.add(now);
            hash.add(((long) kind << 48) | ((long) a << 16) | b);
            switch (kind) {
                case ARRIVAL -> arrival(a, b, (Packet) java.util.Objects.requireNonNull(what));
                case SERVED -> members.get(b).receive(a, (Packet) java.util.Objects.requireNonNull(what));
                case WAKE -> members.get(a).wake();
                case OP -> op(a);
                case BEGIN -> begin(schedule.faults().get(a));
                case END -> end(schedule.faults().get(a));
                case SYNCED -> members.get(a).synced(b, x);
                case PROBE -> probe();
                default -> {
                    return true;
                }
            }
            if (!findings.isEmpty()) {
                return true; // the rest would only hide it
            }
        }
        throw new IllegalStateException("the run ended before its end");
    }

    private void arrival(int from, int to, Packet packet) {
        if (network.cuts(now, from, to)) {
            if (options.recorder() != null) {
                options.recorder().cut(now, from, to, packet);
            }
            return;
        }
        Member member = members.get(to);
        long slow = weather.serviceMicros(to);
        if (slow == 0 && member.busyUntil <= now) {
            member.receive(from, packet);
            return;
        }
        long at = Math.max(now, member.busyUntil) + slow;
        if (at - now <= MAX_BACKLOG_MICROS) {
            member.busyUntil = at;
            queue.add(at, SERVED, from, to, 0, packet);
        }
    }

    private void op(int index) {
        if (index + 1 < schedule.ops().size()) {
            queue.add(schedule.ops().get(index + 1).at() * MICROS, OP, index + 1, 0, 0, null);
        }
        Schedule.Op op = schedule.ops().get(index);
        boolean asked = members.get(op.node()).ask(index);
        if (!asked) {
            coverage.sometimes(Sometimes.NOT_ASKED);
        }
        Recorder recorder = options.recorder();
        if (recorder != null) {
            recorder.asked(now, op.node(), index, asked);
        }
        if (options.trace() != null) {
            say("n" + op.node() + (asked ? " was asked to multicast m" : " could not be asked for m") + index);
        }
    }

    /** By now all have all; and what is new must reach everybody, too. */
    private void probe() {
        new Judge(schedule, members, 0).convergedByNow().ifPresent(findings::add);
        members.forEach(m -> m.ask(schedule.ops().size() + m.index));
    }

    // ---- Faults -----------------------------------------------------------------------------------------------------

    private void begin(Fault fault) {
        if (options.trace() != null) {
            say("fault " + Faults.text(fault) + " begins");
        }
        weather.begin(fault);
    }

    private void end(Fault fault) {
        if (options.trace() != null) {
            say("fault " + Faults.text(fault) + " is over");
        }
        weather.end(fault);
    }

    private final class Struck implements Weather.Members {

        @Override
        public void crash(int node, Crash.Disk disk, long luck) {
            members.get(node).crash(disk, luck);
        }

        @Override
        public void crashOver(int node) {
            members.get(node).crashOver();
        }

        @Override
        public void pause(int node) {
            members.get(node).pause();
        }

        @Override
        public void resume(int node) {
            members.get(node).resume();
        }

        @Override
        public void drift(int node, long ppm) {
            members.get(node).clock.drift(now, ppm);
            members.get(node).clockChanged();
        }

        @Override
        public void suspect(int node, int peer) {
            members.get(node).suspect(peer);
        }

        @Override
        public void suspicionOver(int node, int peer) {
            members.get(node).suspicionOver(peer);
        }

        @Override
        public boolean isUp(int node) {
            return members.get(node).isUp();
        }

        @Override
        public boolean isPaused(int node) {
            return members.get(node).isPaused();
        }

        @Override
        public boolean isUnsynced(int node) {
            return members.get(node).isUnsynced();
        }
    }

    // ---- The members' world -----------------------------------------------------------------------------------------

    @Override
    public long now() {
        return now;
    }

    @Override
    public void send(int from, int to, Packet packet) {
        network.send(now, from, to, packet);
    }

    @Override
    public void wake(int member, long at) {
        queue.add(at, WAKE, member, 0, 0, null);
    }

    @Override
    public void sync(int member, long life, long writes) {
        queue.add(now + weather.syncMicros(member), SYNCED, member, (int) life, writes, null);
    }

    @Override
    public void started(Member member) {
        if (eventLog != null) {
            eventLog.started(member.index, member.life(), member.isBereft());
        }
    }

    @Override
    public void wrote(Member member, long writes, boolean durable) {
        if (eventLog != null) {
            eventLog.wrote(member.index, writes, durable);
        }
    }

    @Override
    public void given(Member member, Order by, int origin, long seq) {
        if (eventLog != null) {
            eventLog.delivered(by == Order.FIFO ? "FifoTree" : "TreeCast", member.index, origin, seq);
        }
    }

    @Override
    public void delivered(Member member, int message) {
        hash.add(((long) member.index << 32) ^ message);
        if (options.recorder() != null) {
            options.recorder().delivered(now, member.index, message);
        }
        if (options.trace() != null) {
            say("n" + member.index + " delivers m" + message);
        }
    }

    @Override
    public void answered(Member member, int message, Outcome outcome) {
        hash.add(((long) message << 3) | switch (outcome) {
            case Outcome.Committed committed -> 0;
            case Outcome.NoQuorum no -> 1;
            case Outcome.BackPressured no -> 2;
            case Outcome.Unknown unknown -> 3;
        });
        coverage.sometimes(switch (outcome) {
            case Outcome.Committed committed -> Sometimes.COMMITTED;
            case Outcome.NoQuorum no -> Sometimes.NO_QUORUM;
            case Outcome.BackPressured no -> Sometimes.BACK_PRESSURED;
            case Outcome.Unknown unknown -> Sometimes.FATE_UNKNOWN;
        });
        if (options.recorder() != null) {
            options.recorder().answered(now, member.index, message, outcome instanceof Outcome.Committed);
        }
        if (message >= schedule.ops().size() && outcome instanceof Outcome.Committed) {
            committedProbes++;
        }
        if (options.trace() != null) {
            say("n" + member.index + " answers for m" + message + ": " + outcome);
        }
    }

    @Override
    public void finding(String property, String text) {
        findings.add(new Finding(property, text));
    }

    private void say(String line) {
        Consumer<String> trace = options.trace();
        if (trace != null) {
            trace.accept(now / MICROS + "." + String.format(java.util.Locale.ROOT, "%03d", now % MICROS) + " " + line);
        }
    }
}
