package org.espalier.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import tlc2.tool.TLCState;

/**
 * Walks both graphs breadth first, side by side. Two states are paired when all their variables are equal, by full
 * value; from a pair, both sides must have the same set of labelled steps to equal states. The initial states are
 * compared the same way, so when the walk ends without a divergence the reachable graphs are the same graph.
 *
 * <p>Each side makes its successors from its own state: nothing of TLC's is ever given to the world.
 *
 * @param <S> the world's state
 */
final class Comparison<S extends Record> {

    /** Inputs of several steps are tried in this many states: each costs as much as a state. */
    private static final int RUNS_UP_TO = 2_000;

    private final SpecGraph spec;
    private final World<S> world;
    private final LongConsumer progress;
    private final List<String> variables;
    private final int[] component; // of variable i: the index of the record's component
    private final Interner[] interners;
    private final Fields fields;
    private final Map<String, Predicate<S>> invariants;

    private final Map<Point, Integer> numbers = new HashMap<>();
    private final List<Arrival> arrivals = new ArrayList<>();
    private final Map<Label, Label> labels = new HashMap<>();
    private final Map<String, Long> actions = new TreeMap<>();
    private long generated;
    private long transitions;
    private long runs;

    /** How a state was reached first. */
    private record Arrival(int from, @Nullable Label label) {}

    /** A state on both sides. */
    private record Pair<S>(int number, Point point, S ours, TLCState theirs) {}

    /** A step, without where it begins. */
    private record Step(Label label, Point to) {}

    private static final class Diverged extends Exception {

        private static final long serialVersionUID = 1L;
        final transient Divergence divergence;

        Diverged(Divergence divergence) {
            super(divergence.what(), null, false, false);
            this.divergence = divergence;
        }
    }

    /** {@code progress} is told the number of states now and then. */
    Comparison(SpecGraph spec, World<S> world, LongConsumer progress) {
        this.spec = spec;
        this.world = world;
        this.progress = progress;
        variables = spec.variables();
        fields = Fields.of(world.type());
        interners = new Interner[variables.size()];
        component = new int[variables.size()];
        if (!Set.copyOf(fields.names()).equals(Set.copyOf(variables))) {
            throw new IllegalStateException(world.type().getSimpleName() + " has " + fields.names()
                    + ", the specification has " + variables);
        }
        for (int i = 0; i < component.length; i++) {
            component[i] = fields.names().indexOf(variables.get(i));
            interners[i] = new Interner();
        }
        invariants = new LinkedHashMap<>(world.invariants());
        invariants.keySet().retainAll(spec.invariants());
    }

    /** Compares everything reachable; stops at the first divergence. */
    Outcome run() {
        long start = System.nanoTime();
        int depth = 0;
        Divergence divergence = null;
        try {
            List<Pair<S>> frontier = initial();
            while (!frontier.isEmpty()) {
                depth++;
                List<Pair<S>> next = new ArrayList<>();
                for (Pair<S> pair : frontier) {
                    expand(pair, next);
                }
                frontier = next;
            }
        } catch (Diverged e) {
            divergence = e.divergence;
        }
        return new Outcome(numbers.size(), generated, transitions, runs, depth, actions,
                (System.nanoTime() - start) / 1_000_000, divergence);
    }

    private List<Pair<S>> initial() throws Diverged {
        Map<Step, TLCState> theirs = new LinkedHashMap<>();
        Map<Step, S> ours = new LinkedHashMap<>();
        Label begin = Label.of("Init");
        for (TLCState state : spec.initial()) {
            generated++;
            theirs.put(new Step(begin, point(state, null, null)), state);
        }
        for (S state : world.initial()) {
            ours.put(new Step(begin, point(state)), state);
        }
        same(-1, ours, theirs);
        List<Pair<S>> first = new ArrayList<>();
        arrive(-1, ours, theirs, first);
        return first;
    }

    private void expand(Pair<S> pair, List<Pair<S>> next) throws Diverged {
        invariants(pair);
        Map<Step, TLCState> theirs = new LinkedHashMap<>();
        spec.successors(pair.theirs, (label, state) -> {
            generated++;
            theirs.putIfAbsent(new Step(one(label), point(state, pair.theirs, pair.point)), state);
        });
        Map<Step, S> ours = new LinkedHashMap<>();
        try {
            world.steps(pair.ours, (state, label) -> ours.putIfAbsent(new Step(one(label), point(state)), state));
        } catch (RuntimeException e) {
            throw thrown(pair.number, e);
        }
        same(pair.number, ours, theirs);
        transitions += theirs.size();
        theirs.keySet().forEach(step -> actions.merge(step.label.action(), 1L, Long::sum));
        arrive(pair.number, ours, theirs, next);
        if (pair.number < RUNS_UP_TO) {
            paths(pair, ours);
        }
    }

    private Diverged thrown(int at, RuntimeException e) {
        return diverged(at, "the class throws " + e, Arrays.stream(e.getStackTrace())
                .filter(f -> f.getClassName().startsWith("org.espalier.core")).limit(3).map(f -> "at " + f).toList());
    }

    private Label one(Label label) {
        return labels.computeIfAbsent(label, l -> l);
    }

