package org.espalier.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.Observer;
import org.espalier.core.link.Detector.Input;
import org.junit.jupiter.api.Test;

class DetectorTest {

    private final List<String> seen = new ArrayList<>();
    private final Detector detector = new Detector(new Detector.Config(3, 100, 400, 1_000, 3_000), 0,
            (module, action, self, peer, x, y) -> seen.add(action + " " + peer + " " + x));
    private final List<String> said = new ArrayList<>();
    private final Detector.Outbox out = new Detector.Outbox() {
        @Override
        public void suspect(int peer) {
            said.add("suspect " + peer);
        }

        @Override
        public void trust(int peer) {
            said.add("trust " + peer);
        }
    };

    @Test
    void silence_ofAWatchedPeer_isSuspectedInTime() {
        tick(10);
        step(new Input.Watch(1));
        assertThat(detector.wakeAt()).isEqualTo(110);
        tick(109);
        assertThat(said).isEmpty();
        tick(110);
        assertThat(said).containsExactly("suspect 1");
        assertThat(detector.suspects(1)).isTrue();
    }

    @Test
    void aHost_suspectsWithoutAReason_andThePeerIsTrustedAsUsual() {
        tick(10);
        step(new Input.Suspect(1)); // which nobody watches
        step(new Input.Suspect(1));
        assertThat(said).containsExactly("suspect 1");
        assertThat(detector.suspects(1)).isTrue();
        assertThat(detector.wakeAt()).as("it lapses").isEqualTo(1_010);
        tick(1_010);
        assertThat(said).containsExactly("suspect 1", "trust 1");
        step(new Input.Suspect(2));
        step(new Input.Heard(2));
        assertThat(said).endsWith("suspect 2", "trust 2");
        assertThat(detector.falseSuspicions()).isEqualTo(1);
        assertThat(seen).containsExactly("Suspect 1 100", "Trust 1 100", "Suspect 2 100", "Trust 2 200");
    }

    @Test
    void observer_seesEverySuspicionAndItsEndOnce() {
        step(new Input.Watch(1));
        tick(100);
        tick(101);
        step(new Input.Heard(1));
        assertThat(seen).containsExactly("Suspect 1 100", "Trust 1 200");
    }

    @Test
    void restored_detector_goesOnWhereTheOtherWas() {
        step(new Input.Watch(1));
        step(new Input.Watch(2));
        tick(60);
        step(new Input.Heard(2));
        tick(100);
        Detector other = new Detector(new Detector.Config(3, 100, 400, 1_000, 3_000), 0, Observer.NONE);
        other.restore(detector.snapshot());
        assertThat(other.snapshot()).isEqualTo(detector.snapshot());
        assertThat(other.suspects(1)).isTrue();
        assertThat(other.wakeAt()).isEqualTo(detector.wakeAt()).isEqualTo(160);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.restore(new Detector.State(0, List.of())));
    }

    @Test
    void silence_ofOthers_isNot() {
        step(new Input.Watch(1));
        step(new Input.Unwatch(1));
        assertThat(detector.wakeAt()).isEqualTo(Long.MAX_VALUE);
        tick(10_000);
        assertThat(said).isEmpty();
    }

    @Test
    void watch_again_doesNotPutTheTimeoutOff() {
        step(new Input.Watch(1));
        tick(60);
        step(new Input.Watch(1));
        assertThat(detector.wakeAt()).isEqualTo(100);
    }

    @Test
    void heard_putsTheTimeoutOff() {
        step(new Input.Watch(1));
        tick(60);
        step(new Input.Heard(1));
        assertThat(detector.wakeAt()).isEqualTo(160);
    }

    @Test
    void heard_whileSuspected_withdrawsAndDoublesTheTimeoutUpToTheCap() {
        step(new Input.Watch(1));
        List<Long> waits = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 4; i++) {
            waits.add(detector.wakeAt() - now);
            now = detector.wakeAt();
            tick(now);
            step(new Input.Heard(1));
        }
        assertThat(waits).containsExactly(100L, 200L, 400L, 400L);
        assertThat(said).containsExactly("suspect 1", "trust 1", "suspect 1", "trust 1", "suspect 1", "trust 1",
                "suspect 1", "trust 1");
        assertThat(detector.falseSuspicions()).isEqualTo(4);
    }

    @Test
    void suspicion_lapsesAfterATimeThatDoublesUpToTheCap() {
        step(new Input.Watch(1));
        List<Long> lapses = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 4; i++) {
            now = detector.wakeAt();
            tick(now);
            lapses.add(detector.wakeAt() - now);
            now = detector.wakeAt();
            tick(now);
        }
        assertThat(lapses).containsExactly(1_000L, 2_000L, 3_000L, 3_000L);
        assertThat(detector.falseSuspicions()).isZero();
        tick(detector.wakeAt());
        step(new Input.Heard(1));
        tick(detector.wakeAt());
        assertThat(detector.wakeAt() - (now + 100 + 200)).as("a refuted suspicion starts over").isEqualTo(1_000);
    }

    @Test
    void suspicion_outlivesUnwatchAndLapses() {
        step(new Input.Watch(1));
        tick(100);
        step(new Input.Unwatch(1));
        assertThat(detector.suspects(1)).isTrue();
        assertThat(detector.wakeAt()).isEqualTo(1_100);
        tick(1_100);
        assertThat(said).containsExactly("suspect 1", "trust 1");
        assertThat(detector.wakeAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void watch_ofASuspect_waitsForTheSuspicionToLapse() {
        step(new Input.Watch(1));
        tick(100);
        step(new Input.Unwatch(1));
        step(new Input.Watch(1));
        tick(1_100);
        assertThat(said).containsExactly("suspect 1", "trust 1");
        assertThat(detector.wakeAt()).isEqualTo(1_200);
    }

    @Test
    void config_outOfBounds_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Detector.Config(0, 1, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Detector.Config(1, 2, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Detector.Config(1, 1, 1, 2, 1));
    }

    private void tick(long now) {
        step(new Input.Tick(now));
    }

    private void step(Input input) {
        detector.step(input, out);
    }
}
