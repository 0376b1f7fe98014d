package org.espalier.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.espalier.checkers.properties.Choices;
import org.espalier.core.Observer;
import org.espalier.core.link.Detector.Input;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a detector promises of each peer, through any inputs at any times: alternation, patience, completeness. */
class DetectorProperties {

    private static final int MEMBERS = 3;
    private static final Detector.Config CONFIG = new Detector.Config(MEMBERS, 100, 800, 300, 1_200);
    private static final Observer NOBODY = (module, action, self, peer, x, y) -> {};

    /** What is remembered of a peer, in the simplest way. */
    private static final class Peer {

        boolean watched;
        boolean suspected;
        /** Since when it is watched, heard or trusted, whichever was last. */
        long quietSince;
        long suspectedSince;
        int refuted;
    }

    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void eachPeer_isSuspectedAfterSilence_andTrustedAgain(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        Detector detector = new Detector(CONFIG, 0, NOBODY);
        Peer[] peers = {new Peer(), new Peer(), new Peer()};
        long now = 0;
        while (choices.hasNext()) {
            Peer peer = peers[choices.among(MEMBERS)];
            int index = List.of(peers).indexOf(peer);
            switch (choices.among(6)) {
                case 0 -> {
                    if (!peer.watched && !peer.suspected) {
                        peer.quietSince = now;
                    }
                    peer.watched = true;
                    step(detector, new Input.Watch(index), peers, now);
                }
                case 1 -> {
                    peer.watched = false;
                    step(detector, new Input.Unwatch(index), peers, now);
                }
                case 2 -> {
                    boolean before = peer.suspected;
                    step(detector, new Input.Heard(index), peers, now);
                    assertThat(peer.suspected).as("a peer that is heard").isFalse();
                    peer.refuted += before ? 1 : 0;
                    peer.quietSince = now;
                }
                case 3 -> {
                    step(detector, new Input.Suspect(index), peers, now);
                    assertThat(peer.suspected).as("a peer that the host suspects").isTrue();
                }
                default -> {
                    now += 1 + choices.among(400);
                    tick(detector, peers, now);
                }
            }
            for (int p = 0; p < MEMBERS; p++) {
                assertThat(detector.suspects(p)).isEqualTo(peers[p].suspected);
                assertThat(detector.watches(p)).isEqualTo(peers[p].watched);
            }
            assertThat(detector.falseSuspicions()).isEqualTo(
                    List.of(peers).stream().mapToLong(p -> p.refuted).sum());
        }
    }

    private static long timeout(Peer peer) {
        return Math.min(CONFIG.suspectAfterMillis() << Math.min(peer.refuted, 10), CONFIG.maxSuspectAfterMillis());
    }

    private static void tick(Detector detector, Peer[] peers, long now) {
        boolean due = detector.wakeAt() <= now;
        boolean[] before = new boolean[MEMBERS];
        for (int p = 0; p < MEMBERS; p++) {
            before[p] = peers[p].suspected;
        }
        boolean said = step(detector, new Input.Tick(now), peers, now);
        assertThat(said).as("something is said exactly when the detector asked to be woken").isEqualTo(due);
        for (int p = 0; p < MEMBERS; p++) {
            Peer peer = peers[p];
            long quiet = now - peer.quietSince;
            if (!before[p]) {
                assertThat(peer.suspected).as("peer %d, silent for %d ms of %d", p, quiet, timeout(peer))
                        .isEqualTo(peer.watched && quiet >= timeout(peer));
            } else if (!peer.suspected) {
                assertThat(now - peer.suspectedSince).as("a suspicion lasts").isGreaterThanOrEqualTo(
                        CONFIG.probeAfterMillis());
                peer.quietSince = now;
            } else {
                assertThat(now - peer.suspectedSince).as("a suspicion lapses").isLessThan(
                        CONFIG.maxProbeAfterMillis());
            }
        }
    }

    /** Whether anything was said. */
    private static boolean step(Detector detector, Input input, Peer[] peers, long now) {
        List<Integer> said = new ArrayList<>();
        detector.step(input, new Detector.Outbox() {
            @Override
            public void suspect(int peer) {
                assertThat(peers[peer].suspected).as("suspect and trust alternate").isFalse();
                peers[peer].suspected = true;
                peers[peer].suspectedSince = now;
                said.add(peer);
            }

            @Override
            public void trust(int peer) {
                assertThat(peers[peer].suspected).as("suspect and trust alternate").isTrue();
                peers[peer].suspected = false;
                said.add(peer);
            }
        });
        return !said.isEmpty();
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Choices.upTo(200);
    }
}
