package org.espalier.conform.walks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.espalier.checkers.properties.Choices;
import org.espalier.conform.Label;
import org.espalier.conform.World;

/** A walk through a world, of which every state is held against the invariants of the specification. */
public final class Walk {

    private record Step<S>(Label label, S next) {

        /** The same in every run of the machine, as the order of sets is not. */
        String name() {
            return label + " " + next.hashCode();
        }
    }

    private Walk() {}

    /**
     * Goes as far as the choices reach, or nothing more can happen, and returns where it has come.
     *
     * @param seen what was done
     * @throws AssertionError with the way, when an invariant does not hold
     */
    public static <S extends Record> S from(World<S> world, S start, Choices choices, Consumer<Label> seen) {
        Map<String, Predicate<S>> invariants = world.invariants();
        List<Label> way = new ArrayList<>();
        S state = start;
        check(invariants, state, way);
        while (choices.hasNext()) {
            List<Step<S>> steps = new ArrayList<>();
            world.steps(state, (next, label) -> steps.add(new Step<>(label, next)));
            if (steps.isEmpty()) {
                break;
            }
            steps.sort(Comparator.comparing(Step::name));
            Step<S> step = turn(steps, choices);
            way.add(step.label());
            seen.accept(step.label());
            state = step.next();
            check(invariants, state, way);
        }
        return state;
    }

    /** Each action is as likely as the others, however many ways there are to take it. */
    private static <S> Step<S> turn(List<Step<S>> steps, Choices choices) {
        List<String> actions = steps.stream().map(s -> s.label().action()).distinct().toList();
        String action = actions.get(choices.among(actions.size()));
        List<Step<S>> ways = steps.stream().filter(s -> s.label().action().equals(action)).toList();
        return ways.get(choices.among(ways.size()));
    }

    private static <S> void check(Map<String, Predicate<S>> invariants, S state, List<Label> way) {
        invariants.forEach((name, holds) -> {
            if (!holds.test(state)) {
                StringBuilder text = new StringBuilder(name + " does not hold after");
                way.forEach(label -> text.append(System.lineSeparator()).append("  ").append(label));
                throw new AssertionError(text.append(System.lineSeparator()).append("of ").append(state).toString());
            }
        });
    }
}
