package org.espalier.workbench.net;

import java.nio.charset.StandardCharsets;

/** Walks over JSON text without building anything: finds where a value ends and whether it is JSON at all. */
final class JsonScan {

    /** Deeper nesting is refused: no protocol needs it, and a walk is recursive. */
    static final int MAX_DEPTH = 200;

    private final byte[] text;
    private final int end;

    JsonScan(byte[] text, int end) {
        this.text = text;
        this.end = end;
    }

    /** The first position at or after {@code i} that is not white space. */
    int blank(int i) {
        while (i < end && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n')) {
            i++;
        }
        return i;
    }

    byte at(int i) throws Malformed {
        if (i >= end) {
            throw new Malformed("it ends in the middle");
        }
        return text[i];
    }

    /** Whether position {@code i} holds {@code c}. */
    boolean is(int i, char c) {
        return i < end && text[i] == c;
    }

    int expect(int i, char c) throws Malformed {
        if (at(i) != c) {
            throw unexpected(i, "'" + c + "'");
        }
        return i + 1;
    }

    /** The position after the value that begins at {@code i}. */
    int value(int i, int depth) throws Malformed {
        return switch (at(i)) {
            case '"' -> string(i);
            case '{' -> container(i, depth, '}');
            case '[' -> container(i, depth, ']');
            case 't' -> word(i, "true");
            case 'f' -> word(i, "false");
            case 'n' -> word(i, "null");
            default -> number(i);
        };
    }

    private int container(int i, int depth, char close) throws Malformed {
        if (depth >= MAX_DEPTH) {
            throw new Malformed("it is nested deeper than " + MAX_DEPTH + " levels");
        }
        i = blank(i + 1);
        if (is(i, close)) {
            return i + 1;
        }
        while (true) {
            if (close == '}') {
                i = expect(blank(string(i)), ':');
                i = blank(i);
            }
            i = blank(value(i, depth + 1));
            if (at(i) == close) {
                return i + 1;
            }
            if (text[i] != ',') {
                throw unexpected(i, "',' or '" + close + "'");
            }
            i = blank(i + 1);
        }
    }

    /** The position after the string that begins at {@code i}. */
    int string(int i) throws Malformed {
        i = expect(i, '"');
        while (true) {
            byte b = at(i);
            if (b == '"') {
                return i + 1;
            } else if (b == '\\') {
                i = escape(i + 1);
            } else if (b >= 0 && b < ' ') {
                throw unexpected(i, "a character that may stand in a string");
            } else {
                i++;
            }
        }
    }

    private int escape(int i) throws Malformed {
        return switch (at(i)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 1;
            case 'u' -> hex(i + 1);
            default -> throw unexpected(i, "an escape");
        };
    }

    private int hex(int i) throws Malformed {
        for (int k = 0; k < 4; k++) {
            if (Character.digit(at(i + k), 16) < 0) {
                throw unexpected(i + k, "a hexadecimal digit");
            }
        }
        return i + 4;
    }

    private int word(int i, String word) throws Malformed {
        for (int k = 0; k < word.length(); k++) {
            if (at(i + k) != word.charAt(k)) {
                throw unexpected(i + k, word);
            }
        }
        return i + word.length();
    }

    private int number(int i) throws Malformed {
        int start = i;
        if (is(i, '-')) {
            i++;
        }
        i = is(i, '0') ? i + 1 : digits(i, start);
        if (is(i, '.')) {
            i = digits(i + 1, start);
        }
        if (is(i, 'e') || is(i, 'E')) {
            i++;
            i = digits(is(i, '+') || is(i, '-') ? i + 1 : i, start);
        }
        return i;
    }

    private int digits(int i, int start) throws Malformed {
        int first = i;
        while (i < end && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        if (i == first) {
            throw unexpected(Math.min(start, end - 1), "a JSON value");
        }
        return i;
    }

    private Malformed unexpected(int i, String wanted) {
        String rest = new String(text, i, Math.min(end - i, 20), StandardCharsets.UTF_8);
        return new Malformed("at byte " + i + " it has `" + rest + "` where " + wanted + " is due");
    }
}
