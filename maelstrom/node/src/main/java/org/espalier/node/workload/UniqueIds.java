package org.espalier.node.workload;

/**
 * {@code unique-ids}: numbers no other request ever gets, with no message between the nodes. An id is made of what nobody
 * else has: the node's own id, the incarnation that tells one life of the node from the next, and a counter within that
 * life. So it stays available, total partition included.
 */
public final class UniqueIds implements Workload {

    private final String prefix;
    private long next;

    /**
     * @param nodeId this node's id
     * @param incarnation this life of the node, greater than any before it
     */
    public UniqueIds(String nodeId, long incarnation) {
        prefix = nodeId + "-" + incarnation + "-";
    }

    @Override
    public void request(Request request, Reply reply) throws RequestException {
        if (!request.type().equals("generate")) {
            throw RequestException.notSupported("unique-ids answers generate, not " + request.type());
        }
        reply.ok("generate_ok").name("id").string(prefix + next++);
    }
}
