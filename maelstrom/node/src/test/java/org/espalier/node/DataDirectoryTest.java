package org.espalier.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.espalier.core.log.Entry;
import org.espalier.core.log.Storage;
import org.espalier.core.log.StorageException;
import org.espalier.core.log.Write;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --data} promises: a log comes back to its own node, group and workload, or the node does not come back. */
class DataDirectoryTest {

    private static final Members GROUP = new Members(List.of("n1", "n2"));

    @TempDir
    private Path data;

    private Life begin(String workload, Members group) {
        Diagnostics diagnostics = new Diagnostics(
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        return new DataDirectory(data, workload, 1_000, diagnostics).begin("n1", group);
    }

    private static void write(Life life) {
        Storage storage = life.storage().orElseThrow();
        storage.recover();
        storage.append(new Write(1, 1, Optional.empty(), 0, List.of(new Entry(0, 1, 1, new byte[]{'7'}))));
        storage.close();
    }

    @Test
    void log_isThereInTheNextLife() {
        write(begin("lin-kv", GROUP));
        requireLog();
    }

    private void requireLog() {
        Life next = begin("lin-kv", GROUP);
        assertThat(next.incarnation()).isGreaterThan(1_000);
        assertThat(next.storage().orElseThrow().recover().length()).isOne();
        next.storage().orElseThrow().close();
    }

    @Test
    void log_isOpenedForNoOtherWorkloadOrGroup_andNotHarmedByIt() {
        write(begin("lin-kv", GROUP));
        assertThatThrownBy(() -> begin("kafka", GROUP)).isInstanceOf(StorageException.class)
                .hasMessageContaining("another group's or workload's");
        Members other = new Members(List.of("n1", "n3"));
        assertThatThrownBy(() -> begin("lin-kv", other)).isInstanceOf(StorageException.class);
        requireLog();
    }

    @Test
    void nodeWhoseLogIsGone_isRefused_andRefusedAgain() throws IOException {
        write(begin("lin-kv", GROUP));
        try (Stream<Path> log = Files.list(data.resolve("n1"))) {
            for (Path file : log.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(data.resolve("n1"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> begin("lin-kv", GROUP)).isInstanceOf(StorageException.class)
                    .hasMessageContaining("its log is gone");
        }
        Files.delete(data.resolve("n1.group"));
        write(begin("lin-kv", GROUP));
    }
}
