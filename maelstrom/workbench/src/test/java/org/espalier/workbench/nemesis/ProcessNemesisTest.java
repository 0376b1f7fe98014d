package org.espalier.workbench.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.espalier.checkers.history.Op;
import org.espalier.workbench.client.Recorder;
import org.junit.jupiter.api.Test;

/** Without processes: what the nemesis asks for, and what it tells. */
class ProcessNemesisTest {

    private static final List<String> FIVE = List.of("n0", "n1", "n2", "n3", "n4");

    private final Recorder recorder = new Recorder(System::nanoTime);
    private final List<String> log = new ArrayList<>();
    private final Chronicle chronicle = new Chronicle(recorder, log::add);
    private final Pretence nodes = new Pretence();

    /** Nodes that know only which of them run. */
    private static final class Pretence implements Nodes {

        private final Set<String> dead = new HashSet<>();
        private final Set<String> paused = new HashSet<>();
        private final Set<String> slowed = new HashSet<>();
        private int deeds;

        private Map<String, String> each(List<String> names, Set<String> set, boolean into, String word) {
            deeds++;
            Map<String, String> done = new LinkedHashMap<>();
            names.forEach(n -> done.put(n, (into ? set.add(n) : set.remove(n)) ? word : "already-running"));
            return done;
        }

        @Override
        public Map<String, String> kill(List<String> names) {
            paused.removeAll(names);
            return each(names, dead, true, "killed");
        }

        @Override
        public Map<String, String> start(List<String> names) {
            return each(names, dead, false, "started");
        }

        @Override
        public Map<String, String> pause(List<String> names) {
            return each(names, paused, true, "paused");
        }

        @Override
        public Map<String, String> resume(List<String> names) {
            return each(names, paused, false, "resumed");
        }

        @Override
        public Map<String, String> slow(List<String> names) {
            return each(names, slowed, true, "slowed");
        }

        @Override
        public Map<String, String> fullSpeed(List<String> names) {
            return each(names, slowed, false, "at-full-speed");
        }
    }

    private ProcessNemesis nemesis(Set<FaultKind> kinds, Optional<Targets> targets, long seed) {
        return new ProcessNemesis(Duration.ofSeconds(1), kinds, targets, FIVE, nodes, chronicle, new Random(seed));
    }

    private List<String> story(long seed) throws InterruptedException {
        ProcessNemesis nemesis = nemesis(EnumSet.of(FaultKind.KILL, FaultKind.PAUSE, FaultKind.SLOW),
                Optional.empty(), seed);
        int before = log.size();
        for (int i = 0; i < 40; i++) {
            nemesis.turn();
        }
        nemesis.mendAll();
        return List.copyOf(log.subList(before, log.size()));
    }

    @Test
    void killsPausesAndSlowness_takeTurns_andInTheEndEveryoneRuns() throws InterruptedException {
        List<String> story = story(3);
        assertThat(story).anyMatch(l -> l.startsWith("killed")).anyMatch(l -> l.startsWith("started"))
                .anyMatch(l -> l.startsWith("paused")).anyMatch(l -> l.startsWith("resumed"))
                .anyMatch(l -> l.startsWith("slowed")).anyMatch(l -> l.startsWith("at-full-speed"));
        assertThat(nodes.dead).isEmpty();
        assertThat(nodes.paused).isEmpty();
        assertThat(nodes.slowed).isEmpty();
        assertThat(chronicle.spans()).isNotEmpty().allMatch(s -> s.to() < Long.MAX_VALUE && !s.nodes().isEmpty());
    }

    @Test
    void seed_fixesTheStory() throws InterruptedException {
        assertThat(story(5)).isEqualTo(story(5)).isNotEqualTo(story(6));
    }

    @Test
    void history_hasTheNodesAsJepsenWritesThem() throws InterruptedException {
        ProcessNemesis nemesis = nemesis(EnumSet.of(FaultKind.KILL), Optional.of(Targets.MINORITY), 1);
        nemesis.turn();
        Set<String> victims = Set.copyOf(nodes.dead);
        nemesis.turn();
        assertThat(recorder.ops()).extracting(Op::f).containsExactly("kill", "kill", "start", "start");
        assertThat(recorder.ops()).allMatch(op -> !op.isClient() && op.type() == Op.Type.INFO);
        assertThat(recorder.ops().get(0).value()).isEqualTo("minority");
        assertThat(recorder.ops().get(1).value()).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys((Object[]) victims.toArray(new String[0])).containsValue("killed");
        assertThat(recorder.ops().get(2).value()).isEqualTo("all");
        assertThat(recorder.ops().get(3).value()).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .hasSize(5).containsValues("started", "already-running");
        assertThat(chronicle.spans()).singleElement().satisfies(s -> {
            assertThat(s.nodes()).isEqualTo(victims);
            assertThat(s.from()).isBetween(recorder.ops().get(0).time(), recorder.ops().get(1).time());
            assertThat(s.to()).isBetween(recorder.ops().get(2).time(), recorder.ops().get(3).time());
        });
    }

    @Test
    void stop_mendsWhateverWasBroken_withoutWaitingForTheNextTurn() throws InterruptedException {
        ProcessNemesis nemesis = new ProcessNemesis(Duration.ofDays(1), EnumSet.of(FaultKind.PAUSE),
                Optional.of(Targets.ALL), FIVE, nodes, chronicle, new Random(1));
        nemesis.turn();
        nemesis.start();
        nemesis.stop();
        assertThat(nodes.deeds).isEqualTo(2);
        assertThat(nodes.paused).isEmpty();
        assertThat(log).containsExactly("paused n0 n1 n2 n3 n4", "resumed n0 n1 n2 n3 n4");
    }

    @Test
    void nemesisThatBreaksDown_isTold_forARunWithoutFaultsShowsNothing() throws InterruptedException {
        CountDownLatch struck = new CountDownLatch(1);
        AtomicBoolean mended = new AtomicBoolean();
        Nemesis nemesis = new Nemesis("broken nemesis", Duration.ofDays(1), true, chronicle, new Random(1)) {
            @Override
            void turn() {
                struck.countDown();
                throw new IllegalArgumentException("no node n9");
            }

            @Override
            void mendAll() {
                mended.set(true);
            }
        };
        ProcessNemesis other = new ProcessNemesis(Duration.ofDays(1), EnumSet.of(FaultKind.PAUSE),
                Optional.of(Targets.ALL), FIVE, nodes, chronicle, new Random(1));
        other.turn();
        nemesis.start();
        other.start();
        struck.await();
        assertThatIllegalStateException().isThrownBy(() -> Nemesis.stopAll(List.of(nemesis, other)))
                .withMessageContaining("broken nemesis").withMessageContaining("no node n9");
        assertThat(mended).isTrue();
        assertThat(nodes.paused).as("the other one is stopped, too").isEmpty();
    }
}
