package org.espalier.checkers.history;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Value trees: {@code null}, {@link Boolean}, {@link Long}, {@link Double}, {@link String}, {@link List}, and {@link Map}
 * with string keys. A number that would lose digits stays a {@link BigInteger} or {@link BigDecimal}, because two
 * identifiers must never become one.
 */
public final class Json {

    static final JsonFactory FACTORY = JsonFactory.builder().rootValueSeparator((String) null).build();

    private Json() {}

    /**
     * Reads one value tree.
     *
     * @throws JacksonException if the text is not one JSON value
     */
    public static @Nullable Object parse(String text) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            in.nextToken();
            Object value = read(in);
            if (in.nextToken() != null) {
                throw new tools.jackson.core.exc.StreamReadException(in, "more than one value");
            }
            return value;
        }
    }

    /** The tree as JSON on one line. */
    public static String text(@Nullable Object value) {
        StringWriter out = new StringWriter();
        try (JsonGenerator to = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(to, value);
        }
        return out.toString();
    }

    /** Reads the value whose first token is current, and leaves its last token current. */
    static @Nullable Object read(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new tools.jackson.core.exc.StreamReadException(in, "a value is missing");
        }
        return switch (token) {
            case START_ARRAY -> readList(in);
            case START_OBJECT -> readMap(in);
            case VALUE_STRING -> in.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> number(in.getNumberValue());
            case VALUE_NUMBER_FLOAT -> number(in.getDecimalValue());
            default -> throw new tools.jackson.core.exc.StreamReadException(in, "a value is missing");
        };
    }

    /** A number in the narrowest of the forms a value tree has. */
    static Number number(Number n) {
        if (n instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? (Number) big.longValue() : big;
        }
        if (n instanceof BigDecimal decimal) {
            double d = decimal.doubleValue();
            return Double.isFinite(d) && new BigDecimal(Double.toString(d)).compareTo(decimal) == 0
                    ? (Number) d
                    : decimal;
        }
        return n instanceof Double || n instanceof Float ? (Number) n.doubleValue() : (Number) n.longValue();
    }

    private static List<@Nullable Object> readList(JsonParser in) {
        Longs.Builder longs = new Longs.Builder();
        JsonToken token = in.nextToken();
        while (token == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            longs.add(in.getLongValue());
            token = in.nextToken();
        }
        if (token == JsonToken.END_ARRAY) {
            @SuppressWarnings({"unchecked", "rawtypes"}) // a list without nulls is a list that may have them
            List<@Nullable Object> compact = (List) longs.build();
            return compact;
        }
        List<@Nullable Object> list = new ArrayList<>(longs.build());
        while (token != JsonToken.END_ARRAY) {
            list.add(read(in));
            token = in.nextToken();
        }
        return Collections.unmodifiableList(list);
    }

    private static Map<String, @Nullable Object> readMap(JsonParser in) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        String name = in.nextName();
        while (name != null) {
            in.nextToken();
            map.put(name, read(in));
            name = in.nextName();
        }
        return Collections.unmodifiableMap(map);
    }

    /** Writes a value tree. */
    static void write(JsonGenerator out, @Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String s -> out.writeString(s);
            case Boolean b -> out.writeBoolean(b);
            case Long n -> out.writeNumber(n);
            case Integer n -> out.writeNumber(n);
            case Double d when !Double.isFinite(d) -> out.writeString(d.toString());
            case Double d -> out.writeNumber(d);
            case BigInteger n -> out.writeNumber(n);
            case BigDecimal d -> out.writeNumber(d);
            case List<?> list -> {
                out.writeStartArray();
                for (Object element : list) {
                    write(out, element);
                }
                out.writeEndArray();
            }
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeName(String.valueOf(entry.getKey()));
                    write(out, entry.getValue());
                }
                out.writeEndObject();
            }
            default -> throw new IllegalArgumentException("not a value tree: " + value.getClass().getName());
        }
    }
}
