package org.espalier.trace;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What became of a trace.
 *
 * @param traced the layer
 * @param events how many events of the layer were accepted, those of its host and its links included
 * @param widest in how many states the specification could be at most
 * @param millis how long it took, reading included
 * @param rejection what was rejected, or null
 */
public record Validation(Traced traced, long events, int widest, long millis, @Nullable Rejection rejection) {

    /**
     * An event that is no step of the specification.
     *
     * @param event that was rejected
     * @param reason the first conjunct of the action that fails, and where it stands
     * @param possible what the member could have done instead, a few of these
     */
    public record Rejection(Event event, String reason, List<String> possible) {

        public Rejection {
            possible = List.copyOf(possible);
        }
    }

    /** Whether all is a behaviour of the specification. */
    public boolean accepted() {
        return rejection == null;
    }
}
