package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.espalier.workbench.net.Fate;
import org.espalier.workbench.report.Excerpt.Wish;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final Recording RUN = SampleRun.recording();

    @Test
    void cut_isInTheExcerptThatIsToShowIt() {
        Excerpt excerpt = Excerpt.choose(RUN, Wish.CUT, Excerpt.MAX_MESSAGES);

        assertThat(SampleRun.CUT).isBetween(excerpt.from(), excerpt.to());
        assertThat(excerpt.faults(RUN)).isEqualTo(RUN.faults());
        assertThat(excerpt.transits()).anyMatch(t -> t.fate() == Fate.PARTITIONED);
    }

    @Test
    void healing_isInTheExcerptThatIsToShowIt() {
        Excerpt excerpt = Excerpt.choose(RUN, Wish.HEAL, Excerpt.MAX_MESSAGES);

        assertThat(SampleRun.HEAL).isBetween(excerpt.from(), excerpt.to());
    }

    @Test
    void excerpt_holdsNoMoreMessagesThanAllowed_andNearlySoMany() {
        for (int most : new int[]{20, 60, 150}) {
            assertThat(Excerpt.choose(RUN, Wish.ANY, most).transits()).hasSizeBetween(most / 2, most);
        }
    }

    @Test
    void followedMulticast_isSeenFromItsBeginningToItsFirstReceipts() {
        Excerpt excerpt = Excerpt.choose(RUN, Wish.HEAL, Excerpt.MAX_MESSAGES);

        assertThat(excerpt.highlight()).hasValueSatisfying(m -> {
            assertThat(m.start()).isBetween(excerpt.from(), excerpt.to());
            assertThat(m.firsts()).hasSize(4).doesNotContainKey(m.cast().origin());
            assertThat(m.everywhereAt(5)).isLessThanOrEqualTo(excerpt.to());
        });
    }

    @Test
    void runWithoutFaults_hasAnExcerptToo() {
        Recording peaceful = new Recording(RUN.nodes(), RUN.transits(), List.of(), RUN.requests(), RUN.end());

        assertThat(Excerpt.choose(peaceful, Wish.ANY, 50).transits()).isNotEmpty();
    }

    @Test
    void runWithoutMessages_hasAnExcerptToo() {
        Recording silent = new Recording(List.of("n0", "n1"), List.of(), List.of(), List.of(), 5_000_000_000L);

        Excerpt excerpt = Excerpt.choose(silent, Wish.ANY, 50);

        assertThat(excerpt.transits()).isEmpty();
        assertThat(SpaceTime.file(silent, excerpt)).contains("n1");
    }

    @Test
    void caption_tellsTheWayOfTheFollowedMulticast() {
        Excerpt excerpt = Excerpt.choose(RUN, Wish.CUT, Excerpt.MAX_MESSAGES);

        assertThat(excerpt.caption(RUN)).contains("Followed: the ", " multicast of n", " has it from n");
    }
}
