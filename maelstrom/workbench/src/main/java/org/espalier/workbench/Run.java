package org.espalier.workbench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.client.Recorder;
import org.espalier.workbench.client.Workers;
import org.espalier.workbench.nemesis.Chronicle;
import org.espalier.workbench.nemesis.Nemesis;
import org.espalier.workbench.nemesis.PartitionNemesis;
import org.espalier.workbench.nemesis.ProcessNemesis;
import org.espalier.workbench.net.Draws;
import org.espalier.workbench.net.Inbox;
import org.espalier.workbench.net.Journal;
import org.espalier.workbench.net.MessageLog;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.process.NodeFault;
import org.espalier.workbench.process.NodeProcess;
import org.espalier.workbench.service.Services;
import org.espalier.workbench.workload.Requests;
import org.espalier.workbench.workload.Workload;

/**
 * Runs a plan once: starts the nodes, asks and disturbs them, lets them recover, reads what they hold, and judges.
 *
 * <p>The phases are Maelstrom's: init and topology, requests under faults, the end of the faults, recovery, the final
 * reads. A node that breaks the rules ends the run at once, and then nothing is judged that needs the rest of it.
 */
public final class Run {

    /** What draws are for; each purpose has its own, so that one does not shift the other. */
    private static final int REQUESTS = 1;
    private static final int NEMESIS = 2;
    private static final int PACE = 3;
    private static final int PROCESSES = 4;
    private static final Duration GRACE = Duration.ofSeconds(2);
    /** How long final polls may take, as in Maelstrom. */
    private static final Duration CLOSING = Duration.ofSeconds(10);
    /** A request takes so many calls at most, each with its own patience. */
    private static final int CALLS = 2;
    private static final Duration PROBE = Duration.ofMillis(20);
    private static final Duration PROGRESS = Duration.ofMillis(200);

    private final TestPlan plan;
    private final Console console;
    private final Path directory;
    private final LongSupplier clock;
    private final FaultBoard faults = new FaultBoard();
    private final Recorder recorder;
    private final RunLog log;
    private final Chronicle chronicle;
    private final Draws draws;

    private Run(TestPlan plan, Console console) throws IOException {
        this.plan = plan;
        this.console = console;
        directory = Store.create(plan.store(), plan.workload().label());
        long start = System.nanoTime();
        clock = () -> System.nanoTime() - start;
        recorder = new Recorder(clock);
        log = new RunLog(directory.resolve(RunLog.NAME), clock);
        Store.nameLog(directory, RunLog.NAME);
        chronicle = new Chronicle(recorder, log::say);
        draws = new Draws(plan.seed());
    }

    /**
     * Runs the plan; takes as long as the plan says.
     *
     * @throws IOException if the program cannot be started, or a file of the results not be written
     * @throws InterruptedException if the thread was interrupted; the nodes are gone then, too
     */
    public static TestResult execute(TestPlan plan, Console console) throws IOException, InterruptedException {
        Run run = new Run(plan, console);
        try {
            return run.execute();
        } finally {
            run.log.close();
        }
    }

    private TestResult execute() throws IOException, InterruptedException {
        log.say("seed " + plan.seed() + "; again: " + Replay.command(plan));
        NodeProcess.Echo echo = plan.logging().stderr() ? (node, line) -> console.log(node + " | " + line) : null;
        MessageLog messages = new MessageLog(directory.resolve(TestResult.MESSAGES));
        Network network = new Network(plan.nodes(), Services.NAMES, plan.conditions(), plan.seed(), clock,
                journal(messages));
        try (messages; Cluster cluster = new Cluster(plan, network, faults, directory, echo)) {
            Services.start(network, plan.seed(), overrun -> faults.accept(new NodeFault(overrun.receiver(),
                    NodeFault.Kind.STUCK, "has left " + Inbox.MAX_PENDING + " messages unread", List.of())));
            try {
                phases(network, cluster);
            } finally {
                cluster.release();
                network.close();
            }
        } finally {
            Findings.writeHistory(recorder.ops(), directory);
        }
        return judge(network);
    }

    private void phases(Network network, Cluster cluster) throws IOException, InterruptedException {
        introduce(cluster);
        if (faults.any()) {
            return;
        }
        Requests requests = Requests.of(plan.workload(), random(REQUESTS), plan.limits());
        Workers.Crew crew = new Workers.Crew(plan.load().concurrency(), plan.nemesis().isPresent(),
                plan.patience().request().toMillis(), plan.workload()::session);
        try (Workers workers = new Workers(network, recorder, crew, requests,
                (node, story) -> faults.accept(cluster.node(node).fault(NodeFault.Kind.MALFORMED_REPLY, story)))) {
            requests(network, cluster, workers, requests);
            if (plan.workload().readsAtTheEnd() && !faults.any()) {
                recover();
                finalReads(workers);
            }
            if (!faults.any()) {
                boolean end = plan.workload().readsAtTheEnd();
                for (String node : Measures.silent(recorder.ops(), plan.nodes(), end)) {
                    faults.accept(cluster.node(node).fault(NodeFault.Kind.SILENT, end
                            ? "is alive and did not answer the final read within "
                                    + plan.patience().request().toSeconds()
                                    + " s"
                            : "is alive and answered nothing in the whole run"));
                }
            }
        }
    }

    private void introduce(Cluster cluster) throws IOException, InterruptedException {
        console.progress("starting " + plan.nodes().size() + " nodes", 0);
        cluster.start();
        log.say("started " + plan.nodes().size() + " × " + plan.target().bin() + " " + plan.target().args());
        cluster.init();
        if (!faults.any()) {
            log.say("all nodes answered init");
            if (plan.workload() == Workload.MULTICAST) {
                recorder.nemesis("groups", plan.groups().members());
            }
            if (plan.workload().hasIntroduction()) {
                cluster.topology();
            }
        }
    }