    private void arrive(int from, Map<Step, S> ours, Map<Step, TLCState> theirs, List<Pair<S>> next) {
        theirs.forEach((step, state) -> {
            if (numbers.putIfAbsent(step.to, numbers.size()) == null) {
                arrivals.add(new Arrival(from, from < 0 ? null : step.label));
                next.add(new Pair<>(numbers.size() - 1, step.to, Objects.requireNonNull(ours.get(step)), state));
                if (numbers.size() % 1_000 == 0) {
                    progress.accept(numbers.size());
                }
            }
        });
    }

    // ---------------------------------------------------------------- states as numbers

    @SuppressWarnings("ReferenceEquality") // what an action leaves unchanged is the same object: nothing to compare
    private Point point(TLCState state, @Nullable TLCState before, @Nullable Point known) {
        int[] all = new int[interners.length];
        for (int i = 0; i < all.length; i++) {
            var value = spec.value(state, i);
            all[i] = before != null && known != null && value == spec.value(before, i)
                    ? known.numbers[i]
                    : interners[i].number(value);
        }
        return new Point(all);
    }

    private Point point(S state) {
        Object[] read = fields.read(state);
        int[] all = new int[interners.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = interners[i].number(read[component[i]]);
        }
        return new Point(all);
    }

    // ---------------------------------------------------------------- verdicts

    private void same(int from, Map<Step, S> ours, Map<Step, TLCState> theirs) throws Diverged {
        if (ours.keySet().equals(theirs.keySet())) {
            return;
        }
        Set<Step> onlyTheirs = new LinkedHashSet<>(theirs.keySet());
        onlyTheirs.removeAll(ours.keySet());
        Set<Step> onlyOurs = new LinkedHashSet<>(ours.keySet());
        onlyOurs.removeAll(theirs.keySet());
        for (Step their : onlyTheirs) {
            for (Step our : onlyOurs) {
                if (our.label.equals(their.label)) {
                    throw diverged(from, our.label + " leads to different states", differences(their.to, our.to));
                }
            }
        }
        if (!onlyTheirs.isEmpty()) {
            Step step = onlyTheirs.iterator().next();
            throw diverged(from, "only the specification takes " + step.label, changes(from, step.to));
        }
        Step step = onlyOurs.iterator().next();
        throw diverged(from, "only the class takes " + step.label, changes(from, step.to));
    }

    private List<String> differences(Point spec, Point ours) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < component.length; i++) {
            if (spec.numbers[i] != ours.numbers[i]) {
                lines.add(variables.get(i) + " in the specification: " + interners[i].text(spec.numbers[i]));
                lines.add(variables.get(i) + " in the class:         " + interners[i].text(ours.numbers[i]));
            }
        }
        return lines;
    }

    private List<String> changes(int from, Point to) {
        List<String> lines = new ArrayList<>();
        Point before = from < 0
                ? null
                : numbers.entrySet().stream().filter(e -> e.getValue() == from).findFirst().orElseThrow().getKey();
        for (int i = 0; i < component.length; i++) {
            String after = interners[i].text(to.numbers[i]);
            if (before == null) {
                lines.add(variables.get(i) + ": " + after);
            } else if (before.numbers[i] != to.numbers[i]) {
                lines.add(variables.get(i) + ": " + interners[i].text(before.numbers[i]) + " -> " + after);
            }
        }
        return lines.isEmpty() ? List.of("nothing changes") : lines;
    }

    private Diverged diverged(int at, String what, List<String> details) {
        List<String> path = new ArrayList<>();
        for (int i = at; i >= 0; i = arrivals.get(i).from) {
            Label label = arrivals.get(i).label;
            if (label != null) {
                path.add(0, label.toString());
            }
        }
        return new Diverged(new Divergence(path, what, details));
    }

    private void invariants(Pair<S> pair) throws Diverged {
        String violated = spec.violated(pair.theirs);
        for (Map.Entry<String, Predicate<S>> invariant : invariants.entrySet()) {
            boolean holds = invariant.getValue().test(pair.ours);
            if (!holds || invariant.getKey().equals(violated)) {
                throw diverged(pair.number, "invariant " + invariant.getKey() + " is " + holds + " in Java, and "
                        + !invariant.getKey().equals(violated) + " for TLC", List.of());
            }
        }
        if (violated != null) {
            throw diverged(pair.number, "invariant " + violated + " is violated", List.of());
        }
    }

    // ---------------------------------------------------------------- runs of several steps

    private void paths(Pair<S> pair, Map<Step, S> first) throws Diverged {
        List<Diverged> found = new ArrayList<>();
        try {
            world.runs(pair.ours, (path, end) -> {
                runs++;
                if (!follow(first, path).contains(end)) {
                    found.add(diverged(pair.number, "an input takes " + path
                            + ", and that is no path to where it ends", changes(pair.number, point(end))));
                }
            });
        } catch (RuntimeException e) {
            throw thrown(pair.number, e);
        }
        if (!found.isEmpty()) {
            throw found.get(0);
        }
    }

    private Set<S> follow(Map<Step, S> first, List<Label> path) {
        Set<S> reached = new LinkedHashSet<>();
        first.forEach((step, state) -> {
            if (step.label.equals(path.get(0))) {
                reached.add(state);
            }
        });
        for (Label label : path.subList(1, path.size())) {
            Set<S> before = Set.copyOf(reached);
            reached.clear();
            for (S state : before) {
                world.steps(state, (next, its) -> {
                    if (its.equals(label)) {
                        reached.add(next);
                    }
                });
            }
        }
        return reached;
    }
}
