package org.espalier.core.link;

import java.util.List;
import java.util.Objects;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;

/**
 * One end of a reliable link over a network that loses, duplicates and reorders, between two ends that may crash and
 * restart: both halves of {@code ArqLink.tla} for one peer, the sender (the spec's end A towards the peer) and the
 * receiver (its end B).
 *
 * <p><b>What it promises</b> ({@code FifoLink.tla}), per session, which is a pair of incarnations: at most once; an
 * <em>ordered</em> payload is delivered in sequence, behind no gap; the others on arrival. Never a silent gap: when a
 * session ends because an end restarted, {@link Outbox#reset} says how many payloads have an unknown fate, before
 * anything of the new session is delivered. While both ends live and the network is fair, everything submitted arrives.
 *
 * <p><b>What the host owes.</b> The incarnation is larger than that of any earlier life, and durable before the first
 * step. {@link Input.Tick} comes by {@link #wakeAt}; every frame that {@link Outbox#send} hands over may be sent, lost
 * or repeated. {@link Outbox#deliver} and {@link Outbox#reset} may step the link with {@link Input.Submit} and
 * {@link Input.Flush}; nothing else may re-enter it. One thread at a time.
 *
 * <p><b>When it sends.</b> A payload leaves when it is submitted. It leaves again at once when the peer's report shows
 * that a later departure overtook it, and after a timeout that adapts to the round trip and doubles up to a cap; the
 * timeout repeats the lowest and the highest payload that are missing, so a lost last message needs no new traffic and
 * the answer reports every gap between. Acknowledgements wait for traffic to ride on ({@link Input.Flush}), for at most
 * {@code ackAfterMillis}; a gap, a duplicate and a half-full window are answered at once.
 *
 * <p>Observed actions carry, as {@code x} and {@code y}: {@code SayHi} own incarnation; {@code OnHi} the peer's;
 * {@code Meet} the peer's, payloads lost; {@code Greet} the peer's; {@code Submit} number, 1 if ordered;
 * {@code Retransmit} number; {@code OnAck} and {@code SendAck} next number, gaps; {@code OnData} number, 1 if ordered;
 * {@code Advance} number; {@code OnOldData} the peer's incarnation, the life of ours that it is for.
 *
 * @param <P> payload; treated as immutable
 */
public final class ArqLink<P> {

    /** An acknowledgement reports gaps in the 64 bits of a {@code long}. */
    public static final int MAX_WINDOW = 64;

    private static final String MODULE = "ArqLink";

