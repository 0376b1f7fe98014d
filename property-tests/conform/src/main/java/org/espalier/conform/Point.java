package org.espalier.conform;

import java.util.Arrays;

/** A state, by the numbers of its variables' values. */
final class Point {

    final int[] numbers;

    Point(int[] numbers) {
        this.numbers = numbers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point p && Arrays.equals(numbers, p.numbers);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int number : numbers) {
            hash = (hash + number) * 0x9E3779B1;
        }
        return hash ^ (hash >>> 15);
    }
}
