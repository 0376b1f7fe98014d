package org.espalier.workbench.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The line protocol: one JSON object {@code {"src":…,"dest":…,"body":{…}}} per line.
 *
 * <p>A body is checked to be JSON and then carried byte for byte: the workbench never rewrites what a node says to
 * another.
 */
public final class Wire {

    private Wire() {}

    /**
     * What a line says.
     *
     * @param src who sent it
     * @param dest for whom it is
     * @param body the body's own bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    public record Envelope(String src, String dest, byte[] body) {}

    /** Reads the line in {@code line[0 .. length)}. */
    public static Envelope parse(byte[] line, int length) throws Malformed {
        JsonScan scan = new JsonScan(line, length);
        int i = scan.blank(0);
        if (!scan.is(i, '{')) {
            throw new Malformed(i == length ? "it is empty" : "it is not a JSON object");
        }
        String src = null;
        String dest = null;
        byte[] body = null;
        i = scan.blank(i + 1);
        while (!scan.is(i, '}')) {
            int keyEnd = scan.string(i);
            String key = text(line, i, keyEnd);
            i = scan.blank(scan.expect(scan.blank(keyEnd), ':'));
            int end = scan.value(i, 1);
            switch (key) {
                case "src" -> src = name(line, i, end, "src");
                case "dest" -> dest = name(line, i, end, "dest");
                case "body" -> body = object(line, i, end);
                case "id" -> {
                    // Maelstrom lets a node echo the number of a message it received; it means nothing.
                }
                default -> throw new Malformed("a message has no field \"" + key + "\"");
            }
            i = scan.blank(end);
            if (scan.at(i) == ',') {
                i = scan.blank(i + 1);
                scan.expect(i, '"');
            } else if (!scan.is(i, '}')) {
                scan.expect(i, '}');
            }
        }
        if (scan.blank(i + 1) != length) {
            throw new Malformed("more follows after the JSON object");
        }
        return new Envelope(needed(src, "src"), needed(dest, "dest"), needed(body, "body"));
    }

    private static <T> T needed(@Nullable T value, String field) throws Malformed {
        if (value == null) {
            throw new Malformed("it has no \"" + field + "\"");
        }
        return value;
    }

    private static String name(byte[] line, int from, int to, String field) throws Malformed {
        if (line[from] != '"') {
            throw new Malformed("its \"" + field + "\" is not a string");
        }
        return text(line, from, to);
    }

    private static byte[] object(byte[] line, int from, int to) throws Malformed {
        if (line[from] != '{') {
            throw new Malformed("its \"body\" is not an object");
        }
        return Arrays.copyOfRange(line, from, to);
    }

    /** The text of a string literal; names with escapes are left as they are written, and so match nothing. */
    private static String text(byte[] line, int from, int to) {
        return new String(line, from + 1, to - from - 2, StandardCharsets.UTF_8);
    }

    /** Appends the message as a node reads it, newline included. */
    public static void write(Message m, ByteArrayOutputStream out) {
        ascii(out, "{\"id\":");
        ascii(out, Long.toString(m.id));
        ascii(out, ",\"src\":\"");
        out.writeBytes(m.src.getBytes(StandardCharsets.UTF_8));
        ascii(out, "\",\"dest\":\"");
        out.writeBytes(m.dest.getBytes(StandardCharsets.UTF_8));
        ascii(out, "\",\"body\":");
        out.writeBytes(m.arriving());
        ascii(out, "}\n");
    }

    /** Appends plain ASCII. */
    static void ascii(ByteArrayOutputStream out, String s) {
        for (int i = 0; i < s.length(); i++) {
            out.write(s.charAt(i));
        }
    }
}
