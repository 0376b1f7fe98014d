package org.espalier.core.node;

import org.espalier.core.log.Entry;
import org.espalier.core.log.Outcome;
import org.espalier.core.log.Write;

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

    @Override
    public void persist(Write write) {
        throw new IllegalStateException("a write outside a step");
    }

    @Override
    public void deliver(long index, Entry entry) {
        throw new IllegalStateException("a delivery outside a step");
    }

    @Override
    public void outcome(long ticket, Outcome outcome) {
        throw new IllegalStateException("an outcome outside a step");
    }

    @Override
    public void stateWanted() {
        throw new IllegalStateException("a question outside a step");
    }

    @Override
    public void installState(long index, byte[] state) {
        throw new IllegalStateException("a snapshot outside a step");
    }
}
