package org.espalier.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.spec.CheckListener;
import org.espalier.spec.Model;
import org.espalier.spec.ModelReport;
import org.jspecify.annotations.Nullable;

/**
 * Prints the rows of the table in the manifest's order, each as soon as all before it are known; and, on a terminal and
 * from the third second on, a line that says what is running.
 */
final class CheckProgress implements CheckListener, AutoCloseable {

    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int WIDTH = 100;

    private final @Nullable PrintWriter out;
    private final PrintWriter err;
    private final boolean traces;
    private final boolean terminal = Boolean.getBoolean("espalier.terminal");
    private final CheckTable table;
    private final List<String> order = new ArrayList<>();
    private final Map<String, ModelReport> waiting = new LinkedHashMap<>();
    private final Set<String> running = new LinkedHashSet<>();
    private final long begin = System.nanoTime();
    private int runs;
    private int done;
    private int printed;
    private boolean lineShown;
    private boolean closed;

    CheckProgress(List<Model> models, @Nullable PrintWriter out, PrintWriter err, boolean traces) {
        this.out = out;
        this.err = err;
        this.traces = traces;
        this.table = new CheckTable(models);
        for (Model model : models) {
            order.add(model.name());
            if (!model.witnesses().isEmpty()) {
                order.add(model.name() + " (witnesses)");
            }
        }
        if (out != null) {
            out.print(table.header());
            out.flush();
        }
        if (terminal) {
            Thread ticker = new Thread(this::tick, "progress");
            ticker.setDaemon(true);
            ticker.start();
        }
    }

    @Override
    public synchronized void planned(int runs) {
        this.runs = runs;
    }

    @Override
    public synchronized void started(String name) {
        running.add(name);
    }

    @Override
    public synchronized void finished(ModelReport report) {
        done++;
        running.remove(report.name());
        waiting.put(report.name(), report);
        clearLine();
        while (printed < order.size() && waiting.containsKey(order.get(printed))) {
            ModelReport next = waiting.remove(order.get(printed));
            printed++;
            if (out != null && next != null) {
                out.print(table.row(next));
                out.print(table.details(next, traces));
                out.flush();
            }
        }
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(500);
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
                    if (elapsed.compareTo(QUIET) > 0) {
                        String line = String.format("%d s: %d of %d done; running %s", elapsed.toSeconds(), done,
                                runs, String.join(", ", running));
                        clearLine();
                        err.print(line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line);
                        err.flush();
                        lineShown = true;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void clearLine() {
        if (lineShown) {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
            lineShown = false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        clearLine();
    }
}
