package org.espalier.conform;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A bounded system made of shipped objects, a network and a history: all that a specification's state has.
 *
 * <p>It knows nothing of TLC. What may happen in a state is decided by the shipped class: the world offers it every
 * message in flight and every wish of its host, and takes down what it did. Only the environment (loss, crashes, what
 * the history remembers) is the world's own.
 *
 * @param <S> a state: a record whose components are the specification's variables, by name, and nothing else; immutable,
 *        equal by value, in the types that {@link Codec} knows
 */
public interface World<S extends Record> {

    /** The record of a state. */
    Class<S> type();

    /** The states it may begin in. */
    List<S> initial();

    /** Every step that can be taken from {@code state}. */
    void steps(S state, Steps<S> out);

    /**
     * What an input to the public interface makes of a state, where that is more than one step of the specification:
     * the actions observed, in order, and the state after the last. Each must be a path of steps.
     */
    default void runs(S state, Runs<S> out) {}

    /** Invariants by the names that the specification gives them, written again in Java. */
    default Map<String, Predicate<S>> invariants() {
        return Map.of();
    }

    /** Takes down steps. */
    @FunctionalInterface
    interface Steps<S> {

        /** The step {@code action(arguments)} leads to {@code next}. */
        void step(S next, Label label);
    }

    /** Takes down runs. */
    @FunctionalInterface
    interface Runs<S> {

        /** The steps with these labels, one after the other, lead to {@code end}. */
        void run(List<Label> labels, S end);
    }
}
