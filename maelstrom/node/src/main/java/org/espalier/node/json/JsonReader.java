package org.espalier.node.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text (RFC 8259) from UTF-8, strictly: no comments, no trailing commas, no leading zeros, no raw control
 * characters, no malformed UTF-8, nothing after the value. Beyond the grammar it refuses two members of one name, since
 * readers disagree about what they mean, and nesting deeper than {@link #MAX_DEPTH}, since it recurses.
 */
public final class JsonReader {

    /** How deep arrays and objects may nest. */
    public static final int MAX_DEPTH = 256;

    private final byte[] text;
    private final int start;
    private final int end;
    private int at;
    private int depth;

    private JsonReader(byte[] text, int from, int to) {
        this.text = text;
        start = from;
        at = from;
        end = to;
    }

    /**
     * The value that the bytes from {@code from} up to {@code to} spell.
     *
     * @throws JsonException when they spell none, or exceed a limit
     */
    public static Json parse(byte[] text, int from, int to) throws JsonException {
        JsonReader reader = new JsonReader(text, from, to);
        Json value = reader.value();
        reader.space();
        if (reader.at < to) {
            throw reader.wrong("text after the value");
        }
        return value;
    }

    /** The value that a whole text spells. */
    public static Json parse(byte[] text) throws JsonException {
        return parse(text, 0, text.length);
    }

    /** The value that a whole text spells. */
    public static Json parse(String text) throws JsonException {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private Json value() throws JsonException {
        space();
        int c = peek();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new Json.Str(string());
            case 't' -> literal("true", Json.Bool.TRUE);
            case 'f' -> literal("false", Json.Bool.FALSE);
            case 'n' -> literal("null", Json.Null.NULL);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case -1 -> throw wrong("the text ends where a value is needed");
            default -> throw wrong("no value starts like this");
        };
    }

    private Json object() throws JsonException {
        open();
        Map<String, Json> members = new LinkedHashMap<>();
        if (!closes('}')) {
            do {
                space();
                int nameAt = at;
                if (peek() != '"') {
                    throw wrong("a member's name is needed");
                }
                String name = string();
                space();
                expect(':', "a colon is needed");
                if (members.put(name, value()) != null) {
                    throw wrong("a second member of the same name", nameAt);
                }
            } while (another('}'));
        }
        depth--;
        return new Json.Obj(members);
    }

    private Json array() throws JsonException {
        open();
        List<Json> items = new ArrayList<>();
        if (!closes(']')) {
            do {
                items.add(value());
            } while (another(']'));
        }
        depth--;
        return new Json.Arr(items);
    }

    private void open() throws JsonException {
        if (++depth > MAX_DEPTH) {
            throw wrong("nested too deep");
        }
        at++;
    }

    private boolean closes(char bracket) {
        space();
        if (peek() != bracket) {
            return false;
        }
        at++;
        return true;
    }

    private boolean another(char bracket) throws JsonException {
        if (closes(bracket)) {
            return false;
        }
        expect(',', "a comma or a closing bracket is needed");
        return true;
    }

    private Json literal(String word, Json value) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i), "no value starts like this");
        }
        return value;
    }

    private Json number() throws JsonException {
        int first = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        return new Json.Num(new String(text, first, at - first, StandardCharsets.ISO_8859_1));
    }

    private void digits() throws JsonException {
        int first = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == first) {
            throw wrong("a digit is needed");
        }
    }

    private String string() throws JsonException {
        int first = ++at;
        while (at < end && text[at] >= 0x20 && text[at] != '"' && text[at] != '\\') {
            at++;
        }
        if (peek() == '"') { // plain ASCII: the usual case
            return new String(text, first, at++ - first, StandardCharsets.ISO_8859_1);
        }
        StringBuilder s = new StringBuilder(2 * (at - first) + 16);
        for (int i = first; i < at; i++) {
            s.append((char) text[i]);
        }
        while (peek() != '"') {
            character(s);
        }
        at++;
        return s.toString();
    }

    private void character(StringBuilder s) throws JsonException {
        int c = peek();
        if (c == -1) {
            throw wrong("the text ends inside a string");
        } else if (c < 0x20) {
            throw wrong("a raw control character in a string");
        } else if (c == '\\') {
            at++;
            escape(s);
        } else if (c < 0x80) {
            at++;
            s.append((char) c);
        } else {
            s.appendCodePoint(sequence(c));
        }
    }

    /** A character of two to four bytes; refuses what has a shorter form, surrogates, and points beyond U+10FFFF. */
    private int sequence(int lead) throws JsonException {
        int first = at++;
        int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        int point = lead & (0x3F >> more);
        for (int i = 0; i < more; i++) {
            int c = peek();
            if (c < 0x80 || c > 0xBF) {
                throw wrong("malformed UTF-8", first);
            }
            at++;
            point = point << 6 | (c & 0x3F);
        }
        int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
        if (lead < 0xC0 || lead > 0xF7 || point < least || point > Character.MAX_CODE_POINT
                || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            throw wrong("malformed UTF-8", first);
        }
        return point;
    }

    private void escape(StringBuilder s) throws JsonException {
        int c = peek();
        at++;
        switch (c) {
            case '"', '\\', '/' -> s.append((char) c);
            case 'n' -> s.append('\n');
            case 't' -> s.append('\t');
            case 'r' -> s.append('\r');
            case 'b' -> s.append('\b');
            case 'f' -> s.append('\f');
            case 'u' -> s.append((char) (hex() << 12 | hex() << 8 | hex() << 4 | hex()));
            default -> throw wrong("an unknown escape", at - 1);
        }
    }

    private int hex() throws JsonException {
        int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
        if (digit < 0) {
            throw wrong("a hexadecimal digit is needed");
        }
        at++;
        return digit;
    }

    private void space() {
        while (at < end && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
            at++;
        }
    }

    private void expect(char c, String otherwise) throws JsonException {
        if (peek() != c) {
            throw wrong(otherwise);
        }
        at++;
    }

    /** The next byte, unsigned, or -1 at the end. */
    private int peek() {
        return at < end ? text[at] & 0xFF : -1;
    }

    private JsonException wrong(String what) {
        return wrong(what, at);
    }

    private JsonException wrong(String what, int where) {
        return new JsonException(what, where - start);
    }
}
