package org.espalier.workbench;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/** {@code run.log}, which Jepsen calls {@code jepsen.log}: what happened when, in seconds of the run. Thread-safe. */
final class RunLog implements Closeable {

    static final String NAME = "run.log";

    private final BufferedWriter out;
    private final LongSupplier clock;
    private @Nullable IOException failure;

    RunLog(Path file, LongSupplier clock) throws IOException {
        out = Files.newBufferedWriter(file);
        this.clock = clock;
    }

    synchronized void say(String line) {
        try {
            out.write(String.format(Locale.ROOT, "%9.3f  %s%n", clock.getAsLong() / 1e9, line));
            out.flush();
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
        if (failure != null) {
            throw new IOException("the run's log could not be written", failure);
        }
    }
}