    /** The main phase: requests at their times, and the nemesis beside them. */
    private void requests(Network network, Cluster cluster, Workers workers, Requests requests)
            throws InterruptedException {
        log.say("requests begin");
        long start = System.nanoTime();
        long end = start + plan.load().timeLimit().toNanos();
        List<Nemesis> nemeses = plan.nemesis().map(n -> nemeses(n, network, cluster)).orElse(List.of());
        nemeses.forEach(Nemesis::start);
        try {
            if (plan.load().rate() > 0) {
                pace(workers, requests, start, end);
            }
            wait("requests", start, end);
        } finally {
            Nemesis.stopAll(nemeses);
        }
        if (!faults.any() && !nemeses.isEmpty()) {
            probe(workers, requests);
        }
        if (!faults.any()) {
            awaitIdle(workers, Duration.ZERO);
        }
        log.say("requests end");
    }

    private List<Nemesis> nemeses(TestPlan.Nemesis wanted, Network network, Cluster cluster) {
        List<Nemesis> nemeses = new ArrayList<>();
        if (!wanted.partitions().isEmpty()) {
            nemeses.add(new PartitionNemesis(wanted.interval(), wanted.partitions(), wanted.shape(), network, chronicle,
                    random(NEMESIS)));
        }
        if (!wanted.processes().isEmpty()) {
            nemeses.add(new ProcessNemesis(wanted.interval(), wanted.processes(), wanted.targets(), plan.nodes(),
                    cluster, chronicle, random(PROCESSES)));
        }
        return nemeses;
    }

    /** Requests at random distances with the wanted mean, as Jepsen staggers them; late ones are not made up for. */
    private void pace(Workers workers, Requests requests, long start, long end) throws InterruptedException {
        Random distances = random(PACE);
        double mean = 1e9 / plan.load().rate();
        long next = start;
        long shown = start;
        int wish = distances.nextInt(Integer.MAX_VALUE);
        while (next < end && !faults.any()) {
            long now = System.nanoTime();
            if (now - shown > PROGRESS.toNanos()) {
                shown = now;
                console.progress("requests", (double) (now - start) / (end - start));
            }
            if (now < next) {
                LockSupport.parkNanos(Math.min(next - now, PROGRESS.toNanos()));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                continue;
            }
            OptionalInt client = workers.idle(wish);
            if (client.isPresent()) {
                workers.perform(client.getAsInt(), requests.next(client.getAsInt()));
                next += (long) (distances.nextDouble() * 2 * mean);
                wish = distances.nextInt(Integer.MAX_VALUE);
            } else {
                workers.awaitFree(PROGRESS.toNanos());
                next = Math.max(next, System.nanoTime());
            }
        }
    }

    /**
     * After the faults: asks every node, again and again, until it has done something, so that the history shows when it was
     * back.
     */
    private void probe(Workers workers, Requests requests) throws InterruptedException {
        log.say("faults have ended; every node is asked until it answers");
        List<Integer> waiting = new ArrayList<>(workers.probes());
        long end = System.nanoTime() + Math.max(plan.load().recovery().toNanos(), GRACE.toNanos());
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            waiting.removeIf(client -> workers.latest(client) == Op.Type.OK);
            for (int client : waiting) {
                if (!workers.isBusy(client)) {
                    workers.perform(client, requests.probe(client));
                }
            }
            if (faults.awaitUntil(System.nanoTime() + PROBE.toNanos())) {
                return;
            }
        }
    }

    private void awaitIdle(Workers workers, Duration work) throws InterruptedException {
        Duration most = work.plus(plan.patience().request().multipliedBy(CALLS)).plus(GRACE);
        if (!workers.awaitIdle(most.toNanos())) {
            log.say("clients still wait after " + most);
        }
    }

    private void recover() throws InterruptedException {
        log.say("waiting for recovery");
        long now = System.nanoTime();
        wait("recovery", now, now + plan.load().recovery().toNanos());
    }

    private void wait(String phase, long start, long end) throws InterruptedException {
        long now = System.nanoTime();
        while (now < end && !faults.awaitUntil(Math.min(end, now + PROGRESS.toNanos()))) {
            now = System.nanoTime();
            console.progress(phase, Math.min(1.0, (double) (now - start) / (end - start)));
        }
    }

    private void finalReads(Workers workers) throws InterruptedException {
        if (!faults.any()) {
            log.say("final reads");
            console.progress("final reads", 0);
            workers.conclude(System.nanoTime() + CLOSING.toNanos());
            awaitIdle(workers, plan.workload() == Workload.KAFKA ? CLOSING : Duration.ZERO);
        }
    }

    private Random random(int purpose) {
        return new Random(draws.bits(purpose, 0));
    }

    private Journal journal(MessageLog messages) {
        TestPlan.Logging logging = plan.logging();
        Journal kept = logging.record() ? messages : Journal.NONE;
        return logging.send() || logging.receive()
                ? new LoggingJournal(kept, console, logging.send(), logging.receive())
                : kept;
    }

    private TestResult judge(Network network) throws IOException {
        console.progress("judging", 0);
        List<NodeFault> all = faults.all();
        all.forEach(fault -> log.say(fault.node() + " " + fault.story()));
        double seconds = TimeUnit.NANOSECONDS.toMillis(clock.getAsLong()) / 1000.0;
        TestResult result = new Findings(plan, directory, recorder.ops(), chronicle.spans(), all, network.traffic(),
                seconds).judge();
        log.say("verdict " + result.verdict());
        Store.link(plan.store(), directory);
        return result;
    }
}
