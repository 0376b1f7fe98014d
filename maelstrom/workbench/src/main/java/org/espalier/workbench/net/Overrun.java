package org.espalier.workbench.net;

/** A receiver has left so much unread that the network gives up on it. */
public final class Overrun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String receiver;

    Overrun(String receiver) {
        super(receiver + " has left " + Inbox.MAX_PENDING + " messages unread", null, false, false);
        this.receiver = receiver;
    }

    /** Who does not read. */
    public String receiver() {
        return receiver;
    }
}
