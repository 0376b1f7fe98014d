package org.espalier.checkers.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeMapTest {

    private final List<Op> ops = new ArrayList<>();

    private Op run(int process, Op.Type end) {
        Op ask = Op.invoke(ops.size(), 0, process, null, "read", null);
        ops.add(ask);
        ops.add(ask.complete(ops.size(), 0, end, null, null));
        return ask;
    }

    private History history() {
        return History.of(ops);
    }

    @Test
    void noCrash_concurrencyIsTheNumberOfProcesses() {
        for (int p = 0; p < 4; p++) {
            run(p, Op.Type.OK);
        }
        NodeMap map = NodeMap.of(history(), NodeMap.Hints.NONE);
        assertThat(map.nodes()).containsExactly("n0", "n1", "n2", "n3");
        assertThat(map.how()).contains("concurrency 4 inferred").contains("--node-count");
    }

    @Test
    void crashedProcesses_continueAsHigherOnesOfTheSameNode() {
        for (int p = 0; p < 5; p++) {
            run(p, p == 3 ? Op.Type.INFO : Op.Type.OK);
        }
        run(8, Op.Type.INFO);
        Op last = run(13, Op.Type.OK);
        NodeMap map = NodeMap.of(history(), NodeMap.Hints.NONE);
        assertThat(map.nodes()).hasSize(5);
        assertThat(map.nodeOf(last)).isEqualTo("n3");
        NodeMap three = NodeMap.of(history(), new NodeMap.Hints(OptionalInt.of(5), OptionalInt.of(3)));
        assertThat(three.nodeOf(last)).isEqualTo("n0");
        assertThat(three.how()).isEqualTo("concurrency 5 as given, 3 nodes as given");
    }

    @Test
    void namedNodes_areTaken_inNaturalOrder() {
        ops.add(Op.invoke(0, 0, 0, "n10", "read", null));
        ops.add(Op.invoke(1, 0, 1, "n2", "read", null));
        NodeMap map = NodeMap.of(history(), NodeMap.Hints.NONE);
        assertThat(map.nodes()).containsExactly("n2", "n10");
        assertThat(map.nodeOf(ops.get(0))).isEqualTo("n10");
    }

    @Test
    void jepsenLog_besideTheHistory_isAsked(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("jepsen.log"), """
                2026-01-01 INFO Running test:
                {:concurrency 6
                 :nodes ["a" "b"
                         "c"]}
                """);
        Op op = run(4, Op.Type.OK);
        NodeMap map = NodeMap.of(history(), NodeMap.Hints.NONE, dir);
        assertThat(map.nodes()).containsExactly("a", "b", "c");
        assertThat(map.nodeOf(op)).isEqualTo("b");
        assertThat(map.how()).isEqualTo("concurrency 6 from jepsen.log, 3 nodes from jepsen.log");
    }
}
