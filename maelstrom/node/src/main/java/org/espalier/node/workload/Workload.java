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
    }

    /**
     * Answers a request, or refuses it.
     *
     * @throws RequestException when it is refused: nothing was done
     */
    void request(Request request, Reply reply) throws RequestException;
}
