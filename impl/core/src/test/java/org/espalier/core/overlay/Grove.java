package org.espalier.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

import org.espalier.core.Observer;

/**
 * A whole overlay in virtual time: members, a network that loses, repeats and reorders, and an oracle for suspicion. One
 * seed, one run. Frames know nothing of lives: those of a former one arrive like any other.
 */
final class Grove {

    private record Flight(long at, long order, int from, int to, Tree.Message message) {}

    final int n;
    final Tree.Config config;
    final Heap heap;
    final Map<String, Integer> actions = new HashMap<>();
    int restarts;
    long now;
    double loss;
    double duplication;
    int maxDelayMillis = 100;

    private final Random random;
    private final Tree[] trees;
    private final Recorder[] outs;
    private final long[] lives;
    private final int[] fragment;
    private final boolean[][] suspects;
    private final PriorityQueue<Flight> network = new PriorityQueue<>(
            (a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.order, b.order));
    private long order;

    Grove(Tree.Config config, Random random) {
        this.n = config.members();
        this.config = config;
        this.heap = new Heap(n, config.arity());
        this.random = random;
        trees = new Tree[n];
        outs = new Recorder[n];
        lives = new long[n];
        fragment = new int[n];
        suspects = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            start(i);
        }
    }

    // ---- faults

    private void start(int i) {
        lives[i]++;
        Observer counting = (module, action, self, peer, x, y) -> actions.merge(
                action + (action.equals("OnAttach") && y >= 0 ? " evicts" : "")
                        + (action.equals("OnBusy") && y >= 0 ? " redirects" : ""),
                1, Integer::sum);
        trees[i] = new Tree(config, i, lives[i], counting);
        outs[i] = new Recorder();
        suspects[i] = new boolean[n];
    }

    void restart(int i) {
        restarts++;
        start(i);
    }

    void suspect(int i, int j, boolean suspected) {
        if (i != j && suspects[i][j] != suspected) {
            suspects[i][j] = suspected;
            step(i, suspected ? new Tree.Input.Suspect(j) : new Tree.Input.Trust(j));
        }
    }

    /** Frames pass only inside a fragment from now on. */
    void partition(int fragments) {
        for (int i = 0; i < n; i++) {
            fragment[i] = random.nextInt(fragments);
        }
    }

    /** From now on suspicion is the truth. */
    void suspectTheTruth() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                suspect(i, j, fragment[i] != fragment[j]);
            }
        }
    }

    boolean healed() {
        return Arrays.stream(fragment).distinct().count() == 1;
    }

    // ---- time

    /** Lets {@code millis} pass: frames arrive, timers run out. */
    void run(long millis) {
        long end = now + millis;
        while (true) {
            long next = network.isEmpty() ? Long.MAX_VALUE : network.peek().at;
            for (Tree tree : trees) {
                next = Math.min(next, Math.max(now, tree.wakeAt()));
            }
            if (next > end) {
                break;
            }
            now = next;
            for (int i = 0; i < n; i++) {
                if (trees[i].wakeAt() <= now) {
                    step(i, new Tree.Input.Tick(now));
                }
            }
            while (!network.isEmpty() && network.peek().at <= now) {
                arrive(network.remove());
            }
        }
        now = end;
    }

    private void arrive(Flight flight) {
        if (fragment[flight.from] == fragment[flight.to]) {
            step(flight.to, new Tree.Input.Tick(now));
            step(flight.to, new Tree.Input.Received(flight.from, flight.message));
        }
    }

    private void step(int i, Tree.Input input) {
        trees[i].step(input, outs[i]);
        for (Recorder.Sent sent : outs[i].takeSent()) {
            if (random.nextDouble() >= loss) {
                fly(i, sent);
            }
            if (random.nextDouble() < duplication) {
                fly(i, sent);
            }
        }
        checkMember(i);
    }

    private void fly(int from, Recorder.Sent sent) {
        network.add(new Flight(now + random.nextInt(maxDelayMillis) + 1, order++, from, sent.to(), sent.message()));
    }

    // ---- properties, under the names of Tree.tla

    private void checkMember(int i) {
        Tree.State state = trees[i].snapshot();
        assertThat(state.par()).as("ParentBelow of %d", i).isLessThan(i);
        assertThat(state.cand()).as("ParentBelow of %d", i).isLessThan(i);
        assertThat(state.kids()).as("DegreeBound of %d", i).hasSizeLessThanOrEqualTo(config.maxKids())
                .allMatch(j -> j > i).isSorted();
        List<Integer> around = new ArrayList<>(state.kids());
        if (state.par() >= 0) {
            around.add(0, state.par());
            long seen = trees[state.par()].snapshot().seen().get(i);
            assertThat(seen == state.pv() || (restarts > 0 && seen < state.pv())).as("Vouched for %d", i).isTrue();
        }
        assertThat(outs[i].edges).as("edges told by %d", i).containsExactlyElementsOf(around);
        if (state.cand() >= 0) {
            around.add(state.cand());
            around.sort(null);
        }
        assertThat(outs[i].watched).as("watched by %d", i).containsExactlyElementsOf(around);
        assertThat(state.pv()).as("Fresh at %d", i).isLessThan(state.ver());
    }

    /** Home and OneTree in every fragment, and the heap when healed: what of it does not hold. */
    Optional<String> disorder() {
        for (int i = 0; i < n; i++) {
            int self = i;
            int best = heap.best(i, j -> fragment[j] != fragment[self]);
            int parent = trees[i].parent();
            if (parent == -1 ? best != -1 : fragment[parent] != fragment[i]) {
                return Optional.of("OneTree: parent of " + i + " is " + parent);
            }
            List<Integer> kids = new ArrayList<>();
            for (int j = 0; j < n; j++) {
                if (trees[j].parent() == i) {
                    kids.add(j);
                }
            }
            if (!trees[i].kids().equals(kids)) {
                return Optional.of("OneTree: children of " + i + " are " + trees[i].kids() + " but " + kids
                        + " have it as parent");
            }
            if (best != parent && !(trees[best].kids().size() == config.maxKids()
                    && trees[best].kids().stream().allMatch(j -> j < self))) {
                return Optional.of("Home: parent of " + i + " is " + parent + " and not " + best);
            }
            if (healed() && parent != heap.parent(i)) {
                return Optional.of("Heap: parent of " + i + " is " + parent);
            }
        }
        return Optional.empty();
    }

    int parent(int i) {
        return trees[i].parent();
    }

    int sentFrames() {
        return (int) order;
    }
}
