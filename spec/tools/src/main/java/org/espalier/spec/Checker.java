package org.espalier.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.espalier.spec.Model.Kind;
import org.espalier.spec.Witnesses.Reached;

/**
 * Runs TLC on models of a manifest: the canaries first, then the others, several at a time, the longest first.
 *
 * <p>An instance may be used once or more, by one thread at a time.
 */
public final class Checker {

    /**
     * How to run.
     *
     * @param java     the program that starts a JVM
     * @param jar      where TLC is
     * @param heap     of each JVM, as {@code -Xmx} understands it
     * @param parallel runs at a time
     * @param workers  TLC's threads in each run; temporal properties get one all the same
     */
    public record Options(Path java, TlcJar jar, String heap, int parallel, int workers) {

        public Options {
            if (parallel < 1 || workers < 1) {
                throw new IllegalArgumentException("parallel " + parallel + ", workers " + workers);
            }
        }

        /** As many single-worker runs as there are cores, with the TLC we ship, in the JDK that runs this. */
        public static Options standard() throws IOException {
            return new Options(Path.of(System.getProperty("java.home"), "bin", "java"), TlcJar.shipped(), "2g",
                    Runtime.getRuntime().availableProcessors(), 1);
        }
    }

    /** A run to be made. */
    private record Unit(Model model, boolean witnesses) {

        String name() {
            return witnesses ? model.name() + " (witnesses)" : model.name();
        }

        /** A guess, to start the long ones first: the states that the manifest pins. */
        long cost() {
            Long distinct = model.expect().distinct();
            long states = distinct == null ? 0 : distinct;
            return model.kind() == Kind.LIVENESS ? 3 * states : witnesses ? states / 4 : states;
        }
    }

    /** Below that many states a JVM that does not optimise is done sooner. */
    private static final long BRIEF_STATES = 10_000;

    private final Manifest manifest;
    private final Options options;
    private final TlcRun.Settings settings;

    public Checker(Manifest manifest, Options options) {
        this.manifest = manifest;
        this.options = options;
        Set<Path> library = new LinkedHashSet<>();
        library.add(manifest.folder());
        library.add(manifest.folder().resolve("models"));
        manifest.models().forEach(m -> library.add(manifest.folder().resolve(m.module()).getParent()));
        this.settings = new TlcRun.Settings(options.java(), options.jar(), options.heap(), List.copyOf(library));
    }

    /**
     * Checks models and tells the listener as each run ends.
     *
     * @throws IOException          if TLC cannot be started or a file not be read
     * @throws InterruptedException if this thread was interrupted; no TLC is left then
     */
    public CheckReport check(List<Model> models, CheckListener listener) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<Unit> canaries = new ArrayList<>();
        List<Unit> others = new ArrayList<>();
        for (Model model : models) {
            List<Unit> units = model.kind() == Kind.CANARY ? canaries : others;
            units.add(new Unit(model, false));
            if (!model.witnesses().isEmpty()) {
                units.add(new Unit(model, true));
            }
        }
        listener.planned(canaries.size() + others.size());
        List<ModelReport> reports = new ArrayList<>(runAll(canaries, listener));
        reports.addAll(runAll(others, listener));
        String version = reports.stream().map(r -> r.result().version()).filter(v -> !v.isEmpty()).findFirst()
                .orElse("unknown");
        return new CheckReport(reports, options.jar(), version, secondsSince(begin));
    }

    private List<ModelReport> runAll(List<Unit> units, CheckListener listener)
            throws IOException, InterruptedException {
        // whatever ends this method, the pool is stopped and with it (by interrupt) every TLC
        ExecutorService pool = Executors.newFixedThreadPool(options.parallel(), task -> {
            Thread thread = new Thread(task, "tlc-run");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Unit> longestFirst = new ArrayList<>(units);
            longestFirst.sort(Comparator.comparingLong(Unit::cost).reversed());
            List<Future<ModelReport>> running = new ArrayList<>();
            for (Unit unit : longestFirst) {
                running.add(pool.submit(() -> run(unit, listener)));
            }
            List<ModelReport> reports = new ArrayList<>();
            for (Unit unit : units) {
                reports.add(running.get(longestFirst.indexOf(unit)).get());
            }
            return reports;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException("a check failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private ModelReport run(Unit unit, CheckListener listener) throws IOException, InterruptedException {
        synchronized (listener) {
            listener.started(unit.name());
        }
        ModelReport report = unit.witnesses() ? runWitnesses(unit.model()) : runModel(unit.model());
        synchronized (listener) {
            listener.finished(report);
        }
        return report;
    }

    private ModelReport runModel(Model model) throws IOException, InterruptedException {
        TlcConfig config = TlcConfig.read(file(model.config()));
        // generated states and depth are pinned for one worker, and temporal properties are only sound with one
        int workers = config.properties().isEmpty() ? options.workers() : 1;

        TlcRun.Task task = new TlcRun.Task(file(model.module()), file(model.config()), workers,
                Judge.countsActions(model), isBrief(model), model.simulation());
        long begin = System.nanoTime();
        TlcResult result = TlcRun.run(settings, task);
        Verdict verdict = Judge.judge(model, config, result, workers, options.jar().bundled());
        return new ModelReport(model, false, result, List.of(), verdict, secondsSince(begin),
                TlcRun.replay(settings, task));
    }

    private ModelReport runWitnesses(Model model) throws IOException, InterruptedException {
        TlcConfig config = TlcConfig.read(file(model.config()));
        long begin = System.nanoTime();
        Path folder = Files.createTempDirectory("espalier-witnesses-");
        try {
            List<Path> generated = Witnesses.generate(model, config, folder);
            TlcResult result = TlcRun.run(settings,
                    new TlcRun.Task(generated.get(0), generated.get(1), 1, false, isBrief(model), null));
            List<Reached> reached = Witnesses.reached(result);
            Verdict verdict = Judge.judgeWitnesses(model, result, reached);
            return new ModelReport(model, true, result,
                    reached.stream().map(r -> r.name() + " (" + r.states() + ")").toList(), verdict,
                    secondsSince(begin), "./espalier check " + model.name());
        } finally {
            TlcChild.deleteTree(folder);
        }
    }

    private static boolean isBrief(Model model) {
        Long distinct = model.expect().distinct();
        return model.kind() == Kind.CANARY || model.kind() == Kind.BROKEN
                || (distinct != null && distinct < BRIEF_STATES);
    }

    private Path file(String path) {
        return manifest.folder().resolve(path);
    }

    private static double secondsSince(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1_000.0;
    }
}
