package org.espalier.core.overlay;

import static org.espalier.conform.Functions.at;

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
import org.espalier.core.overlay.TreeState.Frame;

/**
 * {@link Tree}s over a network that is a set of frames: {@code Tree.tla}.
 *
 * <p><b>What the model leaves out.</b>
 *
 * <ul>
 *   <li>Timers: before faults cease all is due at any moment, afterwards Quiet and Worthwhile say what is; when
 *       {@link Beats} makes it due is {@code TreeTest}'s and the simulator's.
 *   <li>Suspicion, which is no variable: each step is tried under every suspicion that Doubts permits. How it is raised
 *       and taken back is the host's; that frames of suspected members are dropped is {@code TreeTest}'s.
 *   <li>Which of several members named by a refusal is asked: each one's turn is tried, and {@link #runs} has the turn
 *       that the class takes.
 *   <li>Incarnations: a version of the class is one above its attempt, a version of the model counts on. That the
 *       incarnation grows is the host's duty, and the storage tests'.
 *   <li>How many attempts there are (MayAttempt): a member that may make no more suspects everybody a refusal names.
 *   <li>{@link Tree.Outbox#edgeUp}, {@code edgeDown}, {@code watch} and {@code unwatch}: {@code TreeTest}'s, and in effect
 *       all of the layers' above.
 * </ul>
 */
public final class TreeWorld implements World<TreeState> {

    private final TreeBounds bounds;
    private final List<Integer> everybody;

    /** With the constants of a model. */
    public TreeWorld(Constants model) {
        bounds = new TreeBounds(model);
        everybody = bounds.everybody();
    }

    @Override
    public Class<TreeState> type() {
        return TreeState.class;
    }

    @Override
    public List<TreeState> initial() {
        Map<Integer, Integer> none = all(Heap.NONE);
        Map<Integer, Long> zero = all(0L);
        TreeState s = new TreeState(none, zero, none, zero, all(Set.of()), all(zero), Set.of(), all(0), false, 0);
        for (int i : everybody) {
            s = new TreeMember(bounds, s, i).after(); // its first life: one above none
        }
        return List.of(s);
    }

    private <V> Map<Integer, V> all(V value) {
        Map<Integer, V> f = new HashMap<>();
        everybody.forEach(i -> f.put(i, value));
        return Map.copyOf(f);
    }

    // ---------------------------------------------------------------- single actions

    @Override
    public void steps(TreeState s, Steps<TreeState> out) {
        for (int i : everybody) {
            for (Set<Integer> suspected : bounds.suspicions(s, i)) {
                member(s, i, suspected, out);
            }
        }
        for (Frame frame : s.net()) {
            Set<Frame> rest = new HashSet<>(s.net());
            rest.remove(frame);
            arrive(s, frame, Set.copyOf(rest), out);
            if (!s.settled()) {
                arrive(s, frame, s.net(), out);
                out.step(s.with(Set.copyOf(rest)), Label.of("Lose"));
            }
        }
        settle(s, out);
        everybody.forEach(i -> reset(s, i, out));
    }

    private void member(TreeState s, int i, Set<Integer> suspected, Steps<TreeState> out) {
        if (bounds.mayAttempt(s, at(s.ver(), i))) {
            act(s, i, suspected, out, m -> m.tree.poll(m));
        }
        int cand = at(s.cand(), i);
        if (TreeBounds.quiet(s, i, cand) && (cand < 0 || TreeBounds.quiet(s, cand, i))) {
            act(s, i, suspected, out, m -> m.tree.retry(m));
        }
        int par = at(s.par(), i);
        if (TreeBounds.quiet(s, i, par) && (par < 0 || TreeBounds.quiet(s, par, i))
                && TreeBounds.worthwhile(s, par, i)) {
            act(s, i, suspected, out, m -> m.tree.refresh(m));
        }
        for (int j : everybody) {
            if (TreeBounds.quiet(s, i, j) && TreeBounds.worthwhile(s, i, j)) {
                act(s, i, suspected, out, m -> m.tree.ping(j, m));
            }
        }
        for (int j : suspected) {
            act(s, i, suspected, out, m -> m.tree.giveUp(j, m));
            act(s, i, suspected, out, m -> m.tree.leave(j, m));
            act(s, i, suspected, out, m -> m.tree.dropKid(j, m));
        }
    }

    private void act(TreeState s, int i, Set<Integer> suspected, Steps<TreeState> out, Consumer<TreeMember> action) {
        TreeMember member = new TreeMember(bounds, s, i, suspected, s.net(), true);
        action.accept(member);
        take(member, out);
    }

    private static void take(TreeMember member, Steps<TreeState> out) {
        if (member.labels.size() > 1) {
            throw new IllegalStateException("one action was asked for, and these were taken: " + member.labels);
        }
        if (!member.labels.isEmpty()) {
            out.step(member.after(), member.labels.get(0));
        } else if (!member.idle()) {
            out.step(member.after(), Label.of("(unobserved)"));
        }
    }

    /** A frame, or a copy of it while it stays among the {@code rest}. */
    private void arrive(TreeState s, Frame frame, Set<Frame> rest, Steps<TreeState> out) {
        int i = frame.to();
        Set<Set<Integer>> suspicions = bounds.mayAttempt(s, bounds.nextVer(s, i, rest))
                ? bounds.suspicions(s, i)
                : Set.of(Set.copyOf(everybody));
        for (Set<Integer> suspected : suspicions) {
            Set<Integer> others = new HashSet<>(suspected);
            others.remove(frame.from());
            for (int turn = 0; turn < Math.max(1, frame.kids().size()); turn++) {
                TreeMember member = new TreeMember(bounds, s, i, others, rest, true);
                Tree.Message message = TreeMember.message(frame);
                member.tree.receive(frame.from(), message, turn, member);
                String action = "On" + message.getClass().getSimpleName();
                boolean its = member.labels.equals(List.of(Label.of(action)));
                if (its || member.dropped()) {
                    out.step(member.after(), Label.of(rest.contains(frame) ? "Duplicate" : action));
                } else {
                    take(member, out);
                }
            }
        }
    }

