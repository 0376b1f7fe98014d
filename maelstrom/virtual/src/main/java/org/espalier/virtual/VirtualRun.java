package org.espalier.virtual;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

import org.espalier.checkers.Results;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;
import org.espalier.node.Variant;
import org.espalier.simulator.Clock;
import org.espalier.simulator.Coverage;
import org.espalier.simulator.EventQueue;
import org.espalier.simulator.Finding;
import org.espalier.simulator.Network;
import org.espalier.simulator.RunHash;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Sometimes;
import org.espalier.simulator.Watch;
import org.espalier.simulator.Weather;
import org.espalier.simulator.fault.Faults;
import org.espalier.simulator.fault.Hash;
import org.espalier.workbench.client.Caller;
import org.espalier.workbench.client.Recorder;
import org.espalier.workbench.net.Malformed;
import org.espalier.workbench.net.Wire;
import org.espalier.workbench.workload.Requests;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program: a whole test in one thread and in virtual time. There is no other source of events, time or luck than
 * the schedule.
 *
 * <p>The phases are the workbench's: init, and the topology or the groups, before time 0; requests under faults; then every
 * node is asked until it answers; then the final reads. Clients' messages are never lost and take less than a millisecond.
 */
public final class VirtualRun {

    /**
     * What is wanted of a run beside its end.
     *
     * @param trace hears what happens, a line at a time, or null
     * @param maxEvents after so many it is given up
     * @param watch hears what becomes of messages between nodes, or null
     */
    public record Options(@Nullable Consumer<String> trace, long maxEvents, @Nullable Watch<byte[]> watch) {

        /** Without anybody who watches. */
        public Options(@Nullable Consumer<String> trace, long maxEvents) {
            this(trace, maxEvents, null);
        }

        /** In silence. */
        public static final Options QUIET = new Options(null, 20_000_000);
    }

    /**
     * What a run has left behind.
     *
     * @param judged what the checkers say of the history; nothing of a run that did not come to its end
     */
    public record Outcome(RunResult result, List<Op> history, Results judged) {}

    private static final int ARRIVAL = 0;
    private static final int SERVED = 1;
    private static final int WAKE = 2;
    private static final int OP = 3;
    private static final int BEGIN = 4;
    private static final int END = 5;
    private static final int SYNCED = 6;
    private static final int ASKED = 7;
    private static final int ANSWERED = 8;
    private static final int TIMEOUT = 9;
    private static final int GO_ON = 10;
    private static final int PROBE = 11;
    private static final int CONCLUDE = 12;
    private static final int OVER = 13;

    private static final long MICROS = 1_000;
    /** When nodes are started, in microseconds: early enough for all to have joined their tree at time 0. */
    public static final long STARTED_AT = -5_000_000;
    private static final long CLIENT_MICROS = 1_000;
    private static final long CLIENT_LUCK = 5;
    private static final long CLOCK_LUCK = 2;
    /** What clocks show at time 0, at least: it is never before their beginning. */
    private static final long LEAST_CLOCK_MILLIS = 10_000;
    private static final long MAX_CLOCK_MILLIS = 1_000_000;
    /** What a slow node has not come to after so long is lost, if it is a node's. */
    private static final long MAX_BACKLOG_MICROS = 2_000_000;
    private static final long PROBES_APART_MICROS = 20_000;
    /** How long the last requests may take, as in the workbench. */
    private static final long CLOSING_MILLIS = 10_000;
    /** Who tells nodes what they are to know first. */
    private static final String WORKBENCH = "c-workbench";

    private final Schedule schedule;
    private final Options options;
    private final Setting setting;
    private final EventQueue queue = new EventQueue();
    private final Network<byte[]> network;
    private final Weather weather;
    private final RunHash hash = new RunHash();
    private final Coverage coverage = new Coverage(hash);
    private final Recorder recorder = new Recorder(() -> (this.now - STARTED_AT) * MICROS);
    private final List<VirtualNode> nodes = new ArrayList<>();
    private final long[] busyUntil;
    private final VirtualClients clients;
    private final List<Finding> findings = new ArrayList<>();
    private long now = STARTED_AT;
    private long events;
    private long clientMessages;
    private boolean concluding;

    private VirtualRun(Schedule schedule, Options options) {
        this.schedule = schedule;
        this.options = options;
        setting = Setting.of(schedule);
        network = new Network<>(schedule.seed(), schedule.nodes(), schedule.delay(), queue, ARRIVAL,
                (from, to, line, luck) -> LineDamage.read(line, luck), options.watch());
        weather = new Weather(schedule, network, new Strikes(nodes, setting.nodes(), recorder), coverage);
        busyUntil = new long[schedule.nodes()];
        Variant variant = new Variant(schedule.mutant().cast(), schedule.mutant().log(),
                schedule.mutant().checksum());
        for (int i = 0; i < schedule.nodes(); i++) {
            Clock clock = new Clock(LEAST_CLOCK_MILLIS
                    + Hash.below(Hash.of(schedule.seed(), CLOCK_LUCK, i), MAX_CLOCK_MILLIS));
            nodes.add(new VirtualNode(i, new VirtualNode.Setup(setting.args(), variant, observer(), openings(i)), clock,
                    NodeDisk.of(schedule, i), new Nodes()));
        }
        Random random = new Random(0);
        Requests requests = Requests.of(setting.workload(), random, setting.limits());
        int callers = (schedule.program().clients() + 1) * schedule.nodes();
        Caller.Shared shared = new Caller.Shared(recorder, setting.workload()::session, callers,
                (node, story) -> finding("WellFormed", node + ": " + story));
        List<Caller> all = new ArrayList<>();
        for (int t = 0; t < callers; t++) {
            all.add(new Caller(shared, t, setting.nodes().get(t % schedule.nodes())));
        }
        clients = new VirtualClients(new Clients(), schedule, requests, random, all);
    }

