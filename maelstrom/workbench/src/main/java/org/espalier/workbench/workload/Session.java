package org.espalier.workbench.workload;

import java.util.Map;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * How requests of a workload are put to a node, and what a client keeps in mind between them. It belongs to one process of
 * the history and ends with it.
 *
 * <p>As strict as Maelstrom: an answer has the fields that it must have and no others, so that a node which passes here is
 * understood there.
 */
public interface Session {

    /** The client's node. */
    interface Node {
        /**
         * Asks it and waits.
         *
         * @param body the request without its number
         * @return the answer's body, which is no error
         * @throws Refusal if it is one, or none came in time
         */
        Map<?, ?> call(Map<String, @Nullable Object> body) throws Refusal, InterruptedException;
    }

    /**
     * Makes a request, with as many calls as that takes.
     *
     * @return the value to be recorded with the completed operation
     * @throws Malformed if an answer is not one to what was asked
     */
    @Nullable
    Object perform(Request request, Node node) throws Refusal, Malformed, InterruptedException;
}
