package org.espalier.core.overlay;

import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.espalier.conform.Constants;
import org.espalier.conform.Label;
import org.espalier.conform.World;

/**
 * {@link Tree}s that repair what they find, an exchange of frames to a step: {@code TreeRepair.tla}. An exchange is begun by a
 * single action of one member; all frames between it and the others are then carried to the shipped handlers, one after the
 * other.
 *
 * <p><b>What the model leaves out.</b>
 *
 * <ul>
 *   <li>Exchanges that are half done, lost, or overtaken by others: {@code Tree.tla}'s, and compared there.
 *   <li>What an exchange says to third members: the one that is evicted learns of it when it refreshes.
 *   <li>Versions: those of an edge that both ends have are equal, a ghost's is older. Of an edge that only the child has, the
 *       parent either knows nothing, or that it has ended it; each is tried. That the two may mean different edges is
 *       {@code Tree.tla}'s.
 *   <li>A poll of an orphan by which it finds nobody, and other exchanges that change nothing: they are no steps there.
 *   <li>Which of several members named by a refusal is asked: each is tried, and {@link #runs} has the one that the class
 *       takes.
 *   <li>When exchanges begin: {@link Beats} has them all due. Timers are {@code TreeTest}'s and the simulator's.
 * </ul>
 */
public final class TreeRepairWorld implements World<TreeRepairState> {

    private final Tree.Config config;
    private final List<Integer> everybody = new ArrayList<>();
    private final Set<Set<Integer>> fragments = new HashSet<>();

    /** With the constants of a model. */
    public TreeRepairWorld(Constants model) {
        config = new Tree.Config(model.number("N"), model.number("K"), model.number("MaxKids"), 1, 1, 1);
        for (int i = 0; i < config.members(); i++) {
            everybody.add(i);
        }
        model.set("Fragments").forEach(f -> fragments.add(TreeBounds.numbers((Set<?>) f)));
    }

    @Override
    public Class<TreeRepairState> type() {
        return TreeRepairState.class;
    }

    // ---------------------------------------------------------------- every well-typed state

    @Override
    public List<TreeRepairState> initial() {
        List<TreeRepairState> all = new ArrayList<>();
        for (Set<Integer> live : fragments) {
            List<Map<Integer, Set<Integer>>> children = children(live);
            for (Map<Integer, Integer> par : parents(live)) {
                children.forEach(kids -> all.add(new TreeRepairState(live, par, kids)));
            }
        }
        return all;
    }

    private List<Map<Integer, Integer>> parents(Set<Integer> live) {
        List<Map<Integer, Integer>> all = List.of(Map.of());
        for (int i : everybody) {
            List<Map<Integer, Integer>> longer = new ArrayList<>();
            for (Map<Integer, Integer> some : all) {
                for (int p = Heap.NONE; p < (live.contains(i) ? i : 0); p++) {
                    longer.add(except(some, i, p));
                }
            }
            all = longer;
        }
        return all;
    }

