package org.espalier.checkers.history;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** A list of whole numbers that costs eight bytes each: the answers of reads are long lists of them. */
final class Longs extends AbstractList<Object> implements RandomAccess {

    private final long[] values;

    private Longs(long[] values) {
        this.values = values;
    }

    @Override
    public Object get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }

    /** Collects numbers while a list is read. */
    static final class Builder {

        private long[] values = new long[16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        int size() {
            return size;
        }

        long get(int index) {
            return values[index];
        }

        Longs build() {
            return new Longs(Arrays.copyOf(values, size));
        }
    }
}
