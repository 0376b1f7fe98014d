package org.espalier.workbench.net;

/** Is told of the end of every message, exactly once for each copy. Called by many threads; must be quick. */
public interface Journal {

    /** Keeps nothing. */
    Journal NONE = (message, fate, atNanos) -> {};

    /** The message ended at {@code atNanos} of the run. */
    void ended(Message message, Fate fate, long atNanos);
}