    private List<Map<Integer, Set<Integer>>> children(Set<Integer> live) {
        List<Map<Integer, Set<Integer>>> all = List.of(Map.of());
        for (int p : everybody) {
            Set<Integer> above = new HashSet<>(live.contains(p) ? everybody : List.of());
            above.removeIf(i -> i <= p);
            List<Map<Integer, Set<Integer>>> longer = new ArrayList<>();
            for (Map<Integer, Set<Integer>> some : all) {
                for (Set<Integer> kids : TreeBounds.subsets(above)) {
                    if (kids.size() <= config.maxKids()) {
                        longer.add(except(some, p, kids));
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    // ---------------------------------------------------------------- exchanges

    @Override
    public void steps(TreeRepairState s, Steps<TreeRepairState> out) {
        for (int i : s.live()) {
            act(s, i, out, e -> e.actor.poll(e.outbox(i)));
            act(s, i, out, e -> e.actor.refresh(e.outbox(i)));
            for (int j : everybody) {
                act(s, i, out, e -> e.actor.ping(j, e.outbox(i)));
                if (!s.live().contains(j)) {
                    act(s, i, out, e -> e.actor.leave(j, e.outbox(i)));
                    act(s, i, out, e -> e.actor.dropKid(j, e.outbox(i)));
                }
            }
        }
    }

    private void act(TreeRepairState s, int i, Steps<TreeRepairState> out, Consumer<TreeRepairExchange> action) {
        for (boolean remembers : new boolean[]{false, true}) {
            exchange(s, i, remembers, List.of(), out, action);
        }
    }

    private void exchange(TreeRepairState s, int i, boolean remembers, List<Integer> turns, Steps<TreeRepairState> out,
            Consumer<TreeRepairExchange> action) {
        TreeRepairExchange exchange = new TreeRepairExchange(config, s, i, remembers, away(s), turns);
        action.accept(exchange);
        exchange.carry();
        for (int turn = 0; turn < exchange.open; turn++) {
            List<Integer> more = new ArrayList<>(turns);
            more.add(turn);
            exchange(s, i, remembers, more, out, action);
        }
        if (exchange.open > 0) {
            return;
        }
        TreeRepairState next = exchange.after();
        if (exchange.labels.size() > 1) {
            throw new IllegalStateException("one action was asked for, and these were taken: " + exchange.labels);
        }
        if (exchange.labels.isEmpty()) {
            if (!next.equals(s)) {
                out.step(next, Label.of("(unobserved)"));
            }
        } else if (tells(s, i, exchange.labels.get(0), next)) {
            out.step(next, exchange.labels.get(0));
        }
    }

    /** Whether it is a step there: all that change something are, and a poll that leaves a member where it is. */
    private static boolean tells(TreeRepairState s, int i, Label label, TreeRepairState next) {
        return !next.equals(s) || (label.action().equals("Poll") && at(s.par(), i) != Heap.NONE);
    }

    private Set<Integer> away(TreeRepairState s) {
        Set<Integer> away = new HashSet<>(everybody);
        away.removeAll(s.live());
        return away;
    }

    // ---------------------------------------------------------------- the public interface

    /** A member that begins to suspect the last of those outside: what it does then, and what comes of its poll. */
    @Override
    public void runs(TreeRepairState s, Runs<TreeRepairState> out) {
        Set<Integer> away = away(s);
        for (int i : s.live()) {
            for (int j : away) {
                Set<Integer> others = new HashSet<>(away);
                others.remove(j);
                TreeRepairExchange exchange = new TreeRepairExchange(config, s, i, false, others, List.of());
                exchange.actor.step(new Tree.Input.Suspect(j), exchange.outbox(i));
                exchange.step();
                TreeRepairState end = exchange.after();
                List<Label> labels = exchange.labels;
                if (!labels.isEmpty() && labels.getLast().action().equals("Poll") && at(end.par(), i) == Heap.NONE) {
                    labels.removeLast(); // it has found nobody
                }
                if (!labels.isEmpty()) {
                    out.run(labels, end);
                }
            }
        }
    }

    // ---------------------------------------------------------------- invariants

    @Override
    public Map<String, Predicate<TreeRepairState>> invariants() {
        Map<String, Predicate<TreeRepairState>> all = new HashMap<>();
        all.put("TypeOK",
                s -> fragments.contains(s.live()) && everybody.containsAll(s.kids().keySet())
                        && everybody.stream().allMatch(i -> at(s.par(), i) < config.members()
                                && at(s.par(), i) >= Heap.NONE && everybody.containsAll(at(s.kids(), i))));
        all.put("ParentBelow", s -> everybody.stream().allMatch(i -> at(s.par(), i) < i));
        all.put("DegreeBound", s -> everybody.stream().allMatch(i -> at(s.kids(), i).size() <= config.maxKids()));
        return all;
    }
}
