package org.espalier.spec;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.espalier.spec.Model.Simulation;
import org.jspecify.annotations.Nullable;

/**
 * One run of TLC, in a JVM of its own with a scratch folder of its own (TLC unpacks modules into
 * {@code java.io.tmpdir}, and two runs that share it disturb each other).
 *
 * <p>{@link #run} blocks until TLC has ended. However that ends (also by an interrupt or the end of this JVM), the child
 * is killed and the folder deleted.
 */
public final class TlcRun {

    /** Runs under way: what the shutdown hook has to clean up. */
    private static final Set<TlcRun> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVE.forEach(TlcRun::abandon), "tlc-cleanup"));
    }

    /**
     * What all runs share.
     *
     * @param java    the program that starts a JVM
     * @param jar     where TLC is
     * @param heap    of each JVM, as {@code -Xmx} understands it
     * @param library folders in which modules are looked for
     */
    public record Settings(Path java, TlcJar jar, String heap, List<Path> library) {

        public Settings {
            library = List.copyOf(library);
        }
    }

    /**
     * What to check.
     *
     * @param module     the root module
     * @param config     its configuration; TLC runs in the folder of this file
     * @param workers    threads; only with one are depth and generated states the same in every run
     * @param coverage   count how often each action fires
     * @param brief      it will be over before the optimising compiler pays
     * @param simulation random walks instead of the whole state space, or null
     */
    public record Task(Path module, Path config, int workers, boolean coverage, boolean brief,
            @Nullable Simulation simulation) {}

    private final Settings settings;
    private final Task task;
    private final Path scratch;
    private @Nullable Process process;
    private boolean abandoned;

    private TlcRun(Settings settings, Task task) throws IOException {
        this.settings = settings;
        this.task = task;
        this.scratch = Files.createTempDirectory("espalier-tlc-");
        Files.createDirectory(scratch.resolve("tmp"));
        // TLC's way to be told that it must not report to anyone that it was used
        Path choice = Files.createDirectory(scratch.resolve(".tlaplus")).resolve("esc.txt");
        Files.writeString(choice, "NO_STATISTICS\n");
    }

    /**
     * Runs TLC and reads its answer.
     *
     * @throws IOException          the JVM cannot be started
     * @throws InterruptedException if this thread was interrupted; TLC is dead then
     */
    public static TlcResult run(Settings settings, Task task) throws IOException, InterruptedException {
        TlcRun run = new TlcRun(settings, task);
        LIVE.add(run);
        try {
            return run.execute();
        } finally {
            run.abandon();
            LIVE.remove(run);
        }
    }

    /** The arguments of TLC, without the JVM. */
    private static List<String> arguments(Task task) {
        List<String> args = new ArrayList<>(
                List.of("-workers", Integer.toString(task.workers()), "-fp", "1", "-checkpoint", "0"));
        if (task.coverage()) {
            args.addAll(List.of("-coverage", "1440"));
        }
        Simulation simulation = task.simulation();
        if (simulation != null) {
            args.addAll(List.of("-simulate", "num=" + simulation.traces(), "-depth",
                    Integer.toString(simulation.depth()), "-seed", Long.toString(simulation.seed()), "-aril", "0"));
        }
        return args;
    }

    private static String library(Settings settings) {
        return settings.library().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** A command line that repeats a run with TLC alone, for people. */
    public static String replay(Settings settings, Task task) {
        List<String> words = new ArrayList<>(List.of(settings.java().toString(), "-Xmx" + settings.heap(), "-Xss8m",
                "-XX:+UseParallelGC", "-DTLA-Library=" + library(settings), "-cp",
                settings.jar().path().toString(), "tlc2.TLC"));
        words.addAll(arguments(task));
        words.addAll(List.of("-config", task.config().toString(), task.module().toString()));
        return String.join(" ", words);
    }

    private List<String> command() throws IOException {
        List<String> words = new ArrayList<>(List.of(settings.java().toString(), "-Xmx" + settings.heap(), "-Xss8m",
                task.workers() == 1 ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC", "-XX:-UsePerfData",
                // the off-heap table of newer builds had an indexing bug: tlaplus#1112
                "-Dtlc2.tool.fp.FPSet.impl=tlc2.tool.fp.MSBDiskFPSet",
                "-Djava.io.tmpdir=" + scratch.resolve("tmp"), "-Duser.home=" + scratch, "-Despalier.scratch=" + scratch,
                "-DTLA-Library=" + library(settings), "-cp",
                settings.jar().path() + File.pathSeparator + TlcJar.home(TlcChild.class), TlcChild.class.getName(),
                "-tool", "-metadir", scratch.resolve("states").toString()));
        if (task.brief()) {
            words.add(1, "-XX:TieredStopAtLevel=1");
        }
        if (!settings.jar().bundled()) {
            words.add("-noGenerateSpecTE"); // the bundled one writes no trace specification unless asked
        }
        words.addAll(arguments(task));
        words.addAll(List.of("-config", task.config().toString(), task.module().toString()));
        return words;
    }

    private TlcResult execute() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
        Path folder = task.config().toAbsolutePath().getParent();
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
        Process child = start(builder);
        TlcOutput output = new TlcOutput();
        Thread reader = new Thread(() -> drain(child, output), "tlc-output");
        reader.setDaemon(true);
        reader.start();
        int exit = child.waitFor();
        reader.join();
        return output.result(exit);
    }

    private synchronized Process start(ProcessBuilder builder) throws IOException {
        if (abandoned) {
            throw new IOException("shutting down");
        }
        process = builder.start();
        return process;
    }

    private static void drain(Process child, TlcOutput output) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.line(line);
            }
        } catch (IOException e) {
            // the child was killed: what was read is all there is
        }
    }

    private void abandon() {
        Process child;
        synchronized (this) {
            abandoned = true;
            child = process;
        }
        if (child != null && child.isAlive()) {
            child.destroyForcibly();
            try {
                child.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        TlcChild.deleteTree(scratch);
    }
}
