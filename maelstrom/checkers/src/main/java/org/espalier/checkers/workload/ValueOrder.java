package org.espalier.checkers.workload;

import java.math.BigDecimal;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/** A total order of value trees, so that results come in the same order every time: numbers first, then text. */
final class ValueOrder implements Comparator<@Nullable Object> {

    static final ValueOrder INSTANCE = new ValueOrder();

    private ValueOrder() {}

    @Override
    public int compare(@Nullable Object a, @Nullable Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x.compareTo(y);
        }
        if (a instanceof Number x && b instanceof Number y) {
            return new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString()));
        }
        if (a instanceof Number || b instanceof Number) {
            return a instanceof Number ? -1 : 1;
        }
        return String.valueOf(a).compareTo(String.valueOf(b));
    }
}
