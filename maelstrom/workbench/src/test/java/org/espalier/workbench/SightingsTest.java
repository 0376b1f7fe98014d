package org.espalier.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.espalier.checkers.history.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SightingsTest {

    private static final List<String> THREE = List.of("n0", "n1", "n2");

    @TempDir
    private Path directory = Path.of("");

    private static String frame(String dest, String fate, long atMillis, int value) {
        return "{\"id\":1,\"src\":\"n0\",\"dest\":\"" + dest + "\",\"sent\":0,\"due\":0,\"fate\":\"" + fate
                + "\",\"at\":"
                + atMillis * 1_000_000 + ",\"body\":{\"m\":[[\"data\",1,2,3,1,[\"fifo\",\"msg\",1,0,4,\"" + value
                + "\"]]]}}";
    }

    private Path messages(String... lines) throws IOException {
        return Files.write(directory.resolve("messages.jsonl"), List.of(lines));
    }

    private static List<Op> acknowledged(long atMillis, long value) {
        Op asked = Op.invoke(0, 0, 0, "n0", "broadcast", value);
        return List.of(asked, asked.complete(1, atMillis * 1_000_000, Op.Type.OK, value, null));
    }

    @Test
    void firstSightOfTheLastNode_counts_fromTheAcknowledgement() throws IOException {
        Path file = messages(frame("n1", "delivered", 110, 7), frame("n1", "delivered", 500, 7),
                frame("n2", "lost", 120, 7), frame("n2", "delivered", 205, 7));
        Map<?, ?> tree = Objects.requireNonNull(Sightings.everywhere(file, THREE, acknowledged(5, 7)));
        assertThat(tree.get("heard-everywhere-count")).isEqualTo(1L);
        assertThat(tree.get("latencies-ms")).asString().contains("1=200.");
    }

    @Test
    void valueThatANodeNeverHeard_isCounted() throws IOException {
        Path file = messages(frame("n1", "delivered", 110, 7));
        Map<?, ?> tree = Objects.requireNonNull(Sightings.everywhere(file, THREE, acknowledged(5, 7)));
        assertThat(tree.get("not-everywhere-count")).isEqualTo(1L);
    }

    @Test
    void ofOtherPrograms_nothingIsSaid() throws IOException {
        Path file = messages(
                "{\"id\":1,\"src\":\"n0\",\"dest\":\"n1\",\"fate\":\"delivered\",\"at\":5,\"body\":{\"v\":7}}");
        assertThat(Sightings.everywhere(file, THREE, acknowledged(5, 7))).isNull();
    }
}
