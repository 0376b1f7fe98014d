package org.espalier.spec;

/** Hears how a check proceeds; calls come one at a time, from several threads. */
public interface CheckListener {

    /** Hears nothing. */
    CheckListener NONE = new CheckListener() {
    };

    /** {@code runs} runs of TLC will be made. */
    default void planned(int runs) {}

    /** A run has begun; {@code name} is that of its row. */
    default void started(String name) {}

    /** A run has ended. */
    default void finished(ModelReport report) {}
}
