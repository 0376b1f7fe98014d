package org.espalier.checkers.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The values of a register as numbers from 0; 0 is null and no value at all. */
final class Values {

    /** More would not help anybody. */
    private static final int MAX_NAMED = 8;

    private final Map<@Nullable Object, Integer> numbers = new HashMap<>();
    private final List<@Nullable Object> all = new ArrayList<>();

    Values() {
        of(null);
    }

    int of(@Nullable Object value) {
        Integer known = numbers.get(value);
        if (known != null) {
            return known;
        }
        numbers.put(value, all.size());
        all.add(value);
        return all.size() - 1;
    }

    @Nullable
    Object get(int value) {
        return all.get(value);
    }

    String name(int value) {
        return value == Call.ABSENT ? "nothing" : String.valueOf(all.get(value));
    }

    /** "1", "1 or 2", "1, 2 or 3", "any of 12 values". */
    String either(Collection<Integer> some) {
        if (some.size() > MAX_NAMED) {
            return "any of " + some.size() + " values";
        }
        List<String> names = some.stream().map(this::name).collect(Collectors.toList());
        if (names.isEmpty()) {
            return "no value at all";
        }
        String last = names.remove(names.size() - 1);
        return names.isEmpty() ? last : String.join(", ", names) + " or " + last;
    }
}
