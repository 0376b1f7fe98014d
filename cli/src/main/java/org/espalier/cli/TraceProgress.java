package org.espalier.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

import org.espalier.trace.Traced;

/** One line on a terminal: which file is read, for which layer, and how far. */
final class TraceProgress implements AutoCloseable {

    private final PrintWriter err;
    private final boolean terminal = Boolean.getBoolean("espalier.terminal");

    TraceProgress(PrintWriter err) {
        this.err = err;
    }

    void reached(Path file, Traced layer, long line) {
        say(String.format(Locale.ROOT, "%s: %s, line %,d", file.getFileName(), layer.module(), line));
    }

    @Override
    public void close() {
        say("");
    }

    private void say(String line) {
        if (terminal) {
            err.print("\r\u001b[K" + line);
            err.flush();
        }
    }
}
