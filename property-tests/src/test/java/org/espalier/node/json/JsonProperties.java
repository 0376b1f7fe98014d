package org.espalier.node.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class JsonProperties {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyValue_comesBackFromItsText(@ForAll("values") Json value) throws JsonException {
        assertThat(JsonReader.parse(value.toBytes())).isEqualTo(value);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyText_comesBackFromItsValue(@ForAll("values") Json value) throws JsonException {
        byte[] text = value.toBytes();
        assertThat(JsonReader.parse(text).toBytes()).isEqualTo(text);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void anyBytes_areAValueOrARefusal(@ForAll @Size(max = 40) byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aDamagedText_isAValueOrARefusal(@ForAll("values") Json value, @ForAll int where, @ForAll byte what) {
        byte[] text = value.toBytes();
        text[Math.floorMod(where, text.length)] = what;
        readOrRefuse(text);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void aCutText_isAValueOrARefusal(@ForAll("values") Json value, @ForAll int where) {
        byte[] text = value.toBytes();
        byte[] cut = Arrays.copyOf(text, Math.floorMod(where, text.length));
        readOrRefuse(cut);
    }

    private static void readOrRefuse(byte[] text) {
        try {
            Json value = JsonReader.parse(text);
            assertThat(JsonReader.parse(value.toBytes())).isEqualTo(value);
        } catch (JsonException e) {
            assertThat(e.getMessage()).contains(" at byte ");
        }
    }

    @Provide
    Arbitrary<Json> values() {
        return Arbitraries.recursive(JsonProperties::leaves, JsonProperties::nested, 0, 3);
    }

    private static Arbitrary<Json> nested(Arbitrary<Json> inner) {
        Arbitrary<Json> arrays = inner.list().ofMaxSize(3).map(items -> new Json.Arr(new ArrayList<>(items)));
        Arbitrary<Json> objects = Arbitraries.maps(strings(), inner).ofMaxSize(3)
                .map(members -> new Json.Obj(new LinkedHashMap<>(members)));
        return Arbitraries.oneOf(List.of(arrays, objects, inner));
    }

    private static Arbitrary<Json> leaves() {
        Arbitrary<Json> words = Arbitraries.of(Json.Null.NULL, Json.Bool.TRUE, Json.Bool.FALSE);
        Arbitrary<Json> integers = Arbitraries.bigIntegers().map(i -> new Json.Num(i.toString()));
        Arbitrary<Json> fractions = Arbitraries.doubles().map(d -> new Json.Num(Double.toString(d)));
        Arbitrary<Json> strings = strings().map(Json.Str::new);
        return Arbitraries.oneOf(List.of(words, integers, fractions, strings));
    }

    /** Any sequence of UTF-16 units, lone surrogates included. */
    private static Arbitrary<String> strings() {
        return Arbitraries.oneOf(Arbitraries.strings().all().ofMaxLength(12),
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(12),
                Arbitraries.strings().withCharRange('\ud7f0', '\ue010').ofMaxLength(6));
    }
}
