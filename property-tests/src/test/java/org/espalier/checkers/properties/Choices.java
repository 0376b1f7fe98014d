package org.espalier.checkers.properties;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomDistribution;

/**
 * A run as a list of choices: what the generators of the property tests draw. The shorter the list, the smaller the run, so a
 * failing example shrinks well, whatever the run is made of.
 */
public final class Choices {

    private final List<Integer> list;
    private int next;

    public Choices(List<Integer> list) {
        this.list = list;
    }

    public static Arbitrary<List<Integer>> upTo(int length) {
        return Arbitraries.integers().between(0, 9_999).withDistribution(RandomDistribution.uniform())
                .list()
                .ofMinSize(length / 4).ofMaxSize(length)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    public boolean hasNext() {
        return next < list.size();
    }

    /** The next choice among {@code n}; 0 when none is left. */
    public int among(int n) {
        return next < list.size() ? list.get(next++) % n : 0;
    }
}
