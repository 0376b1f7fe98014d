package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class OverlayTest {

    private static final Recording RUN = SampleRun.recording();
    private static final long SECOND = 1_000_000_000L;

    @Test
    void parents_followTheLastAcceptOfEachNode() {
        Overlay overlay = new Overlay(RUN);

        assertThat(overlay.parents(SampleRun.CUT - 2 * SECOND, SampleRun.CUT)).containsExactly(-1, 0, 0, 1, 1);
        assertThat(overlay.parents(SampleRun.HEAL - 2 * SECOND, SampleRun.HEAL)).containsExactly(-1, -1, 0, 1, 0);
        assertThat(overlay.parents(RUN.end() - 2 * SECOND, RUN.end())).containsExactly(-1, 0, 0, 1, 1);
    }

    @Test
    void heartbeats_areNotRepair() {
        Overlay overlay = new Overlay(RUN);
        List<Transit> repairs = RUN.transits().stream().filter(overlay::repairs).toList();

        assertThat(repairs).isNotEmpty().allMatch(t -> !t.content().tree().isEmpty());
        assertThat(RUN.transits().stream().filter(t -> !t.content().tree().isEmpty()).count())
                .isGreaterThan(3L * repairs.size());
    }

    @Test
    void pictures_areOfBeforeDuringAndAfter_andMarkWhatIsNew() {
        List<String> pictures = TreePicture.around(RUN, TreePicture.mostTelling(RUN), "t");

        assertThat(pictures).hasSize(3);
        assertThat(pictures.get(0)).contains("Before").doesNotContain("edge new");
        assertThat(pictures.get(1)).containsOnlyOnce("edge new");
        assertThat(pictures.get(2)).doesNotContain("edge new");
    }

    @Test
    void foreignNodes_haveTrafficInsteadOfATree() {
        Recording foreign = new Recording(RUN.nodes(),
                RUN.transits().stream().map(t -> new Transit(t.id(), t.from(), t.to(), t.sent(), t.due(), t.at(),
                        t.fate(), t.copy(), Content.UNKNOWN)).toList(),
                RUN.faults(), RUN.requests(), RUN.end());

        assertThat(TreePicture.around(foreign, RUN.faults().get(0), "t")).allMatch(p -> p.contains("stroke-width"));
        assertThat(TreePicture.caption(foreign)).contains("not known");
        assertThat(RunFigures.of(foreign).understood()).isFalse();
    }
}
