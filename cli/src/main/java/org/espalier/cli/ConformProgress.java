package org.espalier.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.espalier.conform.run.ConformReport;
import org.espalier.conform.run.Conformer;
import org.espalier.spec.Model;

/** One line on a terminal: how many models are done, and how far the others are. */
final class ConformProgress implements Conformer.Listener, AutoCloseable {

    private static final int WIDTH = 100;

    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("espalier.terminal");
    private final int models;
    private final long begin = System.nanoTime();
    private final Map<String, String> running = new LinkedHashMap<>();
    private int done;

    ConformProgress(List<Model> models, PrintWriter err) {
        this.models = models.size();
        this.err = err;
    }

    @Override
    public synchronized void reached(Model model, long states) {
        Long all = model.expect().distinct();
        running.put(model.name(), all == null || all == 0
                ? String.format(Locale.ROOT, "%s %,d states", model.name(), states)
                : String.format(Locale.ROOT, "%s %d %%", model.name(), Math.min(100, 100 * states / all)));
        show();
    }

    @Override
    public synchronized void finished(ConformReport report) {
        running.remove(report.model().name());
        done++;
        show();
    }

    private void show() {
        if (terminal) {
            String line = (System.nanoTime() - begin) / 1_000_000_000 + " s: " + done + " of " + models + " done; "
                    + running.values().stream().collect(Collectors.joining(", "));
            err.print("\r\u001b[K" + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (terminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
