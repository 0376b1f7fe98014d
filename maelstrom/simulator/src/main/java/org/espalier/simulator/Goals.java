package org.espalier.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.espalier.simulator.fault.FaultKind;

/**
 * What runs come to, sooner or later: actions of the specifications, the same while a fault is there, and what is to happen
 * sometimes. What they never come to they do not test.
 *
 * @param actions by name ({@code module.action}): how many runs come to it at least once
 * @param pairs likewise, of an action and a kind of fault that is there when it is taken
 * @param sometimes likewise
 */
public record Goals(Map<String, Long> actions, Map<Pair, Long> pairs, Map<Sometimes, Long> sometimes) {

    /** An action while such a fault is there. */
    public record Pair(String action, FaultKind under) implements Comparable<Pair> {

        @Override
        public int compareTo(Pair o) {
            int byAction = action.compareTo(o.action);
            return byAction == 0 ? under.compareTo(o.under) : byAction;
        }

        @Override
        public String toString() {
            return action + " under " + under.label();
        }
    }

    public Goals {
        actions = new TreeMap<>(actions);
        pairs = new TreeMap<>(pairs);
        sometimes = new TreeMap<>(sometimes);
    }

    /** These alone. */
    public static Goals of(List<Action> actions, Set<FaultKind> kinds, Map<Sometimes, Long> sometimes) {
        Map<String, Long> alone = new TreeMap<>();
        Map<Pair, Long> pairs = new TreeMap<>();
        for (Action action : actions) {
            alone.put(action.name(), action.after());
            for (FaultKind kind : kinds) {
                pairs.put(new Pair(action.name(), kind), action.underEachAfter());
            }
        }
        return new Goals(alone, pairs, sometimes);
    }

    /** These and those. */
    Goals and(Goals others) {
        Map<String, Long> allActions = new TreeMap<>(actions);
        allActions.putAll(others.actions);
        Map<Pair, Long> allPairs = new TreeMap<>(pairs);
        allPairs.putAll(others.pairs);
        Map<Sometimes, Long> allSometimes = new EnumMap<>(Sometimes.class);
        allSometimes.putAll(sometimes);
        allSometimes.putAll(others.sometimes);
        return new Goals(allActions, allPairs, allSometimes);
    }

    /**
     * An action that runs come to.
     *
     * @param after how many of them
     * @param underEachAfter how many come to it under each kind of fault that there is
     */
    public record Action(String name, long after, long underEachAfter) {}

    /** Of the pairs, how many were seen; those with other kinds of faults are left out. */
    public long seenPairs(Coverage coverage, Set<FaultKind> kinds) {
        return pairs.keySet().stream().filter(p -> kinds.contains(p.under()))
                .filter(p -> coverage.under(p.action(), p.under()) > 0).count();
    }

    /** How many pairs there are with these kinds of faults. */
    public long allPairs(Set<FaultKind> kinds) {
        return pairs.keySet().stream().filter(p -> kinds.contains(p.under())).count();
    }

    /** How many of the actions were seen. */
    public long seenActions(Coverage coverage) {
        Map<String, Long> seen = coverage.actions();
        return actions.keySet().stream().filter(seen::containsKey).count();
    }

    /** How many of the things that are to happen sometimes did. */
    public long seenSometimes(Coverage coverage) {
        return sometimes.keySet().stream().filter(s -> coverage.times(s) > 0).count();
    }

    /**
     * Those that should have occurred in so many runs and did not. Nothing is expected when some kinds of faults are left out,
     * and only the actions, if the runs are smaller or shorter than usual.
     */
    static List<String> missed(Subject subject, long runs, Coverage coverage) {
        List<String> missing = new ArrayList<>();
        if (!subject.kinds().containsAll(EnumSet.allOf(FaultKind.class))) {
            return missing;
        }
        Goals goals = subject.goals();
        Map<String, Long> seen = coverage.actions();
        goals.actions.forEach((name, after) -> {
            if (runs >= after && !seen.containsKey(name)) {
                missing.add(name);
            }
        });
        if (!subject.isUsual()) {
            return missing;
        }
        goals.pairs.forEach((pair, after) -> {
            if (runs >= after && seen.containsKey(pair.action()) && coverage.under(pair.action(), pair.under()) == 0) {
                missing.add(pair.toString());
            }
        });
        goals.sometimes.forEach((what, after) -> {
            if (runs >= after && coverage.times(what) == 0) {
                missing.add("that " + what.sentence());
            }
        });
        return missing;
    }
}