    private void settle(TreeState s, Steps<TreeState> out) {
        if (!bounds.maySettle || s.settled()) {
            return;
        }
        for (Map<Integer, Integer> frag : bounds.partitions()) {
            Set<Frame> inside = new HashSet<>(s.net());
            inside.removeIf(m -> !at(frag, m.from()).equals(at(frag, m.to())));
            for (Set<Frame> some : TreeBounds.subsets(inside)) {
                if (some.size() <= bounds.maxStale) {
                    out.step(new TreeState(s.par(), s.pv(), s.cand(), s.ver(), s.kids(), s.seen(), some, frag, true,
                            s.resets()), Label.of("Settle"));
                }
            }
        }
    }

    /** What a host does: a larger incarnation, and nothing else of the former life. */
    private void reset(TreeState s, int i, Steps<TreeState> out) {
        if (!s.settled() && bounds.fragile.contains(i) && s.resets() < bounds.maxReset) {
            TreeState next = new TreeMember(bounds, s, i).after();
            out.step(new TreeState(next.par(), next.pv(), next.cand(), next.ver(), next.kids(), next.seen(),
                    next.net(), next.frag(), false, s.resets() + 1), Label.of("Reset", i));
        }
    }

    // ---------------------------------------------------------------- the public interface

    /** What {@link Tree#step} makes of each input; until faults cease, as it knows nothing of Quiet. */
    @Override
    public void runs(TreeState s, Runs<TreeState> out) {
        if (s.settled()) {
            return;
        }
        for (int i : everybody) {
            boolean more = bounds.mayAttempt(s, at(s.ver(), i));
            Set<Integer> others = more ? Set.of() : Set.copyOf(everybody);
            run(s, i, others, s.net(), true, new Tree.Input.Tick(0), out);
            boolean another = more && bounds.mayAttempt(s, bounds.nextVer(s, i, s.net()));
            for (int j : doubted(s, i)) {
                run(s, i, others, s.net(), true, new Tree.Input.Flush(j), out);
                run(s, i, Set.of(), s.net(), another, new Tree.Input.Suspect(j), out);
                run(s, i, Set.of(j), s.net(), more, new Tree.Input.Trust(j), out);
            }
        }
        for (Frame frame : s.net()) {
            Set<Frame> rest = new HashSet<>(s.net());
            rest.remove(frame);
            boolean another = bounds.mayAttempt(s, bounds.nextVer(s, frame.to(), rest));
            boolean more = another && bounds.mayAttempt(s, at(s.ver(), frame.to()));
            Set<Integer> others = new HashSet<>(another ? Set.of() : everybody);
            others.remove(frame.from());
            run(s, frame.to(), others, Set.copyOf(rest), more,
                    new Tree.Input.Received(frame.from(), TreeMember.message(frame)), out);
        }
    }

    private Set<Integer> doubted(TreeState s, int i) {
        Set<Integer> all = new HashSet<>();
        bounds.suspicions(s, i).forEach(all::addAll);
        return all;
    }

    private void run(TreeState s, int i, Set<Integer> suspected, Set<Frame> rest, boolean ticking, Tree.Input input,
            Runs<TreeState> out) {
        TreeMember member = new TreeMember(bounds, s, i, suspected, rest, ticking);
        member.tree.step(input, member);
        if (input instanceof Tree.Input.Received(int from, Tree.Message message)) {
            Label arrival = Label.of("On" + message.getClass().getSimpleName());
            if (member.tree.staleFrames() == 1 && !member.labels.contains(arrival)) {
                member.labels.add(0, arrival);
            }
        }
        if (!member.labels.isEmpty()) {
            out.run(member.labels, member.after());
        }
    }

    // ---------------------------------------------------------------- invariants

    @Override
    public Map<String, Predicate<TreeState>> invariants() {
        return Map.of("ParentBelow", s -> everybody.stream().allMatch(i -> at(s.par(), i) < i && at(s.cand(), i) < i),
                "DegreeBound",
                s -> everybody.stream()
                        .allMatch(p -> at(s.kids(), p).size() <= bounds.maxKids
                                && at(s.kids(), p).stream().allMatch(i -> p < i)),
                "RefusalsDescend",
                s -> s.net().stream().allMatch(m -> m.kids().stream().allMatch(c -> m.from() < c && c < m.to())),
                "Vouched", s -> everybody.stream().allMatch(i -> vouched(s, i)), "Fresh", this::fresh);
    }

    private static boolean vouched(TreeState s, int i) {
        int par = at(s.par(), i);
        if (par == Heap.NONE) {
            return true;
        }
        long seen = at(at(s.seen(), par), i);
        return seen == at(s.pv(), i) || (s.resets() > 0 && seen < at(s.pv(), i));
    }

    private boolean fresh(TreeState s) {
        return everybody.stream()
                .allMatch(i -> at(s.pv(), i) < at(s.ver(), i)
                        && everybody.stream().allMatch(p -> at(at(s.seen(), p), i) <= at(s.ver(), i)))
                && s.net().stream().allMatch(m -> m.ver() <= at(s.ver(), m.owner()));
    }
}
