package org.espalier.trace;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file of events, a line at a time. */
public final class Events implements Closeable {

    private static final int FORMAT = 1;

    /**
     * The first line.
     *
     * @param trace the format, 1
     * @param order which of the orders is used: {@code fifo}, {@code causal} or {@code total}
     * @param nodes how many members there are
     * @param voters how many of them vote
     */
    public record Header(int trace, String order, int nodes, int voters) {}

    private record Line(long t, @Nullable Integer node, @Nullable String module, @Nullable String action,
            @Nullable Integer peer, long x, long y) {}

    private final Path file;
    private final BufferedReader lines;
    private final ObjectReader reader;
    private final Header header;
    private long line = 1;

    private Events(Path file, BufferedReader lines) throws IOException {
        this.file = file;
        this.lines = lines;
        JsonMapper mapper = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        reader = mapper.readerFor(Line.class);
        String first = lines.readLine();
        if (first == null) {
            throw bad("the file is empty");
        }
        try {
            header = mapper.readValue(first, Header.class);
        } catch (JacksonException e) {
            throw bad("not the first line of a trace: " + e.getOriginalMessage());
        }
        if (header.trace() != FORMAT || header.nodes() < 1) {
            throw bad("a trace begins with {\"trace\":1,\"order\":\"fifo\",\"nodes\":5}");
        }
    }

    /**
     * Opens a file and reads its first line.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it is not a trace
     */
    public static Events open(Path file) throws IOException {
        BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        try {
            return new Events(file, lines);
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /** Who they are. */
    public Header header() {
        return header;
    }

    /**
     * The next event; null at the end.
     *
     * @throws IllegalArgumentException when the line is not an event of this group
     */
    public @Nullable Event next() throws IOException {
        String text = lines.readLine();
        if (text == null) {
            return null;
        }
        line++;
        Line read;
        try {
            read = reader.readValue(text);
        } catch (JacksonException e) {
            throw bad("not an event: " + e.getOriginalMessage());
        }
        if (read.node() == null || read.module() == null || read.action() == null) {
            throw bad("an event has node, module and action");
        }
        int peer = read.peer() == null ? -1 : read.peer();
        if (read.node() < 0 || read.node() >= header.nodes() || peer < -1 || peer >= header.nodes()) {
            throw bad("there are the members 0 to " + (header.nodes() - 1));
        }
        return new Event(line, read.module(), read.action(), read.node(), peer, read.x(), read.y());
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(file + ":" + line + ": " + what);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
