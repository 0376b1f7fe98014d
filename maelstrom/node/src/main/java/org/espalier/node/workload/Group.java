package org.espalier.node.workload;

import java.util.List;

/** The group of nodes, as a workload sees it. */
public interface Group {

    /**
     * Multicasts a payload to every member. It is {@linkplain Replicated#deliver delivered} here before this returns, and everywhere
     * else in the order chosen for the node.
     *
     * @param payload JSON text; it is kept, so the caller changes it no more
     * @throws RequestException (temporarily unavailable) when the node is at a limit: then nothing was done
     */
    void multicast(byte[] payload) throws RequestException;

    /**
     * Exchanges messages with these members from now on, in place of those that the node's own tree picks.
     *
     * @throws RequestException (malformed) when one of them is no other member of the group
     */
    void neighbours(List<String> ids) throws RequestException;
}
