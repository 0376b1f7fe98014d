package org.espalier.simulator;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A list of ints that grows. */
final class Ints {

    private int[] items = new int[16];
    private int size;

    int size() {
        return size;
    }

    int get(int i) {
        return items[i];
    }

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size++] = item;
    }

    /** How many different ones there are. */
    int distinct() {
        return (int) Arrays.stream(items, 0, size).distinct().count();
    }

    /** As the application's state. */
    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * size);
        for (int i = 0; i < size; i++) {
            bytes.putInt(items[i]);
        }
        return bytes.array();
    }

    static Ints of(byte[] bytes) {
        Ints all = new Ints();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.remaining() >= Integer.BYTES) {
            all.add(in.getInt());
        }
        return all;
    }
}
