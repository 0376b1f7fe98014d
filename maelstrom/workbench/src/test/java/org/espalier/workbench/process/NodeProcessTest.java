package org.espalier.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.espalier.workbench.net.Inbox;
import org.espalier.workbench.net.Journal;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Message;
import org.espalier.workbench.net.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One node program, a shell with a child, through pause and kill. */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // an answer that never comes
class NodeProcessTest {

    private static final String ECHO = """
            #!/bin/sh
            sleep 600 &
            echo $! > "$1"
            echo life $$ >&2
            while read line; do echo '{"src":"n0","dest":"c0","body":{"type":"heard"}}'; done
            """;

    @TempDir
    private Path directory = Path.of("");
    private final long start = System.nanoTime();
    private final Network network = new Network(List.of("n0"), new Network.Conditions(Latency.NONE, 0, 0), 1,
            () -> System.nanoTime() - start, Journal.NONE);
    private final Inbox client = network.openClient();
    private final List<NodeFault> faults = new CopyOnWriteArrayList<>();
    private final List<NodeProcess> lives = new ArrayList<>();

    @BeforeEach
    void procIsThere() {
        assumeThat(Files.isDirectory(Path.of("/proc"))).as("the system shows the states of processes").isTrue();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (NodeProcess life : lives) {
            life.kill();
        }
    }

    private NodeProcess start(String heading) throws IOException {
        Path bin = directory.resolve("echo");
        if (!Files.exists(bin)) {
            Files.setPosixFilePermissions(Files.writeString(bin, ECHO), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        NodeProcess life = NodeProcess.start("n0",
                new NodeProcess.Program(bin, List.of(directory.resolve("child").toString()), directory, "a test"),
                network, new NodeProcess.Log(directory.resolve("n0.log"), heading, null), faults::add);
        lives.add(life);
        return life;
    }

    private void ask() {
        network.send(client, "n0", "{}".getBytes(StandardCharsets.UTF_8));
    }

    private List<Message> answers() throws InterruptedException {
        return client.take(1, Long.MAX_VALUE);
    }

    private ProcessHandle child() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(directory.resolve("child")).strip())).orElseThrow();
    }

    @Test
    void pausedNode_standsStillWithItsChildren_andLaterAnswersWhatWaited() throws Exception {
        NodeProcess node = start("");
        ask();
        assertThat(answers()).hasSize(1);
        node.pause();
        assertThat(node.isPaused()).isTrue();
        assertThat(node.isRunning()).isTrue();
        assertThat(Orphans.state(child())).isEqualTo('T');
        ask();
        assertThat(client.poll()).isEmpty();
        node.resume();
        assertThat(answers()).hasSize(1);
        assertThat(Orphans.state(child())).isNotEqualTo('T');
        assertThat(faults).isEmpty();
    }

    /** Waits, as long as it takes, until the child stands still, or does not. */
    private void until(boolean still) throws Exception {
        while ((Orphans.state(child()) == 'T') != still) {
            Thread.sleep(1);
        }
    }

    @Test
    void slowedNode_standsStillAndGoesOnInTurns_andAnswersAllTheSame() throws Exception {
        NodeProcess node = start("");
        ask();
        answers();
        node.slow();
        for (int i = 0; i < 2; i++) {
            until(true);
            ask();
            assertThat(answers()).hasSize(1);
            until(false);
        }
        node.pause();
        assertThat(node.isPaused() && node.isSlowed()).isTrue();
        node.fullSpeed();
        assertThat(Orphans.state(child())).as("of a node that is paused besides").isEqualTo('T');
        node.resume();
        ask();
        assertThat(answers()).hasSize(1);
        assertThat(Orphans.state(child())).isNotEqualTo('T');
        assertThat(faults).isEmpty();
    }

    @Test
    void slowedNode_canBeKilled_andItsNextLifeIsNotSlow() throws Exception {
        NodeProcess first = start("");
        ask();
        answers();
        first.slow();
        until(true);
        first.kill();
        NodeProcess second = start("");
        network.open("n0", Inbox.Access.ALL);
        ask();
        answers();
        assertThat(second.isSlowed()).isFalse();
        assertThat(faults).isEmpty();
    }

    @Test
    void killedNode_isGoneWithItsChildren_andItsNextLifeHearsNothingThatWasForIt() throws Exception {
        NodeProcess first = start("");
        ask();
        answers();
        ProcessHandle child = child();
        first.pause(); // one that stands still can be killed, too
        first.kill();
        assertThat(first.isRunning()).isFalse();
        assertThat(Orphans.state(child)).isIn(' ', 'Z');
        ask();
        NodeProcess second = start("-- again --");
        network.open("n0", Inbox.Access.ALL, client, "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(answers()).hasSize(1);
        second.kill();
        assertThat(client.poll()).as("one question, one answer").isEmpty();
        assertThat(faults).as("nobody died by himself").isEmpty();
        assertThat(Files.readAllLines(directory.resolve("n0.log"))).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("life");
            assertThat(lines.get(1)).isEqualTo("-- again --");
            assertThat(lines.get(2)).startsWith("life");
        });
    }

    @Test
    void nodeThatDiesByItself_isAFault_evenAfterAPause() throws Exception {
        NodeProcess node = start("");
        ask();
        answers();
        node.pause();
        node.resume();
        assertThat(child().parent().orElseThrow().destroyForcibly()).isTrue();
        while (faults.isEmpty()) {
            Thread.sleep(5);
        }
        assertThat(faults.get(0).kind()).isEqualTo(NodeFault.Kind.CRASHED);
    }
}