    private Observer observer() {
        return options.trace() == null ? coverage : (module, action, self, peer, x, y) -> {
            coverage.observe(module, action, self, peer, x, y);
            say("n" + self + "'s core: " + module + "." + action + (peer < 0 ? "" : " " + peer) + " " + x + " " + y);
        };
    }

    private List<byte[]> openings(int node) {
        List<byte[]> lines = new ArrayList<>();
        String name = setting.nodes().get(node);
        for (Map<String, @Nullable Object> body : setting.openings(name)) {
            lines.add(VirtualClients.line(WORKBENCH, name, body, lines.size() + 1L));
        }
        return lines;
    }

    /**
     * Runs a schedule from beginning to end, or to the exception that ends it, and judges what the clients saw.
     *
     * @throws IllegalArgumentException when it is not one of a program that there is
     */
    public static Outcome run(Schedule schedule, Options options) {
        return new VirtualRun(schedule, options).run();
    }

    private Outcome run() {
        boolean ended = true;
        try {
            setting.groups().ifPresent(groups -> recorder.nemesis("groups", groups));
            nodes.forEach(VirtualNode::start);
            weather.addTo(queue, BEGIN, END);
            if (!schedule.ops().isEmpty()) {
                queue.add(schedule.ops().getFirst().at() * MICROS, OP, 0, 0, 0, null);
            }
            queue.add(schedule.probesAt() * MICROS, PROBE, 0, 0, 0, null);
            queue.add(schedule.endsAt() * MICROS, CONCLUDE, 0, 0, 0, null);
            queue.add((schedule.endsAt() + CLOSING_MILLIS + 2 * schedule.program().patienceMillis()) * MICROS, OVER, 0,
                    0, 0, null);
            ended = toTheEnd();
        } catch (SpecViolation e) {
            finding(e.invariant(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // whatever a node throws ends its process
            finding("Crash", e + " at " + e.getStackTrace()[0]);
        }
        List<Op> ops = recorder.ops();
        ops.forEach(this::addToHash);
        List<Finding> all = new ArrayList<>(findings);
        Network.Tally net = network.tally();
        RunResult.Counts counts = new RunResult.Counts(events, clients.ended(), (now - STARTED_AT) / MICROS, net.sent(),
                net.lost(), net.corrupted(), net.duplicated(), net.cut());
        boolean known = ended;
        Results judged = new Results(Map.of());
        if (findings.isEmpty() && ended) {
            Promises promises = Promises.judge(setting, History.of(ops));
            judged = promises.results();
            all.addAll(promises.findings());
            known = promises.known();
            for (int i = 0; i < nodes.size() && all.isEmpty(); i++) {
                if (!clients.answers(i)) {
                    all.add(new Finding("Recovery", "n" + i + " answered no request with ok in the "
                            + (schedule.endsAt() - schedule.calmAt()) + " ms after the last fault"));
                }
            }
        }
        return new Outcome(new RunResult(hash.value(), counts, coverage, all, known), ops, judged);
    }

    private void addToHash(Op op) {
        hash.add(op.time());
        hash.add(op.process());
        for (Object what : new @Nullable Object[]{op.type(), op.f(), op.value(), op.error()}) {
            hash.add(String.valueOf(what).hashCode());
        }
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
                case ARRIVAL -> arrival(a, b, (byte[]) Objects.requireNonNull(what));
                case SERVED, ASKED -> served(kind, b, (byte[]) Objects.requireNonNull(what));
                case WAKE -> nodes.get(a).wake();
                case OP -> op(a);
                case BEGIN, END -> fault(kind, a);
                case SYNCED -> nodes.get(a).synced(x);
                case ANSWERED -> answered((Wire.Envelope) Objects.requireNonNull(what));
                case TIMEOUT -> timeOut(a, x);
                case GO_ON -> clients.goOn(a);
                case PROBE -> probe();
                case CONCLUDE -> conclude();
                default -> {
                    return true;
                }
            }
            if (!findings.isEmpty() || (concluding && clients.idle())) {
                return true;
            }
        }
        throw new IllegalStateException("the run ended before its end");
    }

    // ---- Messages ---------------------------------------------------------------------------------------------------

