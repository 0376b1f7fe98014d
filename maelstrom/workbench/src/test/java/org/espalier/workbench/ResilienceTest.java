package org.espalier.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.nemesis.FaultSpan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResilienceTest {

    private static final List<String> THREE = List.of("n0", "n1", "n2");
    private static final long MS = 1_000_000;

    private final List<Op> ops = new ArrayList<>();
    private int process;

    private void ask(String node, String f, long at, Op.Type type, @Nullable Object error, long after) {
        Op invoked = Op.invoke(ops.size(), at * MS, process++, node, f, null);
        ops.add(invoked);
        ops.add(invoked.complete(ops.size(), (at + after) * MS, type, null, error));
    }

    private static FaultSpan span(FaultKind kind, long from, long to, String... nodes) {
        return new FaultSpan(kind, from * MS, to * MS, Set.of(nodes));
    }

    private @Nullable Object found(List<FaultSpan> spans, String... path) {
        Object at = Resilience.of(ops, spans, THREE);
        for (String key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    @Test
    void withoutFaults_thereIsNothingToSay() {
        ask("n0", "write", 1, Op.Type.OK, null, 1);
        assertThat(Resilience.of(ops, List.of(), THREE)).isNull();
    }

    @Test
    void progress_isTheFirstOkOfWhatWasAskedAfterTheLastFault() {
        List<FaultSpan> spans = List.of(span(FaultKind.KILL, 100, 400, "n1"), span(FaultKind.PARTITION, 50, 300));
        ask("n0", "write", 390, Op.Type.OK, null, 20); // asked before
        ask("n0", "write", 410, Op.Type.FAIL, List.of("temporarily-unavailable", ""), 20); // no success
        ask("n0", "write", 440, Op.Type.OK, null, 20);
        ask("n0", "write", 441, Op.Type.OK, null, 1000); // later
        ask("n1", "write", 400, Op.Type.OK, null, 5);
        assertThat(found(spans, "progress-ms", "n0")).isEqualTo(60.0);
        assertThat(found(spans, "progress-ms", "n1")).isEqualTo(5.0);
        assertThat(found(spans, "progress-ms", "n2")).isNull();
        assertThat(found(spans, "slowest-progress-ms")).as("one was never back").isNull();
        ask("n2", "write", 500, Op.Type.OK, null, 7);
        assertThat(found(spans, "slowest-progress-ms")).isEqualTo(107.0);
    }

    @Test
    void requests_countWhereTheyWereMade() {
        List<FaultSpan> spans = List.of(span(FaultKind.PARTITION, 100, 200, "n2"),
                span(FaultKind.PAUSE, 150, 180, "n0"),
                span(FaultKind.PARTITION, 300, 400, "n0", "n1", "n2"));
        ask("n2", "write", 90, Op.Type.OK, null, 20);
        ask("n2", "read", 110, Op.Type.FAIL, List.of("timeout", "no quorum yet"), 900);
        ask("n2", "write", 120, Op.Type.INFO, List.of("timeout", "no quorum yet"), 950);
        ask("n2", "write", 130, Op.Type.FAIL, List.of("temporarily-unavailable", "no quorum"), 10);
        ask("n2", "write", 140, Op.Type.INFO, "net-timeout", 5000);
        ask("n1", "cas", 130, Op.Type.FAIL, List.of("precondition-failed", "it is 3"), 4);
        ask("n1", "write", 350, Op.Type.INFO, List.of("unknown", "a code of its own"), 30);
        ask("n0", "write", 140, Op.Type.OK, null, 45); // paused meanwhile
        ask("n0", "crash", 110, Op.Type.INFO, null, 0);
        assertThat(found(spans, "sides")).isEqualTo(Map.of(
                "whole", tally(1, Map.of(), Map.of(), 0, 20),
                "majority", tally(0, Map.of("precondition-failed", 1L), Map.of(), 0, 4),
                "minority", tally(0, Map.of("temporarily-unavailable", 1L), Map.of("timeout", 2L, "unknown", 1L), 1,
                        950),
                "struck", tally(1, Map.of(), Map.of(), 0, 45)));
        assertThat(found(spans, "fault-counts")).isEqualTo(Map.of("partition", 2L, "pause", 1L));
    }

    private static Map<String, Object> tally(long ok, Map<String, Long> definite, Map<String, Long> indefinite,
            long unanswered, double longest) {
        return Map.of("ok-count", ok, "definite-errors", definite, "indefinite-errors", indefinite, "unanswered-count",
                unanswered, "longest-wait-ms", longest);
    }
}
