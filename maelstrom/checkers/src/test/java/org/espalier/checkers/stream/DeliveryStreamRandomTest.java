package org.espalier.checkers.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.DeliveryHistory;
import org.espalier.checkers.delivery.DeliveryProperties;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.delivery.UniformAgreement;
import org.junit.jupiter.api.Test;

/**
 * Random histories, most of them with a mistake: the stream agrees with the checkers of whole histories, which follow another
 * algorithm, and view synchrony with its definition.
 */
class DeliveryStreamRandomTest {

    private static final int SEEDS = 6000;
    private static final EnumSet<Order> ALL = EnumSet.allOf(Order.class);

    @Test
    void theStreamAgreesWithTheCheckersOfWholeHistories() {
        Map<String, Integer> violated = new TreeMap<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int nodes = 2 + random.nextInt(3);
            List<String> names = new ArrayList<>();
            for (int p = 0; p < nodes; p++) {
                names.add("n" + p);
            }
            DeliveryStream stream = new DeliveryStream(names, ALL);
            DeliveryHistory.Builder whole = DeliveryHistory.of(names);
            List<Integer> sent = new ArrayList<>();
            double wild = random.nextBoolean() ? 0 : random.nextDouble() * 0.3;
            int steps = random.nextInt(30);
            int[] next = new int[nodes];
            for (int i = 0; i < steps; i++) {
                int p = random.nextInt(nodes);
                if (random.nextInt(3) == 0) {
                    int m = whole.message(sent.size());
                    whole.asked(p, m).acked(m);
                    stream.multicast(names.get(p), sent.size(), null);
                    sent.add(m);
                } else if (!sent.isEmpty()) {
                    int m = random.nextDouble() < wild ? random.nextInt(sent.size()) : next[p]++;
                    if (m < sent.size() && stream.isLive(m)) {
                        whole.delivered(p, sent.get(m)).observed(p);
                        stream.deliver(names.get(p), m, null);
                    }
                }
            }
            if (random.nextBoolean()) { // and all deliver the rest
                for (int p = 0; p < nodes; p++) {
                    for (; next[p] < sent.size(); next[p]++) {
                        if (stream.isLive(next[p])) {
                            whole.delivered(p, sent.get(next[p])).observed(p);
                            stream.deliver(names.get(p), next[p], null);
                        }
                    }
                }
            }
            for (int p = 0; p < nodes; p++) {
                whole.settled(p);
            }
            stream.end();
            DeliveryHistory history = whole.build();
            if (history.deliveries() == 0) {
                continue;
            }
            Results streamed = stream.result();
            Results expected = DeliveryProperties.check(history, ALL);
            for (String property : expected.parts().keySet()) {
                Verdict verdict = streamed.part(property).verdict();
                assertThat(verdict).as("%s, seed %d", property, seed).isEqualTo(expected.part(property).verdict());
                violated.merge(property, verdict == Verdict.INVALID ? 1 : 0, Integer::sum);
            }
            assertThat(streamed.part("Convergence").verdict()).as("Convergence, seed %d", seed)
                    .isEqualTo(Convergence.check(history).verdict());
            // the whole-history checker counts an acknowledgement as a promise; nobody crashes here, so it is Convergence
            assertThat(streamed.part("Convergence").verdict()).as("UniformAgreement, seed %d", seed)
                    .isEqualTo(UniformAgreement.check(history).verdict());
        }
        violated.remove("NoCreation"); // nothing is made up here
        assertThat(violated.values()).as("how often each was violated: %s", violated).allMatch(n -> n > 100);
    }

    /** What a member delivered in a view before it went on to another. */
    private record Stay(int view, int next, Set<Integer> delivered) {}

    @Test
    void viewSynchronyMeansItsDefinition() {
        int bad = 0;
        int good = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<String> names = List.of("p", "q", "r");
            DeliveryStream stream = new DeliveryStream(names, Set.of());
            int[] view = new int[3];
            List<Set<Integer>> current = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
            List<Set<Integer>> ever = List.of(new HashSet<>(), new HashSet<>(), new HashSet<>());
            List<Stay> stays = new ArrayList<>();
            for (int p = 0; p < 3; p++) {
                stream.view(names.get(p), 0, names);
            }
            int messages = 0;
            boolean crashed = false;
            for (int i = 0; i < 40; i++) {
                int p = random.nextInt(crashed ? 2 : 3);
                int what = random.nextInt(20);
                if (what < 5) {
                    stream.multicast(names.get(p), messages++, null);
                } else if (what < 16) {
                    int m = messages == 0 ? 0 : random.nextInt(messages);
                    if (stream.isLive(m) && ever.get(p).add(m)) {
                        stream.deliver(names.get(p), m, null);
                        current.get(p).add(m);
                    }
                } else if (what < 19) {
                    int next = view[p] + 1 + (random.nextInt(6) == 0 ? 1 : 0);
                    stays.add(new Stay(view[p], next, Set.copyOf(current.get(p))));
                    current.get(p).clear();
                    view[p] = next;
                    stream.view(names.get(p), next, names);
                } else if (random.nextInt(4) == 0 && !crashed) {
                    crashed = true;
                    stream.crash("r");
                }
            }
            boolean holds = true;
            for (Stay a : stays) {
                for (Stay b : stays) {
                    holds &= a.view() != b.view() || a.next() != b.next() || a.delivered().equals(b.delivered());
                }
            }
            Verdict verdict = stream.result().part("ViewSynchrony").verdict();
            assertThat(verdict != Verdict.INVALID).as("seed %d: %s", seed, stays).isEqualTo(holds);
            good += holds ? 1 : 0;
            bad += holds ? 0 : 1;
        }
        assertThat(good).isGreaterThan(100);
        assertThat(bad).isGreaterThan(100);
    }
}
