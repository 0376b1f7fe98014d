package org.espalier.workbench.net;

/** Is told of every message, and of its end, exactly once for each copy. Called by many threads; must be quick. */
public interface Journal {

    /** Keeps nothing. */
    Journal NONE = (message, fate, atNanos) -> {};

    /** The message was sent; its copies are not told of. */
    default void sent(Message message) {}

    /** The message ended at {@code atNanos} of the run. */
    void ended(Message message, Fate fate, long atNanos);
}
