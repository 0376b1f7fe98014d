package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.espalier.workbench.report.PageModel.Tree;
import org.junit.jupiter.api.Test;

class TreeStepsTest {

    private static final long SECOND = 1_000_000;

    private final TreeSteps steps = new TreeSteps(3);

    @Test
    void nobodyAccepted_isNoTree() {
        assertThat(steps.list(10 * SECOND)).isEmpty();
    }

    @Test
    void heartbeats_keepAnEdge_andItsSilenceEndsIt() {
        for (long at = SECOND; at <= 4 * SECOND; at += SECOND) {
            steps.accepted(at, 1, 0, 7);
        }
        assertThat(steps.list(10 * SECOND)).containsExactly(new Tree(0, List.of(-1, -1, -1)),
                new Tree(SECOND, List.of(-1, 0, -1)), new Tree(4 * SECOND + 2_500_000, List.of(-1, -1, -1)));
    }

    @Test
    void laterAttempt_wins_andAnEarlierOneComesTooLate() {
        steps.accepted(SECOND, 2, 1, 8);
        steps.accepted(SECOND + 10, 2, 0, 9);
        steps.accepted(SECOND + 20, 2, 1, 8);
        assertThat(steps.list(2 * SECOND)).extracting(Tree::parents).containsExactly(List.of(-1, -1, -1),
                List.of(-1, -1, 1), List.of(-1, -1, 0));
    }

    @Test
    void cycle_isCut() {
        steps.accepted(1, 0, 1, 1);
        steps.accepted(2, 1, 0, 2);
        assertThat(steps.list(10)).last().extracting(Tree::parents).isEqualTo(List.of(-1, 0, -1));
    }

    @Test
    void stepsBeyondTheLimit_areLeftOut() {
        for (int i = 0; i < 2 * TreeSteps.MAX_STEPS; i++) {
            steps.accepted(i, 2, i % 2, i);
        }
        assertThat(steps.list(10_000)).hasSize(TreeSteps.MAX_STEPS);
    }
}
