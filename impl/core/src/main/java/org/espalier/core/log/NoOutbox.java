package org.espalier.core.log;

/** Where a log's words go between two steps: nowhere, as there must be none. */
enum NoOutbox implements LogOutbox {
    INSTANCE;

    @Override
    public int room(int peer) {
        return 0;
    }

    @Override
    public void send(int peer, LogMessage message) {
        throw outside();
    }

    @Override
    public void hint(int peer, LogMessage message) {
        throw outside();
    }

    @Override
    public void persist(Write write) {
        throw outside();
    }

    @Override
    public void deliver(long index, Entry entry) {
        throw outside();
    }

    @Override
    public void outcome(long ticket, Outcome outcome) {
        throw outside();
    }

    @Override
    public void stateWanted() {
        throw outside();
    }

    @Override
    public void install(long index, byte[] state) {
        throw outside();
    }

    private static IllegalStateException outside() {
        return new IllegalStateException("a word outside a step");
    }
}
