package org.espalier.conform.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.espalier.conform.Outcome;
import org.espalier.spec.Manifest;
import org.espalier.spec.Model;

import tools.jackson.databind.json.JsonMapper;

/** Compares models, each in a JVM of its own, as many at a time as there are cores, the largest first. */
public final class Conformer {

    /** Told from several threads. */
    public interface Listener {

        /** {@code states} of a model have been compared. */
        default void reached(Model model, long states) {}

        /** A model is done. */
        default void finished(ConformReport report) {}
    }

    private static final int LAST_WORDS = 6;

    private final Path folder;
    private final String heap;
    private final Set<Process> children = ConcurrentHashMap.newKeySet();

    /** {@code heap} of each JVM, as {@code -Xmx} understands it. */
    public Conformer(Path folder, String heap) {
        this.folder = folder;
        this.heap = heap;
    }

    /** The models of a manifest that have a counterpart in Java and a pinned number of transitions. */
    public static List<Model> models(Manifest manifest) {
        return manifest.models().stream().filter(m -> m.transitions() != null).toList();
    }

    /** The modules that can be compared. */
    public static Set<String> modules() {
        return Worlds.modules();
    }

    /**
     * Compares {@code models}; the reports are in their order.
     *
     * @throws IOException when a JVM cannot be started
     * @throws InterruptedException if this thread was interrupted; no child is left then
     */
    public List<ConformReport> run(List<Model> models, Listener listener) throws IOException, InterruptedException {
        List<Model> largest = new ArrayList<>(models);
        largest.sort(Comparator.comparingLong(Conformer::size).reversed());
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<ConformReport>> all = largest.stream().map(m -> pool.submit(() -> one(m, listener))).toList();
            List<ConformReport> reports = new ArrayList<>();
            for (Future<ConformReport> report : all) {
                reports.add(report.get());
            }
            reports.sort(Comparator.comparingInt(r -> models.indexOf(r.model())));
            return reports;
        } catch (ExecutionException e) {
            throw new IOException("a comparison could not be run: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
            children.forEach(Process::destroyForcibly); // whoever reads what one says does not hear an interrupt
        }
    }

    private static long size(Model model) {
        Long distinct = model.expect().distinct();
        return distinct == null ? 0 : distinct;
    }

    private ConformReport one(Model model, Listener listener) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap, "-Xss8m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp",
                System.getProperty("java.class.path"), ConformChild.class.getName(), folder.toString(), model.name())
                .redirectErrorStream(true);
        Process child = builder.start();
        children.add(child);
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the comparison is over");
            }
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("[0-9]{1,12}")) {
                    listener.reached(model, Long.parseLong(line));
                } else {
                    last.addLast(line);
                    if (last.size() > LAST_WORDS) {
                        last.removeFirst();
                    }
                }
            }
            ConformReport report = child.waitFor() == 0 && !last.isEmpty()
                    ? ConformReport.of(model, JsonMapper.shared().readValue(last.getLast(), Outcome.class))
                    : new ConformReport(model, null, List.copyOf(last));
            listener.finished(report);
            return report;
        } finally {
            child.destroyForcibly();
            children.remove(child);
        }
    }
}
