package org.espalier.checkers.history;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import us.bpsm.edn.EdnException;
import us.bpsm.edn.Keyword;
import us.bpsm.edn.Symbol;
import us.bpsm.edn.TaggedValue;
import us.bpsm.edn.parser.Parseable;
import us.bpsm.edn.parser.Parser;
import us.bpsm.edn.parser.Parsers;

/**
 * Reads the {@code history.edn} of stock Maelstrom and Jepsen: operations one after another, or all in one vector, each a
 * map, or a map tagged as a record. Streamed: one operation is in memory at a time.
 */
final class EdnHistory {

    private static final String HINT = "; is it the history.edn of a Maelstrom run?";

    private EdnHistory() {}

    static void read(String file, Reader from, Consumer<? super Op> sink) throws IOException {
        Text text = new Text(from);
        Parser parser = Parsers.newParser(Parsers.defaultConfiguration());
        long position = 0;
        boolean vector = text.skipBlank() == '[';
        if (vector) {
            text.read();
        }
        long line = text.line;
        try {
            while (true) {
                int next = text.skipBlank();
                line = text.line;
                if (next == Parseable.END_OF_INPUT) {
                    if (vector) {
                        throw new MalformedHistory(file, line,
                                "the file breaks off: the vector of operations is not closed");
                    }
                    return;
                }
                if (vector && next == ']') {
                    return;
                }
                Object value = parser.nextValue(text);
                if (Parser.END_OF_INPUT.equals(value)) {
                    continue; // a comment was the last thing
                }
                sink.accept(op(value, position++));
            }
        } catch (EdnException e) {
            throw new MalformedHistory(file, line, text.ended
                    ? "the EDN breaks off in the middle of an operation; delete from this line on to judge what comes before it"
                    : "not EDN: " + JsonLines.oneLine(e.getMessage()) + HINT);
        } catch (IllegalArgumentException e) {
            throw new MalformedHistory(file, line, e.getMessage() + HINT);
        }
    }

    private static Op op(Object value, long position) {
        Object untagged = value;
        while (untagged instanceof TaggedValue tagged) {
            untagged = tagged.getValue(); // #jepsen.history.Op{...}
        }
        if (!(untagged instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("not an operation: a map is expected");
        }
        OpFields fields = new OpFields();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (entry.getKey() instanceof Keyword key) {
                fields.set(key.getName(), tree(entry.getValue()));
            }
        }
        return fields.build(position);
    }

    /** EDN as a value tree: keywords and symbols become their names, sets become lists. */
    private static @Nullable Object tree(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean b -> b;
            case String s -> s;
            case Long n -> n;
            case BigInteger n -> Json.number(n);
            case BigDecimal n -> Json.number(n);
            case Number n -> Json.number(n);
            case Keyword k -> k.getPrefix().isEmpty() ? k.getName() : k.getPrefix() + "/" + k.getName();
            case Symbol s -> s.toString();
            case TaggedValue tagged -> tree(tagged.getValue());
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((k, v) -> copy.put(String.valueOf(tree(k)), tree(v)));
                yield Collections.unmodifiableMap(copy);
            }
            case Collection<?> all -> list(all);
            default -> String.valueOf(value);
        };
    }

    private static Object list(Collection<?> all) {
        Longs.Builder longs = new Longs.Builder();
        for (Object element : all) {
            if (element instanceof Long n) {
                longs.add(n);
            }
        }
        if (longs.size() == all.size()) {
            return longs.build();
        }
        List<@Nullable Object> copy = new ArrayList<>(all.size());
        for (Object element : all) {
            copy.add(tree(element));
        }
        return Collections.unmodifiableList(copy);
    }

    /** Characters with the number of the line they are on. */
    private static final class Text implements Parseable {

        private static final int NOTHING = -2;

        private final Reader from;
        private final char[] buffer = new char[1 << 16];
        private int next;
        private int end;
        private int held = NOTHING;
        private long line = 1;
        private boolean ended;

        Text(Reader from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            int c = held;
            if (c == NOTHING) {
                c = next < end || fill() ? buffer[next++] : END_OF_INPUT;
            } else {
                held = NOTHING;
            }
            if (c == '\n') {
                line++;
            }
            return c;
        }

        private boolean fill() throws IOException {
            next = 0;
            end = from.read(buffer);
            ended = end < 0;
            return end > 0;
        }

        @Override
        public void unread(int c) {
            held = c;
            if (c == '\n') {
                line--;
            }
        }

        /** The next character that is neither blank nor a comma; it is not consumed. */
        int skipBlank() throws IOException {
            int c = read();
            while (c != END_OF_INPUT && (Character.isWhitespace(c) || c == ',')) {
                c = read();
            }
            unread(c);
            return c;
        }

        @Override
        public void close() throws IOException {
            from.close();
        }
    }
}
