package org.espalier.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.espalier.checkers.history.Json;
import org.espalier.simulator.Campaign;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.ScheduleText;
import org.espalier.simulator.Shrinker;
import org.espalier.simulator.Simulation;
import org.espalier.simulator.Subject;
import org.espalier.simulator.Swarm;
import org.espalier.simulator.Workload;
import org.espalier.simulator.fault.FaultKind;
import org.espalier.virtual.VirtualRun;
import org.espalier.virtual.WorkloadSwarm;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code espalier simulate}: whole groups in virtual time, under faults, thousands of them. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Run whole groups of nodes in this process, in virtual time, and judge every run.",
        "With -w fifo, causal or total the nodes are the core alone. With one of the workbench's workloads they are the node program, its lines going through a simulated network and its log to a simulated disk; the workbench's clients ask, and its checkers judge.",
        "Each seed draws a group, operations and a mix of faults; one seed is one run, event by event, on every machine. A run that violates a property is made as small as it can be, and kept as a schedule that --replay runs again.",
        "When the faults are over, all members must have all messages, and what is new must reach everybody; of a program, every node must answer."}, footer = {
                "", "Example: a thousand runs of the total order, and what they have covered:",
                "  ./espalier simulate -w total --seeds 1000 --coverage",
                "", "Example: a core with a known defect, caught:",
                "  ./espalier simulate -w total --mutant no-quorum", "",
                "Example: the key-value store as a program, and with a known defect:",
                "  ./espalier simulate -w lin-kv --seeds 300",
                "  ./espalier simulate -w lin-kv --mutant truncate-first", "",
                "In broadcast, multicast, g-set, g-counter and pn-counter each seed draws an order, too, unless --order says one. Nothing is kept on disk in FIFO and causal order, so there nobody crashes; a node of a total order has a disk in three of four runs, and in the others only a minority crashes. In echo, where each lost answer is a violation, nobody crashes or pauses.",
                "",
                "What a campaign never comes to it does not test: after 100 runs under all faults each action must have occurred, and what is to happen sometimes; after 300, or 1,000 where each seed draws an order, nearly each action under each kind of fault that there is, and the rest of them later. Only actions are expected where --nodes, --ops or a --time below 20 make the runs smaller.",
                "",
                "Exit codes: 0 all good, 1 a property was violated, 2 unknown (a run was given up, or something was never come to), 254 bad arguments, 255 crash."})
final class SimulateCommand implements Callable<Integer> {

    @Option(names = {"-w",
            "--workload"}, paramLabel = "NAME", description = "fifo, causal or total: the core alone. Or echo, broadcast, multicast, unique-ids, g-set, g-counter, pn-counter, lin-kv, kafka, txn-list-append or txn-rw-register: the node program, with clients.")
    private @Nullable String workload;

    @Option(names = "--order", paramLabel = "ORDER", description = "Of broadcast, multicast, g-set, g-counter and pn-counter: fifo, causal or total. Default: drawn from the seed.")
    private @Nullable String order;

    @Option(names = "--nodes", paramLabel = "N", description = "Members of the group, 2 to 64. Default: 2 to 7, drawn from the seed.")
    private @Nullable Integer nodes;

