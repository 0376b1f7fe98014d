package org.espalier.conform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tlc2.util.FP64;
import tlc2.value.impl.Value;

/**
 * Numbers the values of one variable, by full equality on both sides: two states are the same if and only if all their
 * numbers are. TLC's fingerprints serve as hash codes and nothing else.
 */
final class Interner {

    private static final Object NONE = new Object();

    private final Map<Key, Integer> byValue = new HashMap<>();
    private final Map<Object, Integer> byObject = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    private final List<Object> objects = new ArrayList<>();

    /** The number of a value of TLC's. */
    int number(Value value) {
        value.deepNormalize();
        Key key = new Key(value, value.fingerPrint(FP64.New()));
        Integer known = byValue.get(key);
        if (known != null) {
            return known;
        }
        byValue.put(key, values.size());
        values.add(value);
        objects.add(NONE);
        return values.size() - 1;
    }

    /** The number of what a Java object stands for. */
    int number(Object object) {
        Integer known = byObject.get(object);
        if (known != null) {
            return known;
        }
        int number = number(Codec.encode(object));
        if (objects.get(number) != NONE) {
            throw new IllegalStateException("two objects stand for " + values.get(number) + ": " + objects.get(number)
                    + " and " + object);
        }
        objects.set(number, object);
        byObject.put(object, number);
        return number;
    }

    /** A value is compared with those of its own fingerprint only: TLC refuses to compare values of different kinds. */
    private record Key(Value value, long hash) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key k && hash == k.hash && value.equals(k.value);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(hash);
        }
    }

    String text(int number) {
        return values.get(number).toString();
    }
}