    /**
     * Limits and delays. Both ends may differ in all of them; what does not fit the receiver's window is dropped and
     * sent again.
     *
     * @param sendWindow payloads submitted and not acknowledged, 1 to 64
     * @param receiveWindow payloads held out of sequence, 1 to 64
     * @param helloAfterMillis first wait for an answer to a HI
     * @param maxHelloAfterMillis cap of that wait, which doubles
     * @param ackAfterMillis longest wait of an acknowledgement for traffic to ride on; 0: none
     * @param retransmitAfterMillis wait for an acknowledgement before a round trip has been measured
     * @param maxRetransmitAfterMillis cap of that wait, which doubles
     */
    public record Config(int sendWindow, int receiveWindow, long helloAfterMillis, long maxHelloAfterMillis,
            long ackAfterMillis, long retransmitAfterMillis, long maxRetransmitAfterMillis) {

        public Config {
            require(sendWindow >= 1 && sendWindow <= MAX_WINDOW, "sendWindow is not 1 to 64");
            require(receiveWindow >= 1 && receiveWindow <= MAX_WINDOW, "receiveWindow is not 1 to 64");
            require(helloAfterMillis >= 1, "helloAfterMillis is not positive");
            require(maxHelloAfterMillis >= helloAfterMillis, "maxHelloAfterMillis is below helloAfterMillis");
            require(ackAfterMillis >= 0, "ackAfterMillis is negative");
            require(retransmitAfterMillis >= 1, "retransmitAfterMillis is not positive");
            require(maxRetransmitAfterMillis >= retransmitAfterMillis,
                    "maxRetransmitAfterMillis is below retransmitAfterMillis");
        }

        /** Windows of 64; acknowledgements wait 50 ms; HI and payloads are repeated after 250 ms up to 4 s. */
        public static Config defaults() {
            return new Config(MAX_WINDOW, MAX_WINDOW, 250, 4_000, 50, 250, 4_000);
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    /** What goes over the network. {@code a} is the incarnation of who opened the exchange, {@code b} of who answers. */
    public sealed interface Message<P> {}

    /** Here is incarnation {@code a}; who are you? */
    public record Hi<P>(long a) implements Message<P> {}

    /** Here is incarnation {@code b}, and I have heard of your {@code a}. */
    public record Ho<P>(long a, long b) implements Message<P> {}

    /** Payload number {@code n}, from 1, of the session of sender {@code a} and receiver {@code b}. */
    public record Data<P>(long a, long b, long n, boolean ordered, P payload) implements Message<P> {}

    /**
     * Everything below {@code n} of the session of sender {@code a} and receiver {@code b} was delivered; bit {@code i}
     * of {@code gaps}: number {@code n + 1 + i} has been received.
     */
    public record Ack<P>(long a, long b, long n, long gaps) implements Message<P> {}

    /** The ways in. */
    public sealed interface Input<P> {

        /** Time has come to {@code nowMillis}, on a clock of the host's choice that does not go back. */
        record Tick<P>(long nowMillis) implements Input<P> {}

        /** Sends a payload; the caller has seen {@link ArqLink#room} above 0. */
        record Submit<P>(P payload, boolean ordered) implements Input<P> {}

        /** A frame of the peer's has come. */
        record Received<P>(Message<P> message) implements Input<P> {}

        /** A datagram is about to leave for the peer: an acknowledgement that is owed joins it. */
        record Flush<P>() implements Input<P> {}
    }

    /** The ways out. */
    public interface Outbox<P> {

        /** Send this frame to the peer; it may be lost. */
        void send(Message<P> message);

        /** The peer's user submitted this. */
        void deliver(P payload, boolean ordered);

        /**
         * A session with this incarnation of the peer begins, the first one included. Of the session before, if any,
         * {@code lost} payloads submitted here were not acknowledged: the peer may have delivered them or not.
         */
        void reset(long peerIncarnation, int lost);
    }

    /** A payload of {@code buf}. */
    public record Buffered<P>(P v, boolean ordered) {}

    /** A payload of {@code held}. */
    public record Held<P>(long n, P v, boolean ordered) {}

    /** The spec's variables at this end, for both directions; {@code inc} and {@code ses} are one element each. */
    public record State<P>(long inc, long ses, long base, List<Buffered<P>> buf, List<Long> seen, long exp,
            List<Held<P>> held, boolean owed) {

        public State {
            buf = List.copyOf(buf);
            seen = List.copyOf(seen);
            held = List.copyOf(held);
        }
    }

    /**
     * What was dropped and repeated since this end started.
     *
     * @param stale frames of another session, or that say less than is known
     * @param duplicates payloads received again
     * @param beyondWindow payloads dropped because the receive window had no room
     * @param retransmissions payloads sent again
     * @param resets sessions begun
     * @param lost payloads that ended with their session
     */
    public record Counters(long stale, long duplicates, long beyondWindow, long retransmissions, long resets,
            long lost) {}

    private final Config config;
    private final int self;
    private final int peer;
    private final Observer observer;

    // The spec's variables.
    private final SendWindow<P> tx;
    private final ReceiveWindow<P> rx;
    private long inc;
    private long ses;
    private boolean owed;

    // Time: when to act, which no spec variable depends on.
    private final RoundTrip roundTrip;
    private long now;
    private long helloAt;
    private long helloAfter;
    private long ackAt;
    private long retransmitAt;
    private int unacked; // DATA since the last ACK
    private long greeted; // the latest life of the peer that was sent a frame for it

    private long stale;
    private long duplicates;
    private long beyondWindow;
    private long retransmissions;
    private long resets;
    private long lost;

    /**
     * @param self index of this member, for the observer
     * @param peer index of the other member, for the observer
     * @param incarnation of this end, at least 1, larger than any it had before, already durable
     */
    public ArqLink(Config config, int self, int peer, long incarnation, Observer observer) {
        if (incarnation < 1) {
            throw new IllegalArgumentException("incarnation " + incarnation + " is not positive");
        }
        this.config = config;
        this.self = self;
        this.peer = peer;
        this.observer = observer;
        tx = new SendWindow<>(config.sendWindow());
        rx = new ReceiveWindow<>(config.receiveWindow());
        inc = incarnation;
        roundTrip = new RoundTrip(config.retransmitAfterMillis(), config.maxRetransmitAfterMillis(),
                config.ackAfterMillis());
        helloAfter = config.helloAfterMillis();
    }

    /**
     * The only way in.
     *
     * @throws IllegalStateException on a Submit without {@link #room}
     * @throws SpecViolation when a frame shows that an incarnation was not durable, or something acknowledged was not
     *         sent
     */
    public void step(Input<P> input, Outbox<P> out) {
        switch (input) {
            case Input.Tick<P>(long nowMillis) -> tick(nowMillis, out);
            case Input.Submit<P>(P payload, boolean ordered) -> submit(payload, ordered, out);
            case Input.Received<P>(Message<P> message) -> received(message, out);
            case Input.Flush<P>() -> sendAck(out);
        }
    }

    /** How many payloads may be submitted now; 0 before the peer has been met. */
    public int room() {
        return ses == 0 ? 0 : tx.room();
    }

    /** When the next Tick is due; {@link Long#MAX_VALUE} when none is. */
    public long wakeAt() {
        long at = ses == 0 ? helloAt : Long.MAX_VALUE;
        if (owed) {
            at = Math.min(at, ackAt);
        }
        return tx.size() > 0 ? Math.min(at, retransmitAt) : at;
    }

    /** Whether nothing submitted awaits its acknowledgement and none is owed. */
    public boolean idle() {
        return tx.size() == 0 && !owed;
    }

    /** The peer's incarnation in this session, 0 before the first. */
    public long peerIncarnation() {
        return ses;
    }

    public Counters counters() {
        return new Counters(stale, duplicates, beyondWindow, retransmissions, resets, lost);
    }

    /** The state of the spec; deadlines are not part of it. */
    public State<P> snapshot() {
        return new State<>(inc, ses, tx.base(), tx.buf(), tx.seen(), rx.exp(), rx.held(), owed);
    }

    /** Continues from a state of the spec; what it awaits is awaited from now on. */
    public void restore(State<P> state) {
        inc = state.inc();
        ses = state.ses();
        tx.restore(state.base(), state.buf(), state.seen(), now);
        rx.restore(state.exp(), state.held());
        owed = state.owed();
        unacked = 0;
        ackAt = now + config.ackAfterMillis();
        retransmitAt = now + roundTrip.timeoutMillis();
    }

    private void tick(long nowMillis, Outbox<P> out) {
        now = Math.max(now, nowMillis);
        if (ses == 0 && now >= helloAt) {
            sayHi(out);
        }
        if (owed && now >= ackAt) {
            sendAck(out);
        }
        if (tx.size() > 0 && now >= retransmitAt) {
            roundTrip.backOff();
            retransmitAt = now + roundTrip.timeoutMillis();
            long highest = tx.highestUnseen();
            retransmit(tx.base(), out);
            if (highest > tx.base()) {
                retransmit(highest, out);
            }
        }
    }

    private void received(Message<P> message, Outbox<P> out) {
        boolean met = introduce(message, out);
        switch (message) {
            case Hi<P> hi -> handle(hi, out);
            case Ho<P> ho when !met -> stale++;
            case Ho<P> ho -> {
                if (greeted < ses) {
                    greet(out);
                }
            }
            case Data<P> data -> {
                boolean expected = rx.isEmpty() && rx.fresh(data.n()) && rx.fits(data.n());
                if (handle(data, out)) {
                    settle(expected, out);
                }
            }
            case Ack<P> ack -> {
                if (handle(ack, out)) {
                    recover(out);
                }
            }
        }
    }

    // ---------------------------------------------------------------- the actions of the specification, one by one

    /** The first thing that a frame may do: begin a session with the life of the peer that it is from. */
    boolean introduce(Message<P> message, Outbox<P> out) {
        return switch (message) {
            case Hi<P> hi -> false;
            case Ho<P>(long a, long b) -> forThisLife(a) && meet(b, out);
            case Data<P> data -> forThisLife(data.b()) && meet(data.a(), out);
            case Ack<P> ack -> forThisLife(ack.a()) && meet(ack.b(), out);
        };
    }

    /** What a frame does beyond that, in one action at most; whether it did something in this session. */
    boolean handle(Message<P> message, Outbox<P> out) {
        return switch (message) {
            case Hi<P>(long a) -> onHi(a, out);
            case Ho<P> ho -> false;
            case Data<P> data -> forThisLife(data.b()) ? onData(data, out) : onOldData(data, out);
            case Ack<P> ack -> onAck(ack);
        };
    }

    // spec: ArqLink.tla!ForThisLife
    private boolean forThisLife(long receiver) {
        SpecViolation.check(receiver <= inc, "NoFuture",
                () -> "incarnation " + inc + " is sent a frame for " + receiver + ": it was not durable");
        return receiver == inc;
    }

    // spec: ArqLink.tla!SayHi
    void sayHi(Outbox<P> out) {
        helloAt = now + helloAfter;
        helloAfter = Math.min(helloAfter * 2, config.maxHelloAfterMillis());
        observe("SayHi", inc, 0);
        out.send(new Hi<>(inc));
    }

    // spec: ArqLink.tla!OnHi
    private boolean onHi(long a, Outbox<P> out) {
        greeted = Math.max(greeted, a);
        observe("OnHi", a, 0);
        out.send(new Ho<>(a, inc));
        return false;
    }

    // spec: ArqLink.tla!Meet
    private boolean meet(long incarnation, Outbox<P> out) {
        if (incarnation <= ses) {
            return false;
        }
        ses = incarnation;
        int gone = tx.size();
        tx.clear();
        rx.clear();
        owed = false;
        unacked = 0;
        roundTrip.progress();
        helloAfter = config.helloAfterMillis();
        resets++;
        lost += gone;
        observe("Meet", incarnation, gone);
        out.reset(incarnation, gone);
        return true;
    }

    // spec: ArqLink.tla!Greet
    void greet(Outbox<P> out) {
        if (ses == 0) {
            return;
        }
        greeted = ses;
        observe("Greet", ses, 0);
        out.send(new Ho<>(ses, inc));
    }

    // spec: ArqLink.tla!Submit
    private void submit(P payload, boolean ordered, Outbox<P> out) {
        Objects.requireNonNull(payload, "payload");
        if (room() == 0) {
            throw new IllegalStateException(ses == 0 ? "no session yet" : "the window is full");
        }
        if (tx.size() == 0) {
            retransmitAt = now + roundTrip.timeoutMillis();
        }
        long n = tx.add(payload, ordered);
        tx.departed(n, now);
        greeted = ses;
        observe("Submit", n, ordered ? 1 : 0);
        out.send(new Data<>(inc, ses, n, ordered, payload));
    }

    // spec: ArqLink.tla!Retransmit
    void retransmit(long n, Outbox<P> out) {
        if (n < tx.base() || n >= tx.next() || tx.seen(n)) {
            return;
        }
        tx.departed(n, now);
        retransmissions++;
        observe("Retransmit", n, 0);
        out.send(new Data<>(inc, ses, n, tx.ordered(n), tx.payload(n)));
    }

    // spec: ArqLink.tla!OnAck
    private boolean onAck(Ack<P> ack) {
        if (!forThisLife(ack.a()) || ack.b() != ses || ack.n() < tx.base()) {
            stale++;
            return false;
        }
        long highest = ack.gaps() == 0 ? ack.n() - 1 : ack.n() + 64 - Long.numberOfLeadingZeros(ack.gaps());
        SpecViolation.check(highest < tx.next(), "AckIsTrue",
                () -> highest + " acknowledged, " + tx.next() + " not yet sent");
        boolean progress = ack.n() > tx.base();
        long measured = tx.acknowledge(ack.n(), ack.gaps(), now);
        if (measured >= 0) {
            roundTrip.measured(measured);
        }
        if (progress || measured >= 0) {
            roundTrip.progress();
            retransmitAt = now + roundTrip.timeoutMillis();
        }
        observe("OnAck", ack.n(), ack.gaps());
        return true;
    }

    /** Sends again what something that left later has overtaken. */
    private void recover(Outbox<P> out) {
        for (long n = tx.base(); n < tx.next(); n++) {
            if (tx.overtaken(n)) {
                retransmit(n, out);
            }
        }
    }

    // spec: ArqLink.tla!OnData
    private boolean onData(Data<P> data, Outbox<P> out) {
        if (data.a() != ses) {
            stale++;
            return false;
        }
        boolean fresh = rx.fresh(data.n());
        boolean kept = fresh && rx.fits(data.n());
        duplicates += fresh ? 0 : 1;
        beyondWindow += fresh && !kept ? 1 : 0;
        if (!owed) {
            owed = true;
            ackAt = now + config.ackAfterMillis();
        }
        unacked++;
        if (kept) {
            rx.hold(data.n(), data.payload(), data.ordered());
        }
        observe("OnData", data.n(), data.ordered() ? 1 : 0);
        if (kept && !data.ordered()) {
            out.deliver(data.payload(), false);
        }
        return true;
    }

    /** After a payload: what is in sequence is handed up, and what is {@code expected} can wait for its ACK. */
    private void settle(boolean expected, Outbox<P> out) {
        while (advance(out)) {
            // until a gap
        }
        boolean urgent = !expected || !rx.isEmpty() || config.ackAfterMillis() == 0;
        if (urgent || unacked >= (config.receiveWindow() + 1) / 2) {
            sendAck(out);
        }
    }

    // spec: ArqLink.tla!Advance
    boolean advance(Outbox<P> out) {
        if (!rx.ready()) {
            return false;
        }
        boolean ordered = rx.nextIsOrdered();
        observe("Advance", rx.exp(), 0);
        P payload = rx.take();
        if (ordered) {
            out.deliver(payload, true);
        }
        return true;
    }

    // spec: ArqLink.tla!SendAck
    void sendAck(Outbox<P> out) {
        if (!owed) {
            return;
        }
        owed = false;
        unacked = 0;
        greeted = ses;
        long gaps = rx.gaps();
        observe("SendAck", rx.exp(), gaps);
        out.send(new Ack<>(ses, inc, rx.exp(), gaps));
    }

    // spec: ArqLink.tla!OnOldData
    private boolean onOldData(Data<P> data, Outbox<P> out) {
        stale++;
        greeted = Math.max(greeted, data.a());
        observe("OnOldData", data.a(), data.b());
        out.send(new Ho<>(data.a(), inc));
        return false;
    }

    private void observe(String action, long x, long y) {
        observer.observe(MODULE, action, self, peer, x, y);
    }
}
