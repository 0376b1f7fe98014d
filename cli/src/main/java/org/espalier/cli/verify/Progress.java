package org.espalier.cli.verify;

import java.io.PrintWriter;
import java.time.Duration;

import org.espalier.spec.CheckListener;
import org.espalier.spec.ModelReport;
import org.espalier.workbench.Console;

/** One line on a terminal that says what is being done; nothing anywhere else. Thread-safe. */
public final class Progress implements CheckListener, Console, AutoCloseable {

    private static final int WIDTH = 100;

    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("espalier.terminal");
    private final long begin = System.nanoTime();
    private String step = "";
    private String detail = "";
    private int planned;
    private int done;
    private boolean shown;

    public Progress(PrintWriter err) {
        this.err = err;
    }

    /** The next step begins. */
    synchronized void step(String name) {
        step = name;
        detail = "";
        planned = 0;
        done = 0;
        show();
    }

    @Override
    public synchronized void planned(int runs) {
        planned = runs;
    }

    @Override
    public synchronized void started(String name) {
        detail = name;
        show();
    }

    @Override
    public synchronized void finished(ModelReport report) {
        done++;
        show();
    }

    @Override
    public synchronized void log(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    @Override
    public synchronized void progress(String phase, double part) {
        detail = part > 0 ? phase + " " + Math.round(100 * part) + " %" : phase;
        show();
    }

    private void show() {
        if (!terminal) {
            return;
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        String line = seconds + " s · " + step + (planned > 0 ? " " + done + "/" + planned : "")
                + (detail.isEmpty() ? "" : " · " + detail);
        err.print("\r\u001b[K" + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
        err.flush();
        shown = true;
    }

    private void clear() {
        if (shown) {
            err.print("\r\u001b[K");
            err.flush();
            shown = false;
        }
    }

    @Override
    public synchronized void close() {
        clear();
    }
}
