package org.espalier.core.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.espalier.core.Observer;

/**
 * An eventually perfect failure detector over the peers that somebody watches (Chandra and Toueg, "Unreliable Failure
 * Detectors for Reliable Distributed Systems", 1996).
 *
 * <p>A watched peer that is not heard for its timeout is suspected. When a suspected peer is heard the suspicion was
 * false: it is withdrawn and the peer's timeout doubles, up to a cap, so that a live peer whose delay is below the cap
 * is falsely suspected only finitely often.
 *
 * <p>A suspicion also lapses by itself, after a time that doubles with each suspicion in a row: who is suspected is not
 * polled, and a peer that nobody polls could not be heard to be back. So a dead peer is suspected most of the time
 * rather than for ever; the specifications allow any suspicion at any time, and progress is only slower for it. So a host
 * may suspect a peer for a reason of its own, too ({@link Input.Suspect}), or for none.
 *
 * <p>A suspicion outlives {@link Input.Unwatch}, because giving up a suspected peer is what its watcher does next. One
 * thread at a time; the outbox must not re-enter.
 */
public final class Detector {

    /**
     * Delays.
     *
     * @param members how many members there are: peers are 0 to members - 1
     * @param suspectAfterMillis first timeout of a peer
     * @param maxSuspectAfterMillis cap of the timeout, which doubles with each false suspicion
     * @param probeAfterMillis after how long a first suspicion lapses
     * @param maxProbeAfterMillis cap of that time, which doubles with each suspicion in a row
     */
    public record Config(int members, long suspectAfterMillis, long maxSuspectAfterMillis, long probeAfterMillis,
            long maxProbeAfterMillis) {

        public Config {
            require(members >= 1, "members is not positive");
            require(suspectAfterMillis >= 1, "suspectAfterMillis is not positive");
            require(maxSuspectAfterMillis >= suspectAfterMillis, "maxSuspectAfterMillis is below suspectAfterMillis");
            require(probeAfterMillis >= 1, "probeAfterMillis is not positive");
            require(maxProbeAfterMillis >= probeAfterMillis, "maxProbeAfterMillis is below probeAfterMillis");
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }

    /** The ways in. */
    public sealed interface Input {

        /** Time has come to {@code nowMillis}, on a clock of the host's choice that does not go back. */
        record Tick(long nowMillis) implements Input {}

        /** From now on the peer ought to be heard. */
        record Watch(int peer) implements Input {}

        /** The peer is no longer expected to be heard. */
        record Unwatch(int peer) implements Input {}

        /** Something came from the peer. */
        record Heard(int peer) implements Input {}

        /** The host suspects the peer, watched or not. It is trusted again like one that was silent for too long. */
        record Suspect(int peer) implements Input {}
    }

    /** The ways out. For each peer, suspect and trust alternate, beginning with suspect. */
    public interface Outbox {

        /** The peer may have failed. */
        void suspect(int peer);

        /** The peer is alive, or worth another try. */
        void trust(int peer);
    }

    /**
     * What is known of one peer.
     *
     * @param due when the suspicion lapses if the peer is suspected, else when it begins if the peer is watched
     * @param suspectAfter the peer's timeout now, in milliseconds
     * @param probeAfter after how many milliseconds the next suspicion lapses
     */
    public record Watch(boolean watched, boolean suspected, long due, long suspectAfter, long probeAfter) {}

    /** All that this detector is at one moment; {@code peers} by index. */
    public record State(long now, List<Watch> peers) {
        public State {
            peers = List.copyOf(peers);
        }
    }

    private static final String MODULE = "Detector";

    private final Config config;
    private final int self;
    private final Observer observer;
    private final boolean[] watched;
    private final boolean[] suspected;
    private final long[] due; // suspected: when the suspicion lapses; else, if watched: when it begins
    private final long[] suspectAfter;
    private final long[] probeAfter;
    private long now;
    private long falseSuspicions;

    /**
     * @param self index of this member, for the observer
     * @param observer sees {@code Suspect} and {@code Trust}; {@code x} is the timeout of the peer from then on
     */
    public Detector(Config config, int self, Observer observer) {
        this.config = config;
        this.self = self;
        this.observer = observer;
        int n = config.members();
        watched = new boolean[n];
        suspected = new boolean[n];
        due = new long[n];
        suspectAfter = new long[n];
        probeAfter = new long[n];
        Arrays.fill(suspectAfter, config.suspectAfterMillis());
        Arrays.fill(probeAfter, config.probeAfterMillis());
    }

    /** The only way in. */
    public void step(Input input, Outbox out) {
        switch (input) {
            case Input.Tick(long nowMillis) -> tick(nowMillis, out);
            case Input.Watch(int peer) -> watch(peer);
            case Input.Unwatch(int peer) -> watched[peer] = false;
            case Input.Heard(int peer) -> heard(peer, out);
            case Input.Suspect(int peer) -> suspect(peer, out);
        }
    }

    /** When the next Tick is due; {@link Long#MAX_VALUE} when none is. */
    public long wakeAt() {
        long at = Long.MAX_VALUE;
        for (int p = 0; p < due.length; p++) {
            if (watched[p] || suspected[p]) {
                at = Math.min(at, due[p]);
            }
        }
        return at;
    }

    public boolean suspects(int peer) {
        return suspected[peer];
    }

    public boolean watches(int peer) {
        return watched[peer];
    }

    /** How many suspicions a peer has refuted by being heard. */
    public long falseSuspicions() {
        return falseSuspicions;
    }

    /** All that this detector is now; a copy. */
    public State snapshot() {
        List<Watch> peers = new ArrayList<>(due.length);
        for (int p = 0; p < due.length; p++) {
            peers.add(new Watch(watched[p], suspected[p], due[p], suspectAfter[p], probeAfter[p]));
        }
        return new State(now, peers);
    }

    /**
     * Becomes what {@code state} says, without a word to the outbox.
     *
     * @throws IllegalArgumentException when the state is one of a group of another size
     */
    public void restore(State state) {
        if (state.peers().size() != due.length) {
            throw new IllegalArgumentException("a state of " + state.peers().size() + " members, not " + due.length);
        }
        now = state.now();
        for (int p = 0; p < due.length; p++) {
            Watch peer = state.peers().get(p);
            watched[p] = peer.watched();
            suspected[p] = peer.suspected();
            due[p] = peer.due();
            suspectAfter[p] = peer.suspectAfter();
            probeAfter[p] = peer.probeAfter();
        }
    }

    private void watch(int peer) {
        if (!watched[peer]) {
            watched[peer] = true;
            if (!suspected[peer]) {
                due[peer] = now + suspectAfter[peer];
            }
        }
    }

    private void heard(int peer, Outbox out) {
        boolean refuted = suspected[peer];
        probeAfter[peer] = config.probeAfterMillis();
        if (refuted) {
            falseSuspicions++;
            suspected[peer] = false;
            suspectAfter[peer] = Math.min(suspectAfter[peer] * 2, config.maxSuspectAfterMillis());
        }
        due[peer] = now + suspectAfter[peer];
        if (refuted) {
            trust(peer, out);
        }
    }

    private void tick(long nowMillis, Outbox out) {
        now = Math.max(now, nowMillis);
        for (int p = 0; p < due.length; p++) {
            if (suspected[p] && now >= due[p]) {
                suspected[p] = false;
                due[p] = now + suspectAfter[p];
                trust(p, out);
            } else if (!suspected[p] && watched[p] && now >= due[p]) {
                suspect(p, out);
            }
        }
    }

    private void suspect(int peer, Outbox out) {
        if (suspected[peer]) {
            return;
        }
        suspected[peer] = true;
        due[peer] = now + probeAfter[peer];
        probeAfter[peer] = Math.min(probeAfter[peer] * 2, config.maxProbeAfterMillis());
        observer.observe(MODULE, "Suspect", self, peer, suspectAfter[peer], 0);
        out.suspect(peer);
    }

    private void trust(int peer, Outbox out) {
        observer.observe(MODULE, "Trust", self, peer, suspectAfter[peer], 0);
        out.trust(peer);
    }
}
