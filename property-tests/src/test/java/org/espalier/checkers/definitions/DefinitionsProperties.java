package org.espalier.checkers.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.espalier.checkers.definitions.WrongCheckers.Wrong;
import org.espalier.checkers.properties.Choices;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Each checker and TLC, which evaluates the definition that the checker cites, say the same of every history.
 *
 * <p>400 histories of each kind; {@code -Djqwik.tries.default=30000} for more. {@code target/definitions} has the numbers: how many
 * each pair was asked about, and how many of them the definition does not hold of.
 */
class DefinitionsProperties {

    private static final Tally CASTS = new Tally(Judges.casts());
    private static final Tally GROUPS = new Tally(Judges.groups());
    private static final Tally VIEWS = new Tally(Judges.views());

    @Property(edgeCases = EdgeCasesMode.NONE)
    void ofOneGroup_theCheckersSayWhatTheDefinitionsSay(@ForAll("choices") List<Integer> choices) {
        CASTS.ask(Drawn.cast(choices));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void ofSeveralGroups_theCheckersSayWhatTheDefinitionsSay(@ForAll("choices") List<Integer> choices) {
        GROUPS.ask(Drawn.grouped(choices));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void ofViews_theCheckersSayWhatTheDefinitionsSay(@ForAll("choices") List<Integer> choices) {
        VIEWS.ask(DrawnViews.story(choices));
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void aCheckerThatMeansSomethingElse_isFound(@ForAll("wrong") Wrong wrong) {
        SplittableRandom random = new SplittableRandom(1);
        String found = IntStream.range(0, 5_000)
                .mapToObj(i -> wrong.judge()
                        .ask(wrong.draw().apply(random.ints(130, 0, 10_000).boxed().toList())))
                .filter(said -> said != null && said.differ())
                .map(String::valueOf).findFirst().orElse("nothing");
        assertThat(found).contains(wrong.judge().checker(), wrong.judge().cited(), "members");
    }

    /** Agreement on sound histories alone, or on broken ones alone, would say nothing. */
    @AfterContainer
    static void eachDefinition_holdsOfSomeHistories_andNotOfOthers() throws IOException {
        CASTS.write("casts");
        GROUPS.write("groups");
        VIEWS.write("views");
        assertThat(CASTS.idle()).isEmpty();
        assertThat(GROUPS.idle()).isEmpty();
        assertThat(VIEWS.idle()).isEmpty();
    }

    @Provide
    Arbitrary<Wrong> wrong() {
        return Arbitraries.of(WrongCheckers.all());
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Choices.upTo(130);
    }
}
