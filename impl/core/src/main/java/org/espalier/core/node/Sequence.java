package org.espalier.core.node;

import java.util.function.IntFunction;

import org.espalier.core.Observer;
import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.LogInput;
import org.espalier.core.log.LogMessage;
import org.espalier.core.log.LogOutbox;
import org.espalier.core.log.LogVariant;
import org.espalier.core.log.Outcome;
import org.espalier.core.log.TreeLog;
import org.espalier.core.log.Write;
import org.jspecify.annotations.Nullable;

/** The log as a layer of a {@link Node}, or the lack of one: what it says goes to the links, what it gives to the host. */
final class Sequence {

    private final @Nullable TreeLog log;
    private final IntFunction<Peer> peers;
    private final Out out = new Out();
    private Node.Outbox host = Silence.OUTBOX;
    private boolean unflushed;

    Sequence(Node.Config config, Observer observer, LogVariant variant, IntFunction<Peer> peers) {
        this.peers = peers;
        log = config.log().map(
                c -> new TreeLog(config.self(), config.members(), config.incarnation(), c, observer, variant))
                .orElse(null);
    }

    void recover(Durable durable, boolean mayVote) {
        if (log == null) {
            throw new IllegalStateException("this group is configured without a log");
        }
        log.recover(durable, mayVote);
    }

    /** Takes an input, if there is a log. */
    void step(LogInput input, Node.Outbox to) {
        if (log != null) {
            host = to;
            log.step(input, out);
            host = Silence.OUTBOX;
            unflushed = true;
        }
    }

    /** Lets the log deliver, write and say what its inputs have led to. Returns whether there were any. */
    boolean flush(Node.Outbox to) {
        if (unflushed) {
            step(new LogInput.Flush(), to);
            unflushed = false;
            return true;
        }
        return false;
    }

    long wakeAt() {
        return log == null ? Long.MAX_VALUE : log.wakeAt();
    }

    @Nullable
    TreeLog log() {
        return log;
    }

    private final class Out implements LogOutbox {

        @Override
        public int room(int peer) {
            return peers.apply(peer).room();
        }

        @Override
        public void send(int peer, LogMessage message) {
            peers.apply(peer).submit(new Packet.OnLog(message), true);
        }

        @Override
        public void hint(int peer, LogMessage message) {
            peers.apply(peer).say(new Packet.Hint(new Packet.OnLog(message)));
        }

        @Override
        public void persist(Write write) {
            host.persist(write);
        }

        @Override
        public void deliver(long index, Entry entry) {
            host.deliver(index, entry);
        }

        @Override
        public void outcome(long ticket, Outcome outcome) {
            host.outcome(ticket, outcome);
        }

        @Override
        public void stateWanted() {
            host.stateWanted();
        }

        @Override
        public void install(long index, byte[] state) {
            host.installState(index, state);
        }
    }
}
