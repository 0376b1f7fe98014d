package org.espalier.node.workload;

import java.util.List;

/** The group of nodes, as a workload sees it. */
public interface Group {

    /**
     * Brings a payload to every member, in the order chosen for the node. The request that brought it is answered with what
     * {@linkplain Replicated#apply applying} it here comes to. In FIFO and causal order that happens before this returns; in
     * total order, once a majority of voters has it, or with an error when that takes too long.
     *
     * @param payload JSON text; it is kept, so the caller changes it no more
     * @throws RequestException when it cannot be taken, because the node is at a limit or the payload is too long: then
     *     nothing was done
     */
    void submit(byte[] payload, Workload.Reply reply) throws RequestException;

    /**
     * Exchanges messages with these members from now on, in place of those that the node's own tree picks.
     *
     * @throws RequestException (malformed) when one of them is no other member of the group
     */
    void neighbours(List<String> ids) throws RequestException;
}
