package org.espalier.node.workload;

import org.espalier.node.json.JsonWriter;

/**
 * One workload: it answers requests, and takes in what the node delivers. Everything runs on the node's one event loop,
 * so nothing here is synchronized and nothing may block.
 */
public interface Workload {

    /** Where a workload's answer goes. */
    interface Reply {

        /** Starts the answer; members beyond the type may be added to the returned writer until the workload returns. */
        JsonWriter ok(String type);

        /** Says that the answer comes after the workload has returned: exactly one call on what is returned. */
        Later later();
    }

    /** An answer that is still due. */
    interface Later {

        /** What was asked for has been done, or refused, with this result. */
        void done(Result result);

        /** Definite: nothing was done, and nothing will be. */
        void refused(RequestException why);

        /** Indefinite: it may have been done, or may be done any time later. */
        void unknown(String text);
    }

    /**
     * Answers a request, or refuses it.
     *
     * @throws RequestException when it is refused: nothing was done
     */
    void request(Request request, Reply reply) throws RequestException;
}
