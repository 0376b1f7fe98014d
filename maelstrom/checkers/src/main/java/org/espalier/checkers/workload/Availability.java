package org.espalier.checkers.workload;

import java.util.LinkedHashMap;
import java.util.Map;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** The fraction of requests that were answered ok, against a goal. */
public final class Availability implements OpChecker {

    private final @Nullable Double goal;
    private long invoked;
    private long ok;

    /**
     * @param goal the least fraction that is good enough, 1 for {@code total}; null to measure only
     */
    public Availability(@Nullable Double goal) {
        if (goal != null && !(goal >= 0 && goal <= 1)) {
            throw new IllegalArgumentException("availability is a fraction from 0 to 1, not " + goal);
        }
        this.goal = goal;
    }

    /**
     * The goal in Maelstrom's words: {@code total}, or a number from 0 to 1.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static double parseGoal(String text) {
        if (text.equals("total")) {
            return 1;
        }
        try {
            double goal = Double.parseDouble(text);
            if (goal >= 0 && goal <= 1) {
                return goal;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("must be either 'total' or a number between 0 and 1, not " + text);
    }

    @Override
    public void accept(Op op) {
        switch (op.type()) {
            case INVOKE -> invoked++;
            case OK -> ok++;
            case FAIL, INFO -> {
                // not available
            }
        }
    }

    @Override
    public Facts result() {
        double fraction = invoked == 0 ? 1 : (double) ok / invoked;
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("ok-fraction", fraction);
        return new Facts(Verdict.of(goal == null || fraction >= goal), facts);
    }
}