    private void arrival(int from, int to, byte[] line) {
        if (network.cuts(now, from, to)) {
            if (options.watch() != null) {
                options.watch().cut(now, from, to, line);
            }
            return;
        }
        long at = Math.max(now, busyUntil[to]) + weather.serviceMicros(to);
        if (at == now) {
            nodes.get(to).receive(line);
        } else if (at - now <= MAX_BACKLOG_MICROS) {
            busyUntil[to] = at;
            queue.add(at, SERVED, from, to, 0, line);
        }
    }

    private void served(int kind, int to, byte[] line) {
        if (kind == ASKED) {
            traceLine("client", to, line);
        }
        nodes.get(to).receive(line);
    }

    private final class Nodes implements VirtualNode.World {

        @Override
        public long now() {
            return now;
        }

        @Override
        public void wake(int node, long at) {
            queue.add(at, WAKE, node, 0, 0, null);
        }

        @Override
        public void sync(int node, long life) {
            queue.add(now + weather.syncMicros(node), SYNCED, node, 0, life, null);
        }

        @Override
        public void said(int node, byte[] line) {
            hash.add(Arrays.hashCode(line));
            traceLine("n" + node, -1, line);
            Wire.Envelope message;
            try {
                message = Wire.parse(line, line.length);
            } catch (Malformed e) {
                finding("WellFormed", "n" + node + " wrote a line that is no message, " + e.getMessage() + ": "
                        + new String(line, StandardCharsets.UTF_8));
                return;
            }
            int to = setting.nodes().indexOf(message.dest());
            if (to >= 0) {
                network.send(now, node, to, line);
            } else {
                queue.add(now + clientDelay(), ANSWERED, node, 0, 0, message);
            }
        }
    }

    private long clientDelay() {
        return 1 + Hash.below(Hash.of(schedule.seed(), CLIENT_LUCK, clientMessages++), CLIENT_MICROS);
    }

    private void answered(Wire.Envelope message) {
        if (!(Json.parse(new String(message.body(), StandardCharsets.UTF_8)) instanceof Map<?, ?> body)) {
            throw new IllegalStateException("a body is an object");
        }
        if (!message.dest().equals(WORKBENCH)) {
            clients.answer(message.dest(), body);
        } else if ("error".equals(body.get("type"))) {
            finding("Opening", message.src() + " answered with " + body + " to what it is told first");
        }
    }

    private void timeOut(int client, long question) {
        if (clients.timeOut(client, question)) {
            coverage.sometimes(Sometimes.SILENT);
        }
    }

    private final class Clients implements VirtualClients.World {

        @Override
        public void ask(int node, byte[] line) {
            queue.add(now + clientDelay() + weather.serviceMicros(node), ASKED, -1, node, 0, line);
        }

        @Override
        public void patience(int client, long question) {
            queue.add(now + schedule.program().patienceMillis() * MICROS, TIMEOUT, client, 0, question, null);
        }

        @Override
        public void pause(int client, long millis) {
            queue.add(now + millis * MICROS, GO_ON, client, 0, 0, null);
        }

        @Override
        public void ended(Op completion) {
            coverage.sometimes(switch (completion.type()) {
                case OK -> Sometimes.SUCCEEDS;
                case FAIL -> Sometimes.FAILS;
                case INVOKE, INFO -> Sometimes.UNKNOWN;
            });
        }
    }

    // ---- Phases -----------------------------------------------------------------------------------------------------

    private void op(int index) {
        if (index + 1 < schedule.ops().size()) {
            queue.add(schedule.ops().get(index + 1).at() * MICROS, OP, index + 1, 0, 0, null);
        }
        Schedule.Op op = schedule.ops().get(index);
        int same = 0;
        while (same < index && schedule.ops().get(index - same - 1).equals(op)) {
            same++;
        }
        clients.request(op.node(), Hash.of(op.at(), op.node(), same));
    }

    /** Every node is asked, again and again, until it has done something. */
    private void probe() {
        boolean all = true;
        for (int i = 0; i < nodes.size(); i++) {
            clients.probe(i);
            all &= clients.answers(i);
        }
        if (!all && !concluding) {
            queue.add(now + PROBES_APART_MICROS, PROBE, 0, 0, 0, null);
        }
    }

    private void conclude() {
        concluding = true;
        if (setting.workload().readsAtTheEnd()) {
            clients.conclude();
        }
    }

    // ---- Faults -----------------------------------------------------------------------------------------------------

    private void fault(int kind, int index) {
        var fault = schedule.faults().get(index);
        say("fault " + Faults.text(fault) + (kind == BEGIN ? " begins" : " is over"));
        if (kind == BEGIN) {
            weather.begin(fault);
        } else {
            weather.end(fault);
        }
    }

    // ---- What is told -----------------------------------------------------------------------------------------------

    private void finding(String property, String text) {
        findings.add(new Finding(property, text));
    }

    private void traceLine(String who, int to, byte[] line) {
        if (options.trace() != null) {
            say(who + (to < 0 ? " says " : " asks n" + to + " ") + new String(line, StandardCharsets.UTF_8));
        }
    }

    private void say(String line) {
        Consumer<String> trace = options.trace();
        if (trace != null) {
            trace.accept(String.format(Locale.ROOT, "%.3f %s", now / (double) MICROS, line));
        }
    }
}
