package org.espalier.core.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.espalier.checkers.properties.Choices;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The ring beside a plain list, through any calls: TreeCast.tla's log and base. */
class RetainedLogProperties {

    private static final int MEMBERS = 3;

    private record Kept(int origin, long seq, int from, int payload) {}

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theRing_isAList(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        RetainedLog log = new RetainedLog(MEMBERS);
        List<Kept> model = new ArrayList<>();
        long[] base = new long[MEMBERS];
        long first = 0;
        while (choices.hasNext()) {
            switch (choices.among(12)) {
                case 0, 1 -> {
                    if (!model.isEmpty()) {
                        Kept oldest = model.remove(0);
                        base[oldest.origin()] = Math.max(base[oldest.origin()], oldest.seq());
                        first++;
                        log.truncate();
                    }
                }
                case 2 -> {
                    if (!model.isEmpty()) {
                        model.add(model.remove(0));
                        first++;
                        log.rotate();
                    }
                }
                case 3 -> {
                    if (choices.among(10) == 0) {
                        Arrays.setAll(base, o -> choices.among(50));
                        first += model.size();
                        model.clear();
                        log.reset(base);
                    }
                }
                case 4 -> {
                    if (choices.among(10) == 0) {
                        Arrays.setAll(base, o -> choices.among(50));
                        first = choices.among(100);
                        model.clear();
                        log.startAt(first, base);
                    }
                }
                default -> {
                    Kept next = new Kept(choices.among(MEMBERS), choices.among(50), choices.among(MEMBERS + 1) - 1,
                            choices.among(100));
                    model.add(next);
                    log.append(next.origin(), next.seq(), next.from(), new byte[]{(byte) next.payload()});
                }
            }
            same(log, model, base, first);
        }
    }

    private static void same(RetainedLog log, List<Kept> model, long[] base, long first) {
        assertThat(log.base).containsExactly(base);
        assertThat(log.first()).isEqualTo(first);
        assertThat(log.end()).isEqualTo(first + model.size());
        assertThat(log.size()).isEqualTo(model.size());
        for (int i = 0; i < model.size(); i++) {
            Kept kept = model.get(i);
            long index = first + i;
            assertThat(log.origin(index)).isEqualTo(kept.origin());
            assertThat(log.seq(index)).isEqualTo(kept.seq());
            assertThat(log.from(index)).isEqualTo(kept.from());
            assertThat(log.payload(index)).containsExactly((byte) kept.payload());
        }
    }

    /** A vector stands for sets of messages, the first so many of each origin: leq is "is contained in". */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void vectors_areOrderedAsWhatTheyStandFor(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        long[] v = new long[MEMBERS];
        long[] w = new long[MEMBERS];
        Arrays.setAll(v, o -> choices.among(3));
        Arrays.setAll(w, o -> choices.among(3));
        assertThat(Vectors.leq(v, w)).isEqualTo(messages(w).containsAll(messages(v)));
        assertThat(Vectors.array(Vectors.list(v))).containsExactly(v);
    }

    private static List<List<Long>> messages(long[] vector) {
        List<List<Long>> all = new ArrayList<>();
        for (int o = 0; o < vector.length; o++) {
            for (long n = 1; n <= vector[o]; n++) {
                all.add(List.of((long) o, n));
            }
        }
        return all;
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Choices.upTo(300);
    }
}
