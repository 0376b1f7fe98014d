package org.espalier.node.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A JSON value. Two values are equal when they read the same: numbers by their digits as written (so {@code 1} and
 * {@code 1.0} differ), objects whatever the order of their members.
 *
 * <p>Values write themselves instead of being switched over: a pattern switch is bootstrapped at its first use, and that
 * use would be on the node's start path.
 */
public sealed interface Json {

    /** Appends this value. */
    void writeTo(JsonWriter out);

    /** This value as compact JSON text in UTF-8. */
    default byte[] toBytes() {
        JsonWriter out = new JsonWriter();
        writeTo(out);
        return out.toBytes();
    }

    /** This value as compact JSON text. */
    default String toText() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    /** {@code null}. */
    record Null() implements Json {

        public static final Null NULL = new Null();

        @Override
        public void writeTo(JsonWriter out) {
            out.literal("null");
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Json {

        public static final Bool TRUE = new Bool(true);
        public static final Bool FALSE = new Bool(false);

        @Override
        public void writeTo(JsonWriter out) {
            out.literal(value ? "true" : "false");
        }
    }

    /**
     * A number, kept as written: never rounded, never reformatted.
     *
     * @param text the number's text, in JSON's grammar
     */
    record Num(String text) implements Json {

        public static Num of(long value) {
            return new Num(Long.toString(value));
        }

        /** Whether it is written as an integer: digits with or without a minus, no fraction, no exponent. */
        public boolean isInteger() {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '.' || c == 'e' || c == 'E') {
                    return false;
                }
            }
            return true;
        }

        /** Whether it is written as an integer that a {@code long} holds. */
        public boolean isLong() {
            if (!isInteger() || text.length() > 20) {
                return false;
            }
            try {
                Long.parseLong(text);
                return true;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        /**
         * Its value.
         *
         * @throws NumberFormatException unless {@link #isLong()}
         */
        public long longValue() {
            return Long.parseLong(text);
        }

        @Override
        public void writeTo(JsonWriter out) {
            out.literal(text);
        }
    }

    /** A string; it may hold lone surrogates, which JSON can escape and so carry. */
    record Str(String value) implements Json {

        @Override
        public void writeTo(JsonWriter out) {
            out.string(value);
        }
    }

    /** An array. */
    record Arr(List<Json> items) implements Json {

        @Override
        public void writeTo(JsonWriter out) {
            out.beginArray();
            for (int i = 0; i < items.size(); i++) {
                items.get(i).writeTo(out);
            }
            out.endArray();
        }
    }

    /** An object; members keep the order in which they were read. */
    record Obj(Map<String, Json> members) implements Json {

        /** The member of that name, or null when there is none. */
        public @Nullable Json get(String name) {
            return members.get(name);
        }

        @Override
        public void writeTo(JsonWriter out) {
            out.beginObject();
            for (Map.Entry<String, Json> member : members.entrySet()) {
                out.name(member.getKey());
                member.getValue().writeTo(out);
            }
            out.endObject();
        }
    }
}
