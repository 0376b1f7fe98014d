package org.espalier.workbench.net;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/** One message under way, or one further copy of it. */
public final class Message {

    /** By deadline, then in the order of sending. */
    static final Comparator<Message> BY_DEADLINE = Comparator.comparingLong(Message::dueNanos)
            .thenComparingLong(Message::id).thenComparing(Message::copy);

    final long id;
    final String src;
    final String dest;
    /** The body, byte for byte as the sender wrote it. */
    final byte[] body;
    /** Positions in the list of nodes, or after them of services; −1 for a client. */
    final int from;
    final int to;
    final long sentNanos;
    final long dueNanos;
    final boolean copy;
    private final byte @Nullable [] damaged;

    Message(long id, String src, String dest, int from, int to, byte[] body, long sentNanos, long dueNanos,
            boolean copy) {
        this(id, src, dest, from, to, body, sentNanos, dueNanos, copy, null);
    }

    /** @param damaged what arrives instead of the body, if anything else does */
    Message(long id, String src, String dest, int from, int to, byte[] body, long sentNanos, long dueNanos,
            boolean copy, byte @Nullable [] damaged) {
        this.damaged = damaged;
        this.id = id;
        this.src = src;
        this.dest = dest;
        this.from = from;
        this.to = to;
        this.body = body;
        this.sentNanos = sentNanos;
        this.dueNanos = dueNanos;
        this.copy = copy;
    }

    /** The message's number: a message and its duplicates share it. */
    public long id() {
        return id;
    }

    public String src() {
        return src;
    }

    public String dest() {
        return dest;
    }

    /** The body as it was written; not to be changed. */
    public byte[] body() {
        return body;
    }

    /** What arrives of the body; not to be changed. */
    public byte[] arriving() {
        return damaged == null ? body : damaged;
    }

    /** Whether that is something else than was written. */
    public boolean isDamaged() {
        return damaged != null;
    }

    /** When it was sent, in nanoseconds of the run. */
    public long sentNanos() {
        return sentNanos;
    }

    /** When it is to be delivered, in nanoseconds of the run. */
    public long dueNanos() {
        return dueNanos;
    }

    /** Whether the network made it up as a duplicate. */
    public boolean copy() {
        return copy;
    }

    /** Whether both ends are servers: nodes or services. */
    public boolean betweenServers() {
        return from >= 0 && to >= 0;
    }
}
