package org.espalier.checkers.history;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Writes a history as JSON lines, one event a line; {@link HistoryFile} reads it back.
 *
 * <p>Not for use by several threads at once: who records a history already gives its events one order.
 */
public final class HistoryWriter implements Closeable {

    private final JsonGenerator out;

    /** Writes to a stream, which {@link #close()} closes. */
    public HistoryWriter(OutputStream to) {
        this.out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), new BufferedOutputStream(to, 1 << 16));
    }

    /** Writes a new file. */
    public static HistoryWriter to(Path file) throws IOException {
        return new HistoryWriter(Files.newOutputStream(file));
    }

    public void write(Op op) {
        out.writeStartObject();
        out.writeNumberProperty("index", op.index());
        out.writeNumberProperty("time", op.time());
        if (op.isClient()) {
            out.writeNumberProperty("process", op.process());
        } else {
            out.writeStringProperty("process", "nemesis");
        }
        if (op.node() != null) {
            out.writeStringProperty("node", op.node());
        }
        out.writeStringProperty("type", op.type().name().toLowerCase(Locale.ROOT));
        out.writeStringProperty("f", op.f());
        out.writeName("value");
        Json.write(out, op.value());
        if (op.error() != null) {
            out.writeName("error");
            Json.write(out, op.error());
        }
        if (op.isFinal()) {
            out.writeBooleanProperty("final", true);
        }
        out.writeEndObject();
        out.writeRaw('\n');
    }

    /** Hands what was written to the operating system. */
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        out.close();
    }
}
