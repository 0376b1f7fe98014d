package org.espalier.conform;

import java.util.HashMap;
import java.util.Map;

/** Maps as TLA+ functions. */
public final class Functions {

    private Functions() {}

    /**
     * {@code f[x]}.
     *
     * @throws IllegalArgumentException when {@code x} is not in the domain
     */
    public static <V> V at(Map<?, V> f, Object x) {
        V y = f.get(x);
        if (y == null) {
            throw new IllegalArgumentException(x + " is not in the domain of " + f);
        }
        return y;
    }

    /** {@code [f EXCEPT ![x] = y]}. */
    public static <K, V> Map<K, V> except(Map<K, V> f, K x, V y) {
        Map<K, V> changed = new HashMap<>(f);
        changed.put(x, y);
        return Map.copyOf(changed);
    }
}
