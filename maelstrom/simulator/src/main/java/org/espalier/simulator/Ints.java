package org.espalier.simulator;

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

    /** Its items in ascending order. */
    int[] sorted() {
        int[] copy = Arrays.copyOf(items, size);
        Arrays.sort(copy);
        return copy;
    }

    /** As the application's state. */
    byte[] bytes() {
        byte[] bytes = new byte[Payload.BYTES * size];
        for (int i = 0; i < size; i++) {
            Payload.put(items[i], bytes, Payload.BYTES * i);
        }
        return bytes;
    }

    static Ints of(byte[] bytes) {
        Ints all = new Ints();
        for (int at = 0; at + Payload.BYTES <= bytes.length; at += Payload.BYTES) {
            all.add(Payload.get(bytes, at));
        }
        return all;
    }
}