    @Option(names = "--seeds", paramLabel = "N", description = "How many runs (default: 100, or no end with --minutes).")
    private @Nullable Long seeds;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "The first seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--time", paramLabel = "SECONDS", defaultValue = "20", description = "Virtual time with operations and faults; recovery comes on top (default: ${DEFAULT-VALUE}).")
    private double time;

    @Option(names = "--ops", paramLabel = "N", description = "Operations of a run. Default: 20 to 600, drawn from the seed.")
    private @Nullable Integer ops;

    @Option(names = "--nemesis", paramLabel = "FAULTS", defaultValue = "all", description = "The faults there may be, with commas between: partition, loss, duplication, reordering, latency, corruption, crash, pause, drift, slow-disk, slow-node, suspicion; or all, or none (default: ${DEFAULT-VALUE}).")
    private String nemesis = "all";

    @Option(names = "--mutant", paramLabel = "NAME", description = "Run a core with a known defect, such as no-sync or no-quorum.")
    private @Nullable String mutant;

    @Option(names = "--shard", paramLabel = "I/N", defaultValue = "1/1", description = "Run the I-th of N parts of the seeds (default: all).")
    private String shard = "1/1";

    @Option(names = "--minutes", paramLabel = "M", description = "Begin no run after so much real time.")
    private @Nullable Double minutes;

    @Option(names = "--keep-going", description = "Do not stop at the first seed that fails.")
    private boolean keepGoing;

    @Option(names = "--shrink-runs", paramLabel = "N", defaultValue = "4000", description = "Runs spent on making a failing schedule smaller; 0: it is kept as it is (default: ${DEFAULT-VALUE}).")
    private int shrinkRuns;

    @Option(names = "--replay", paramLabel = "FILE", description = "Run one schedule instead.")
    private @Nullable Path replay;

    @Option(names = "--trace", description = "With --replay: print what happens, a line for each action, delivery or message, and fault.")
    private boolean trace;

    @Option(names = "--page", paramLabel = "FILE.html", description = "With --replay: write a page with a picture of the run. Of each seed that fails one is written beside its schedule.")
    private @Nullable Path page;

    @Option(names = "--events", paramLabel = "FILE", description = "With --replay, or one seed of fifo, causal or total: write every action, for ./espalier trace.")
    private @Nullable Path events;

    @Option(names = "--coverage", description = "Print how often each action occurred, and what is to happen sometimes, and under which faults.")
    private boolean coverage;

    @Option(names = "--store", paramLabel = "DIR", defaultValue = "store", description = "Where failing schedules are kept, under simulate/NAME (default: ${DEFAULT-VALUE}).")
    private Path store = Path.of("store");

    @Option(names = "--json", description = "Print the results as one JSON object.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try {
            return replay != null ? replay(replay) : campaign();
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    // ---- One schedule -----------------------------------------------------------------------------------------------

    private int replay(Path file) {
        if (workload != null || mutant != null || order != null) {
            throw new BadInput("--replay: the schedule says the workload, its order and the mutant");
        }
        PrintWriter out = spec.commandLine().getOut();
        Schedule schedule;
        try {
            schedule = ScheduleText.read(Files.readString(file));
        } catch (IOException e) {
            throw new BadInput("--replay: " + file + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new BadInput("--replay: " + file + ": " + e.getMessage());
        }
        log(schedule);
        RunResult result = run(schedule, trace ? out::println : null);
        if (page != null) {
            write(page, page(schedule, file));
        }
        String counted = SimulateReport.counted(schedule.program().isNone());
        out.print(json
                ? Json.text(SimulateReport.tree(result, counted)) + "\n"
                : SimulateReport.text(result, counted));
        out.flush();
        return TestCommand.exitCode(result.verdict());
    }

    private static RunResult run(Schedule schedule, @Nullable Consumer<String> lines) {
        return schedule.program().isNone()
                ? Simulation.run(schedule,
                        new Simulation.Options(true, lines, Simulation.Options.JUDGED.maxEvents()))
                : VirtualRun.run(schedule, new VirtualRun.Options(lines, VirtualRun.Options.QUIET.maxEvents()))
                        .result();
    }

    private static String page(Schedule schedule, Path file) {
        String again = "./espalier simulate --replay " + file;
        return schedule.program().isNone() ? SimulationPage.of(schedule, again) : ProgramPage.of(schedule, again);
    }

    /** Runs a schedule for its events alone. */
    private void log(Schedule schedule) {
        if (events == null) {
            return;
        }
        if (!schedule.program().isNone()) {
            throw new BadInput("--events: of the core alone: -w fifo, causal or total");
        }
        try (Writer log = Files.newBufferedWriter(events)) {
            Simulation.run(schedule, Simulation.Options.logging(log));
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput("--events: " + events + " cannot be written: " + e.getMessage());
        }
    }

    private static void write(Path page, String html) {
        try {
            Files.writeString(page, html);
        } catch (IOException e) {
            throw new BadInput("--page: " + page + " cannot be written: " + e.getMessage());
        }
    }

    // ---- Many seeds -------------------------------------------------------------------------------------------------

    private int campaign() throws IOException {
        if (trace) {
            throw new BadInput("--trace needs --replay");
        }
        if (page != null) {
            throw new BadInput("--page needs --replay; of a seed that fails a page is written beside its schedule");
        }
        if (workload == null) {
            throw new BadInput("-w NAME is needed, or --replay FILE");
        }
        Campaign.Plan plan = plan(subject(workload));
        if (events != null) {
            if (plan.seeds() != 1) {
                throw new BadInput("--events: of one run only: --seeds 1, or --replay FILE");
            }
            log(plan.subject().draw(seed));
        }
        PrintWriter out = spec.commandLine().getOut();
        long begin = System.nanoTime();
        double limit = minutes == null ? Double.MAX_VALUE : minutes * 60e9;
        double seconds;
        Campaign.Report report;
        List<SimulateReport.Kept> kept = new ArrayList<>();
        try (SimulateProgress progress = new SimulateProgress(plan)) {
            report = Campaign.run(plan, () -> System.nanoTime() - begin < limit, progress);
            seconds = (System.nanoTime() - begin) / 1e9;
            for (Campaign.Failure failure : report.failures()) {
                kept.add(keep(plan.subject(), failure, progress));
            }
        }
        SimulateReport text = new SimulateReport(plan, report, kept, seconds);
        out.print(json ? Json.text(text.tree()) + "\n" : text.text(coverage));
        out.flush();
        return TestCommand.exitCode(report.verdict());
    }

    private Subject subject(String name) {
        Mutant defect = Mutant.named(mutant == null ? "" : mutant);
        OptionalInt members = between(2, nodes, 64, "--nodes");
        OptionalInt operations = between(1, ops, 1_000_000, "--ops");
        for (Workload core : Workload.values()) {
            if (core.label().equals(name)) {
                if (order != null) {
                    throw new BadInput("--order: -w " + name + " says it");
                }
                return new Swarm(core, defect, members, millis(), operations, kinds());
            }
        }
        for (org.espalier.workbench.workload.Workload program : org.espalier.workbench.workload.Workload.values()) {
            if (program.label().equals(name)) {
                return new WorkloadSwarm(program, Optional.ofNullable(order).map(ScheduleText::workload), defect,
                        members, millis(), operations, kinds());
            }
        }
        throw new BadInput("a workload is fifo, causal, total, " + org.espalier.workbench.workload.Workload.labels()
                + ", not " + name);
    }

    /** Shrinks what failed, and writes it down. */
    private SimulateReport.Kept keep(Subject subject, Campaign.Failure failure, SimulateProgress progress)
            throws IOException {
        Shrinker.Shrunk small = Shrinker.shrink(failure.schedule(), failure.result(), subject::run, shrinkRuns,
                progress::shrinking);
        Mutant defect = failure.schedule().mutant();
        Path directory = store.resolve("simulate")
                .resolve(workload + (defect.name().isEmpty() ? "" : "-" + defect.name()));
        Path file = directory.resolve("seed-" + failure.seed() + ".schedule");
        RunResult result = small.result();
        String why = result.first().map(f -> f.property() + ": " + f.text()).orElse("");
        Files.createDirectories(directory);
        Files.writeString(file, "# " + why.replace("\n", "\n# ") + "\n# ./espalier simulate --replay " + file + "\n"
                + ScheduleText.write(small.schedule()));
        Path picture = directory.resolve("seed-" + failure.seed() + ".html");
        write(picture, page(small.schedule(), file));
        return new SimulateReport.Kept(failure, small, file, picture, fromTheSeed(failure.seed()));
    }

    private String fromTheSeed(long failing) {
        StringBuilder line = new StringBuilder(
                "./espalier simulate -w " + workload + " --seed " + failing + " --seeds 1");
        if (order != null) {
            line.append(" --order ").append(order);
        }
        if (mutant != null) {
            line.append(" --mutant ").append(mutant);
        }
        if (nodes != null) {
            line.append(" --nodes ").append(nodes);
        }
        if (ops != null) {
            line.append(" --ops ").append(ops);
        }
        if (time != 20) {
            line.append(" --time ").append(time);
        }
        if (!nemesis.equals("all")) {
            line.append(" --nemesis ").append(nemesis);
        }
        return line.toString();
    }

    private Campaign.Plan plan(Subject subject) {
        String[] parts = shard.split("/", -1);
        int index = parts.length == 2 ? number(parts[0]) : -1;
        int count = parts.length == 2 ? number(parts[1]) : -1;
        if (index < 1 || count < index) {
            throw new BadInput("--shard: I/N with I from 1 to N, not `" + shard + "`");
        }
        if (minutes != null && !(minutes > 0)) {
            throw new BadInput("--minutes: more than 0, not " + minutes);
        }
        long runs = seeds != null ? seeds : minutes != null ? Long.MAX_VALUE / 2 : 100;
        if (runs < 1) {
            throw new BadInput("--seeds: at least 1, not " + runs);
        }
        if (shrinkRuns < 0) {
            throw new BadInput("--shrink-runs: not negative");
        }
        return new Campaign.Plan(subject, seed, runs, index - 1, count, keepGoing ? Integer.MAX_VALUE : 1);
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }

    private long millis() {
        if (!(time >= 0.1 && time * 1_000 <= Schedule.MAX_MILLIS)) {
            throw new BadInput("--time: from 0.1 to " + Schedule.MAX_MILLIS / 1_000 + " seconds, not " + time);
        }
        return Math.round(time * 1_000);
    }

    private static OptionalInt between(int least, @Nullable Integer value, int most, String flag) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < least || value > most) {
            throw new BadInput(flag + ": from " + least + " to " + most + ", not " + value);
        }
        return OptionalInt.of(value);
    }

    private Set<FaultKind> kinds() {
        if (nemesis.equals("all")) {
            return EnumSet.allOf(FaultKind.class);
        }
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String word : nemesis.equals("none") ? new String[0] : nemesis.split("\\s*,\\s*", -1)) {
            FaultKind found = null;
            for (FaultKind kind : FaultKind.values()) {
                found = kind.label().equals(word) ? kind : found;
            }
            if (found == null) {
                throw new BadInput("--nemesis: partition, loss, duplication, reordering, latency, corruption, crash,"
                        + " pause, drift, slow-disk, slow-node, suspicion, all or none, not `" + word + "`");
            }
            kinds.add(found);
        }
        return kinds;
    }
}
