package org.espalier.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tlc2.value.impl.BoolValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.IntervalValue;
import tlc2.value.impl.ModelValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.TupleValue;
import tlc2.value.impl.Value;
import util.UniqueString;

/**
 * Between Java and TLC, one to one: numbers, booleans and strings; {@link Atom}: a model value; an enum constant: the
 * string of its name; a list: a sequence; a set: a set; a map: a function; a record: a record.
 */
public final class Codec {

    private Codec() {}

    /** The value of TLC's that {@code object} stands for, normalized. */
    public static Value encode(Object object) {
        return switch (object) {
            case Integer i -> IntValue.gen(i);
            case Long l -> IntValue.gen(Math.toIntExact(l));
            case Boolean b -> b ? BoolValue.ValTrue : BoolValue.ValFalse;
            case String s -> new StringValue(s);
            case Enum<?> e -> new StringValue(e.name());
            case Atom atom -> ModelValue.make(atom.name());
            case List<?> list -> new TupleValue(list.stream().map(Codec::encode).toArray(Value[]::new));
            case Set<?> set -> new SetEnumValue(set.stream().map(Codec::encode).toArray(Value[]::new), false)
                    .normalize();
            case Map<?, ?> map -> function(map);
            case Record record -> record(record);
            default -> throw new IllegalArgumentException(object.getClass().getName() + " has no counterpart in TLA+");
        };
    }

    private static Value function(Map<?, ?> map) {
        Value[] domain = new Value[map.size()];
        Value[] values = new Value[map.size()];
        int i = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            domain[i] = encode(entry.getKey());
            values[i++] = encode(entry.getValue());
        }
        return new FcnRcdValue(domain, values, false).normalize();
    }

    private static Value record(Record record) {
        Fields fields = Fields.of(record.getClass());
        Object[] read = fields.read(record);
        UniqueString[] names = new UniqueString[read.length];
        Value[] values = new Value[read.length];
        for (int i = 0; i < read.length; i++) {
            names[i] = UniqueString.uniqueStringOf(fields.names().get(i));
            values[i] = encode(read[i]);
        }
        return new RecordValue(names, values, false).normalize();
    }

    /** What a value of TLC's is in Java: numbers are Long, records and functions maps. */
    static Object decode(Value value) {
        return switch (value) {
            case IntValue i -> (long) i.val;
            case BoolValue b -> b.val;
            case StringValue s -> s.val.toString();
            case ModelValue m -> new Atom(m.val.toString());
            case TupleValue t -> list(t.elems);
            case SetEnumValue s -> set(s);
            case IntervalValue s -> set((SetEnumValue) s.toSetEnum());
            case FcnRcdValue f -> map(f);
            case RecordValue r -> record(r);
            default -> plain(value);
        };
    }

    private static Object plain(Value value) {
        Value set = value.toSetEnum();
        Value simpler = set != null ? set : value.toFcnRcd();
        if (simpler == null || simpler.getClass() == value.getClass()) {
            throw new IllegalArgumentException(value + " has no counterpart in Java");
        }
        return decode(simpler);
    }

    private static List<Object> list(Value[] elements) {
        List<Object> all = new ArrayList<>(elements.length);
        for (Value element : elements) {
            all.add(decode(element));
        }
        return all;
    }

    private static Set<Object> set(SetEnumValue value) {
        value.normalize();
        return new LinkedHashSet<>(list(value.elems.toArray()));
    }

    private static Map<Object, Object> map(FcnRcdValue function) {
        function.normalize();
        List<Object> domain = list(function.getDomainAsValues());
        Map<Object, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < domain.size(); i++) {
            all.put(domain.get(i), decode(function.values[i]));
        }
        return all;
    }

    private static Map<Object, Object> record(RecordValue record) {
        Map<Object, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < record.names.length; i++) {
            all.put(record.names[i].toString(), decode(record.values[i]));
        }
        return all;
    }

    /** As TLC prints it. */
    static String text(Object object) {
        return encode(object).toString();
    }
}
