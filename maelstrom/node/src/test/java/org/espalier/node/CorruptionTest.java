package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.espalier.core.cast.CastVariant;
import org.espalier.core.log.LogVariant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups over a network that flips bits in lines: to a sound node that is loss, and nothing else. */
class CorruptionTest {

    private static final int NODES = 4;
    private static final int MESSAGES = 30;

    private static void run(long seed, String order, Variant variant) {
        Net net = new Net(seed, NODES, false, variant, "broadcast", "--order", order, "--arity", "2");
        net.askAll("\"type\":\"topology\",\"topology\":{}", "topology_ok");
        net.corruption = 0.2;
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            net.run(200);
            net.send(net.ids.get(i % NODES), "\"type\":\"broadcast\",\"message\":" + i);
            sent.add(Integer.toString(i));
        }
        net.run(60_000);
        assertThat(net.corrupted).as("seed %d", seed).isPositive();
        for (String id : net.ids) {
            assertThat(net.read(id)).as("log of %s, seed %d", id, seed).containsExactlyInAnyOrderElementsOf(sent);
        }
        assertThat(net.err.toString(StandardCharsets.UTF_8).lines()).as("seed %d", seed)
                .allMatch(line -> line.startsWith("espalier-node: dropped a corrupt message, ")
                        || line.startsWith("espalier-node: ignored a line, "));
    }

    @ParameterizedTest
    @CsvSource({"1,fifo", "2,causal", "3,total", "4,fifo", "5,causal", "6,total"})
    void aGroup_isNoneTheWiser(long seed, String order) {
        run(seed, order, Variant.SOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifo", "causal", "total"})
    void withoutTheChecksum_itIsLost(String order) {
        assertThatThrownBy(() -> {
            for (long seed = 1; seed <= 20; seed++) {
                run(seed, order, new Variant(CastVariant.SOUND, LogVariant.SOUND, false));
            }
        }).as("runs without a checksum").isInstanceOfAny(AssertionError.class, RuntimeException.class);
    }
}
