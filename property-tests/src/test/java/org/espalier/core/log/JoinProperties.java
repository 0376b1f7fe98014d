package org.espalier.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import org.espalier.checkers.properties.Choices;
import org.espalier.core.log.LogMessage.Promise;
import org.espalier.core.log.LogMessage.Row;
import org.jspecify.annotations.Nullable;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What members tell each other of the voters is joined: said again, in another order, or after others have joined it, it comes
 * to the same. What is joined is what voters can say: a voter promises once in an epoch, and does not take back of which life
 * it has heard.
 */
class JoinProperties {

    private static final long LIVES = 3;

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void acknowledgements_areAJoin(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        int voters = 1 + choices.among(7);
        List<List<Long>> said = new ArrayList<>();
        while (choices.hasNext()) {
            said.add(counts(choices, voters));
        }
        assertJoin(said, () -> votes(voters), Votes::join, votes -> List.of(votes.agg()));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void promises_areAJoin_andTheBestOneIsTheSame(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        int voters = 1 + choices.among(7);
        List<Promise> of = promises(choices, voters);
        List<List<Promise>> said = new ArrayList<>();
        while (choices.hasNext()) {
            said.add(List.of(of.get(choices.among(voters)), of.get(choices.among(voters))));
        }
        assertJoin(said, () -> votes(voters), (votes, prm) -> prm.forEach(votes::promise),
                votes -> List.of(votes.prm()));
        Votes votes = votes(voters);
        said.forEach(prm -> prm.forEach(votes::promise));
        assertThat(votes.best()).isEqualTo(best(votes.prm(), voters));
    }

    /** The longest of the latest epoch, if a majority has promised; of two that are as good the first voter's. */
    @Nullable
    private static Promise best(List<Promise> known,
            int voters) {
        return 2 * known.size() <= voters
                ? null
                : known.stream()
                        .filter(a -> known.stream().noneMatch(
                                b -> b.le() > a.le() || (b.le() == a.le() && b.len() > a.len())))
                        .findFirst().orElse(null);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatAMajorityHolds_isTheMostThatSoManyHold(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        int voters = 1 + choices.among(7);
        holdsWhatAMajorityHolds(counts(choices, voters), LogVariant.SOUND);
    }

    private static void holdsWhatAMajorityHolds(List<Long> said, LogVariant variant) {
        int voters = said.size();
        Votes votes = votes(voters, variant);
        votes.join(said);
        assertThat(votes.heldByQuorum()).isEqualTo(LongStream.rangeClosed(0, votes.max())
                .filter(n -> 2 * said.stream().filter(held -> held >= n).count() > voters).max().orElseThrow());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void rowsOfLives_areAJoin(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        int voters = 1 + choices.among(4);
        // of which life of each other one each life of a voter has heard, if it has: that never changes
        Random random = new Random(choices.among(10_000));
        long[][][] heard = new long[voters][(int) LIVES + 1][];
        for (long[][] lives : heard) {
            for (int life = 1; life <= LIVES; life++) {
                lives[life] = random.longs(voters, 1, LIVES + 1).toArray();
            }
        }
        List<List<Row>> said = new ArrayList<>();
        while (choices.hasNext()) {
            int voter = choices.among(voters);
            int life = 1 + choices.among((int) LIVES);
            List<Long> row = new ArrayList<>();
            for (int w = 0; w < voters; w++) {
                row.add(w == voter ? life : choices.among(2) == 0 ? 0 : heard[voter][life][w]);
            }
            said.add(List.of(new Row(voter, life, row)));
        }
        assertJoin(said, () -> new Founding(-1, voters, 1), Founding::onRows,
                founding -> List.of(founding.rows()));
    }

    @Example
    void acknowledgementsThatAreCounted_areFoundOut() {
        assertThat(catchThrowable(() -> holdsWhatAMajorityHolds(List.of(2L, 0L, 0L), LogVariant.COUNT_ACKS)))
                .isInstanceOf(AssertionError.class);
    }

    /** A sum is no join: said twice, it counts twice. */
    @Example
    void whatIsCounted_isFoundOut() {
        assertThat(catchThrowable(() -> assertJoin(List.of(List.of(1L), List.of(2L)),
                () -> new long[1], (sum, said) -> sum[0] += said.get(0),
                sum -> List.of(List.of(sum[0]))))).isInstanceOf(AssertionError.class);
    }

    /**
     * Idempotent, commutative, associative.
     *
     * @param known what is known, in the form in which it can be compared
     */
    private static <K, M> void assertJoin(List<M> said, Supplier<K> nothing, BiConsumer<K, M> join,
            Function<K, List<M>> known) {
        K once = nothing.get();
        said.forEach(m -> join.accept(once, m));
        List<M> expected = known.apply(once);

        K again = nothing.get();
        said.forEach(m -> {
            join.accept(again, m);
            join.accept(again, m);
        });
        said.forEach(m -> join.accept(again, m));
        assertThat(known.apply(again)).as("said again").isEqualTo(expected);

        List<M> shuffled = new ArrayList<>(said);
        Collections.shuffle(shuffled, new Random(said.size()));
        K inAnotherOrder = nothing.get();
        shuffled.forEach(m -> join.accept(inAnotherOrder, m));
        assertThat(known.apply(inAnotherOrder)).as("in another order").isEqualTo(expected);

        int cut = said.size() / 2;
        K left = nothing.get();
        said.subList(0, cut).forEach(m -> join.accept(left, m));
        K right = nothing.get();
        said.subList(cut, said.size()).forEach(m -> join.accept(right, m));
        known.apply(right).forEach(m -> join.accept(left, m));
        assertThat(known.apply(left)).as("by way of another member").isEqualTo(expected);
    }

    private static Votes votes(int voters) {
        return votes(voters, LogVariant.SOUND);
    }

    private static Votes votes(int voters, LogVariant variant) {
        List<Integer> all = new ArrayList<>();
        for (int v = 0; v < voters; v++) {
            all.add(v);
        }
        return new Votes(new LogConfig(all, 8, 8, 8, 8, 8, 1_000, 1_000, 100, 600, 200, 400, 1_500, 3), variant);
    }

    private static List<Long> counts(Choices choices, int voters) {
        List<Long> counts = new ArrayList<>();
        for (int v = 0; v < voters; v++) {
            counts.add((long) choices.among(9));
        }
        return counts;
    }

    private static List<Promise> promises(Choices choices, int voters) {
        List<Promise> promises = new ArrayList<>();
        for (int v = 0; v < voters; v++) {
            promises.add(new Promise(v, choices.among(3), choices.among(4)));
        }
        return promises;
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Choices.upTo(60);
    }
}
