package org.espalier.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.espalier.core.Observer;
import org.junit.jupiter.api.Test;

class TreeLogTest {

    private final List<LogMessage> sent = new ArrayList<>();
    private final List<Write> written = new ArrayList<>();
    private final Out out = new Out();

    @Test
    void aMemberThatIsBehind_neverSaysMoreThanItHas() {
        TreeLog log = member(1);
        log.step(new LogInput.Received(0, new LogMessage.Status(1, 1, 5, 0, 0, false, false)), out);
        log.step(new LogInput.Received(0, new LogMessage.Beat(1, 1, 5)), out);
        log.step(new LogInput.Flush(), out);
        assertThat(sent).as("the commit that it has heard of is passed on")
                .anySatisfy(m -> assertThat(m).isEqualTo(new LogMessage.Append(1, 1, List.of(), 5)));
    }

    @Test
    void severalInputsAndOneFlush_makeOneWriteAndOneMessage() {
        TreeLog log = member(1);
        log.step(new LogInput.Received(0, new LogMessage.Status(1, 1, 0, 0, 0, false, false)), out);
        log.step(new LogInput.Received(0, new LogMessage.Beat(1, 1, 0)), out);
        log.step(new LogInput.Flush(), out);
        sent.clear();
        for (int i = 1; i <= 10; i++) {
            Entry entry = new Entry(2, 1, i, bytes("other " + i));
            log.step(new LogInput.Received(0, new LogMessage.Append(1, i, List.of(entry), 0)), out);
            log.step(new LogInput.Submit(i, bytes("own " + i)), out);
        }
        assertThat(sent).isEmpty();
        assertThat(written).isEmpty();
        log.step(new LogInput.Flush(), out);
        assertThat(written).singleElement().satisfies(w -> assertThat(w.entries()).hasSize(10));
        assertThat(sent).singleElement()
                .satisfies(m -> assertThat(((LogMessage.Propose) m).entries()).hasSize(10));
    }

    private TreeLog member(int self) {
        TreeLog log = new TreeLog(self, 3, 1, LogConfig.defaults(3), Observer.NONE, LogVariant.SOUND);
        log.recover(Durable.EMPTY, true);
        log.step(new LogInput.Tick(0), out);
        log.step(new LogInput.EdgeUp(0), out);
        log.step(new LogInput.Flush(), out);
        return log;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class Out implements LogOutbox {

        @Override
        public int room(int peer) {
            return 64;
        }

        @Override
        public void send(int peer, LogMessage message) {
            sent.add(message);
        }

        @Override
        public void hint(int peer, LogMessage message) {
            // beats are of no interest here
        }

        @Override
        public void persist(Write write) {
            written.add(write);
        }

        @Override
        public void deliver(long index, Entry entry) {
            throw new AssertionError("nothing is committed");
        }

        @Override
        public void outcome(long ticket, Outcome outcome) {
            throw new AssertionError("nothing is decided");
        }

        @Override
        public void stateWanted() {
            throw new AssertionError("the log is short");
        }

        @Override
        public void install(long index, byte[] state) {
            throw new AssertionError("there is no snapshot");
        }
    }
}
