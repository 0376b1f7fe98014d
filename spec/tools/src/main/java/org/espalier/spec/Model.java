package org.espalier.spec;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One line of the manifest: a module with a configuration, and what TLC must say about it.
 *
 * @param name        how people and the command line call it
 * @param module      the root module, relative to the folder of the specifications
 * @param config      TLC's configuration file, relative to the same folder
 * @param kind        what part it plays
 * @param tier        when it runs
 * @param checks      one line for people: what it shows
 * @param constants   one line for people: the bounds of the model; may be empty
 * @param expect      what a sound checker answers
 * @param witnesses   invariants ({@code Reach…}) that a second, generated run of the same model must violate
 * @param idle        actions that these constants switch off on purpose; all the others must fire
 * @param known       the known defect of the bundled TLC that this canary shows, or null
 * @param simulation  bounds of the random walk, for tier {@link Tier#SIMULATE} only
 * @param transitions labelled transitions that the class which ships has in common with it; null: not compared
 */
public record Model(String name, String module, String config, Kind kind, Tier tier, String checks, String constants,
        Expectation expect, List<String> witnesses, List<String> idle, @Nullable KnownBug known,
        @Nullable Simulation simulation, @Nullable Long transitions) {

    public Model {
        witnesses = List.copyOf(witnesses);
        idle = List.copyOf(idle);
    }

    /** What part a model plays. */
    public enum Kind {
        /** A safety model: every action must fire. */
        MODEL,
        /** A model with temporal properties: one worker, no symmetry, view or constraint. */
        LIVENESS,
        /** An invariant that must be violated, so that the model is known not to be vacuous. */
        WITNESS,
        /** A specification without one of its guards: it must fail, and with the property it names. */
        BROKEN,
        /** A tiny specification that shows whether this build of TLC can be trusted. */
        CANARY;
    }

    /** When a model runs. */
    public enum Tier {
        /** Always. */
        CI,
        /** With {@code --nightly}, or when named. */
        NIGHTLY,
        /** With {@code --simulate}, or when named: random walks. */
        SIMULATE
    }

    /**
     * The answer a model must get.
     *
     * @param result    the kind of answer
     * @param violates  the invariant or property that must be the one violated, or null
     * @param distinct  distinct states, or null if not pinned
     * @param generated generated states, or null if not pinned
     * @param depth     depth of the search when the result is ok, else states in the counterexample; null if not pinned
     */
    public record Expectation(Result result, @Nullable String violates, @Nullable Long distinct,
            @Nullable Long generated, @Nullable Long depth) {}

    /**
     * A defect of the bundled TLC, pinned: the canary must get the wrong answer from it and the right one elsewhere.
     *
     * @param bug    where it is recorded, {@code tlaplus#1145}, say
     * @param result the wrong answer
     * @param avoid  what the specifications do to stay clear of it
     */
    public record KnownBug(String bug, Result result, String avoid) {}

    /**
     * Bounds of a random walk.
     *
     * @param traces number of behaviours
     * @param depth  longest behaviour, in states
     * @param seed   of the random generator, so that a run can be repeated
     */
    public record Simulation(long traces, int depth, long seed) {

        /** What a model of the simulate tier gets when the manifest names no bounds. */
        public static final Simulation DEFAULT = new Simulation(1_000, 100, 1);
    }
}
