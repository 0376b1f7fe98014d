package org.espalier.core.node;

/** Where a node's words go between two steps: nowhere, as there must be none. */
enum Silence implements Node.Outbox {
    OUTBOX;

    @Override
    public void send(int peer, Packet packet) {
        throw new IllegalStateException("a packet outside a step");
    }

    @Override
    public void deliver(Order order, int origin, long seq, byte[] payload) {
        throw new IllegalStateException("a delivery outside a step");
    }

    @Override
    public void snapshotWanted(Order order, int peer, long sid) {
        throw new IllegalStateException("a question outside a step");
    }

    @Override
    public void install(Order order, long[] vec, byte[] state) {
        throw new IllegalStateException("a snapshot outside a step");
    }
}
