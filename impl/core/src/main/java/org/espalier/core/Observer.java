package org.espalier.core;

/**
 * Sees every action a layer takes, exactly once and in the order taken: one call is one step of the specification, so a
 * run's calls are a behaviour that can be checked against it.
 *
 * <p>Called on the thread that steps the layer, in the middle of the step: an observer records and returns, and never
 * calls back into the core.
 */
@FunctionalInterface
public interface Observer {

    /** Sees nothing. */
    Observer NONE = (module, action, self, peer, x, y) -> {};

    /**
     * One action was taken.
     *
     * @param module the specification module, such as {@code "ArqLink"}
     * @param action the action's name in that module, verbatim
     * @param self index of the member that took it
     * @param peer index of the other member it concerns, or -1
     * @param x first argument, as the layer documents it; 0 when unused
     * @param y second argument, as the layer documents it; 0 when unused
     */
    void observe(String module, String action, int self, int peer, long x, long y);
}
