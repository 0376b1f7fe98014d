package org.espalier.workbench.workload;

import java.util.Map;

import org.espalier.workbench.net.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * How requests of a workload are put to a node, and what a client keeps in mind between them. It belongs to one process of
 * the history and ends with it.
 *
 * <p>It never waits: it says what to ask next, and is told the answer. So who waits, and for how long, and by which clock, is
 * its caller's business.
 *
 * <p>As strict as Maelstrom: an answer has the fields that it must have and no others, so that a node which passes here is
 * understood there.
 */
public interface Session {

    /** What comes next in a request. */
    sealed interface Step permits Ask, Done {}

    /**
     * The node is asked.
     *
     * @param body the question without its number
     * @param then goes on with the answer
     */
    record Ask(Map<String, @Nullable Object> body, Then then) implements Step {}

    /**
     * All has been asked.
     *
     * @param value to be recorded with the completed operation
     */
    record Done(@Nullable Object value) implements Step {}

    /** What follows on an answer. */
    interface Then {
        /**
         * Takes in the answer.
         *
         * @param answer its body, which is no error
         * @throws Malformed if it is not one to what was asked
         */
        Step answered(Map<?, ?> answer) throws Malformed;
    }

    /**
     * Begins a request, which may take several questions.
     *
     * @throws Refusal if there is nothing to be asked, and it has failed already
     */
    Step begin(Request request) throws Refusal;
}
