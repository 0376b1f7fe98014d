package org.espalier.trace;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
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

    private final Path file;
    private final BufferedReader lines;
    private final JsonMapper mapper;
    private final Header header;
    private long line = 1;

    private Events(Path file, BufferedReader lines) throws IOException {
        this.file = file;
        this.lines = lines;
        mapper = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
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
        String module = null;
        String action = null;
        int node = -1;
        int peer = -1;
        long x = 0;
        long y = 0;
        try (JsonParser in = mapper.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw bad("not an event: it begins with {");
            }
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                in.nextToken();
                switch (field) {
                    case "module" -> module = in.getString();
                    case "action" -> action = in.getString();
                    case "node" -> node = in.getIntValue();
                    case "peer" -> peer = in.currentToken() == JsonToken.VALUE_NULL ? -1 : in.getIntValue();
                    case "x" -> x = in.getLongValue();
                    case "y" -> y = in.getLongValue();
                    default -> in.skipChildren();
                }
            }
            if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) {
                throw bad("not an event: an object, and nothing after it");
            }
        } catch (JacksonException e) {
            throw bad("not an event: " + e.getOriginalMessage());
        }
        if (node == -1 || module == null || action == null) {
            throw bad("an event has node, module and action");
        }
        if (node < 0 || node >= header.nodes() || peer < -1 || peer >= header.nodes()) {
            throw bad("there are the members 0 to " + (header.nodes() - 1));
        }
        return new Event(line, module, action, node, peer, x, y);
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(file + ":" + line + ": " + what);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
