package org.espalier.node.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Checksum;

/**
 * Builds JSON text in UTF-8 in a buffer that grows. Commas are its own business; that names and values alternate is the
 * caller's. Strings are escaped only where they must be: quotes, backslashes, control characters, lone surrogates.
 */
public final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    private byte[] bytes;
    private int size;
    /** Whether a value written now follows another one in the same array or object. */
    private boolean comma;

    public JsonWriter() {
        this(256);
    }

    public JsonWriter(int capacity) {
        bytes = new byte[capacity];
    }

    public JsonWriter beginObject() {
        return begin('{');
    }

    public JsonWriter endObject() {
        return end('}');
    }

    public JsonWriter beginArray() {
        return begin('[');
    }

    public JsonWriter endArray() {
        return end(']');
    }

    /** A member's name; its value comes next. */
    public JsonWriter name(String name) {
        string(name);
        put(':');
        comma = false;
        return this;
    }

    public JsonWriter value(Json value) {
        value.writeTo(this);
        return this;
    }

    public JsonWriter string(String s) {
        separate();
        put('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
                put(c);
            } else if (c < 0x80) {
                escape(c);
            } else if (c < 0x800) {
                put(0xC0 | c >> 6);
                put(0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                put(0xE0 | c >> 12);
                put(0x80 | (c >> 6 & 0x3F));
                put(0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i + 1 < s.length()
                    && Character.isLowSurrogate(s.charAt(i + 1))) {
                int point = Character.toCodePoint(c, s.charAt(++i));
                put(0xF0 | point >> 18);
                put(0x80 | (point >> 12 & 0x3F));
                put(0x80 | (point >> 6 & 0x3F));
                put(0x80 | (point & 0x3F));
            } else {
                unicode(c);
            }
        }
        put('"');
        return this;
    }

    public JsonWriter number(long value) {
        return literal(Long.toString(value));
    }

    /** A value that is ASCII text as it stands: a number, {@code true}, {@code false}, {@code null}. */
    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) is exactly an ASCII copy
    public JsonWriter literal(String ascii) {
        separate();
        reserve(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, size);
        size += ascii.length();
        return this;
    }

    /** A value, or several with their commas, that is JSON text in UTF-8 already; nothing at all when empty. */
    public JsonWriter raw(byte[] text, int from, int to) {
        if (from == to) {
            return this;
        }
        separate();
        reserve(to - from);
        System.arraycopy(text, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    /** Appends what the other writer holds, as {@link #raw} does. */
    public JsonWriter raw(JsonWriter other) {
        return raw(other.bytes, 0, other.size);
    }

    /** Appends a part of what the other writer holds: a value, or several with their commas. */
    public JsonWriter raw(JsonWriter other, int from, int to) {
        return raw(other.bytes, from, to);
    }

    /** Moves whole lines over from another writer, which is empty then. */
    public void takeLines(JsonWriter other) {
        reserve(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
        other.truncate(0);
    }

    /** Ends a line: what follows is a text of its own. */
    public void newline() {
        put('\n');
        comma = false;
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Forgets everything written after the first {@code size} bytes, which end where a text of its own may start. */
    public void truncate(int size) {
        this.size = size;
        comma = false;
    }

    /** Lets a checksum take in what was written from {@code from} on. */
    public void update(Checksum checksum, int from) {
        checksum.update(bytes, from, size - from);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes everything out and starts anew. */
    public void drainTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        truncate(0);
    }

    private JsonWriter begin(char bracket) {
        separate();
        put(bracket);
        comma = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        put(bracket);
        comma = true;
        return this;
    }

    private void separate() {
        if (comma) {
            put(',');
        }
        comma = true;
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> two(c);
            case '\n' -> two('n');
            case '\r' -> two('r');
            case '\t' -> two('t');
            case '\b' -> two('b');
            case '\f' -> two('f');
            case 0x7F -> put(c);
            default -> unicode(c);
        }
    }

    private void two(char c) {
        put('\\');
        put(c);
    }

    private void unicode(char c) {
        two('u');
        put(HEX[c >> 12]);
        put(HEX[c >> 8 & 0xF]);
        put(HEX[c >> 4 & 0xF]);
        put(HEX[c & 0xF]);
    }

    private void put(int b) {
        if (size == bytes.length) {
            reserve(1);
        }
        bytes[size++] = (byte) b;
    }

    private void reserve(int more) {
        int need = Math.addExact(size, more);
        if (need > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(need, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * bytes.length)));
        }
    }
}
