package org.espalier.core.overlay;

import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.espalier.conform.Label;
import org.espalier.core.overlay.Tree.Message;

/**
 * The {@link Tree}s of a fragment, of which one acts and has its frames and their answers carried until there are no more.
 * What is said to third members, such as one that is evicted, is lost.
 */
final class TreeRepairExchange {

    private static final long LIFE = 1L << 20; // a version is the incarnation above, the attempt below
    private static final long GHOST = LIFE + 2; // of a child that has another parent now
    private static final long EDGE = LIFE + 5; // of a child's edge to its parent
    private static final long NEXT = LIFE + 9; // of the next attempt

    private record Sent(int from, int to, Message message) {}

    final Tree actor;
    /** What the actor did of its own accord, in order. */
    final List<Label> labels = new ArrayList<>();
    /** Among how many members the first turn lies that is not given; 0 if all are. */
    int open;
    private final TreeRepairState before;
    private final int self;
    private final Tree.Config config;
    private final List<Integer> turns;
    private final Map<Integer, Tree> trees = new TreeMap<>();
    private final Deque<Sent> flight = new ArrayDeque<>();
    private int taken;

    /**
     * @param self who acts; only its clock runs
     * @param remembers whether a parent knows that it ended the edge of a child that it does not have
     * @param suspected whom the one who acts suspects already
     * @param turns which of several members is asked next, refusal by refusal
     */
    TreeRepairExchange(Tree.Config config, TreeRepairState s, int self, boolean remembers, Set<Integer> suspected,
            List<Integer> turns) {
        this.config = config;
        this.before = s;
        this.self = self;
        this.turns = turns;
        for (int p : s.live()) {
            trees.put(p, tree(p, remembers, suspected));
        }
        actor = at(trees, self);
        labels.clear();
        flight.clear();
    }

    private Tree tree(int p, boolean remembers, Set<Integer> suspected) {
        Tree tree = new Tree(config, p, 1, this::observe);
        if (p == self) {
            tree.step(new Tree.Input.Tick(0), outbox(p));
        }
        List<Long> seen = new ArrayList<>();
        for (int i = 0; i < config.members(); i++) {
            long agreed = at(before.kids(), p).contains(i) || remembers ? EDGE : 0;
            seen.add(at(before.par(), i) == p ? agreed : at(before.kids(), p).contains(i) ? GHOST : 0);
        }
        int par = at(before.par(), p);
        List<Integer> away = everybody().stream()
                .filter(j -> p == self ? suspected.contains(j) : !before.live().contains(j)).toList();
        tree.restore(new Tree.State(par, par == Heap.NONE ? 0 : EDGE, Heap.NONE, NEXT,
                at(before.kids(), p).stream().sorted().toList(), seen, away));
        return tree;
    }

    private List<Integer> everybody() {
        return before.par().keySet().stream().sorted().toList();
    }

    private void observe(String module, String action, int who, int peer, long x, long y) {
        switch (action) {
            case "Poll", "Refresh", "Leave" -> labels.add(Label.of(action, who));
            case "Ping", "DropKid" -> labels.add(Label.of("Drop", who, peer));
            case "OnAttach", "OnAccept", "OnBusy", "OnDetach" -> {
                // how the exchange goes on
            }
            default -> throw new IllegalStateException(action + " in the middle of an exchange");
        }
    }

    Tree.Outbox outbox(int from) {
        return new Tree.Outbox() {
            @Override
            public void send(int to, Message message) {
                if (before.live().contains(to) && (from == self || to == self)) {
                    flight.add(new Sent(from, to, message));
                }
            }

            @Override
            public void edgeUp(int peer) {
                // what the layers above do with edges is theirs
            }

            @Override
            public void edgeDown(int peer) {
                // what the layers above do with edges is theirs
            }

            @Override
            public void watch(int peer) {
                // suspicion comes as the state says, asked for or not
            }

            @Override
            public void unwatch(int peer) {
                // suspicion comes as the state says, asked for or not
            }
        };
    }

    /** Carries frames one by one, each to a single action. */
    void carry() {
        while (!flight.isEmpty() && open == 0) {
            Sent sent = flight.remove();
            at(trees, sent.to).receive(sent.from, sent.message, turn(sent), outbox(sent.to));
        }
    }

    private int turn(Sent sent) {
        if (!(sent.message instanceof Message.Busy(long v, List<Integer> members)) || members.size() < 2) {
            return 0;
        }
        if (taken < turns.size()) {
            return turns.get(taken++);
        }
        open = members.size();
        return 0;
    }

    /** Carries frames as a host does. */
    void step() {
        while (!flight.isEmpty()) {
            Sent sent = flight.remove();
            at(trees, sent.to).step(new Tree.Input.Received(sent.from, sent.message), outbox(sent.to));
        }
    }

    /** The state when nothing is in flight any more. */
    TreeRepairState after() {
        Map<Integer, Integer> par = before.par();
        Map<Integer, Set<Integer>> kids = before.kids();
        for (Map.Entry<Integer, Tree> member : trees.entrySet()) {
            Tree tree = member.getValue();
            if (tree.candidate() != Heap.NONE) {
                throw new IllegalStateException("member " + member.getKey() + " has got no answer");
            }
            par = except(par, member.getKey(), tree.parent());
            kids = except(kids, member.getKey(), Set.copyOf(tree.kids()));
        }
        return new TreeRepairState(before.live(), par, kids);
    }
}
