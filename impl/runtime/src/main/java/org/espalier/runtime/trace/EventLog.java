package org.espalier.runtime.trace;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.espalier.core.Observer;

/**
 * Writes one line of JSON for each action that the members of a group take, in the order in which they take them: what
 * {@code espalier trace} reads. The first line says who they are.
 *
 * <p>Beside the core's own, there are actions of the host, in the module {@code Node}: a life of a member begins, its
 * disk is given a write, or has written. What the application is given is an action of the layer that gives it.
 *
 * <p>Not thread-safe. What cannot be written is thrown as {@link UncheckedIOException}.
 */
public final class EventLog implements Observer {

    /** When an event was, in microseconds; for people, and nothing depends on it. */
    @FunctionalInterface
    public interface Clock {

        /** Now. */
        long micros();
    }

    /** The module of the host's own actions. */
    public static final String HOST = "Node";
    /** A life begins; {@code x} is its number, {@code y} is 1 when the member has ever lost its disk. */
    public static final String START = "Start";
    /** The core handed its {@code x}-th write of this life to the disk. */
    public static final String WRITE = "Write";
    /** The core is told that the first {@code x} writes of this life are durable. */
    public static final String DURABLE = "Durable";
    /** Nothing is under way any more. */
    public static final String QUIET = "Quiet";
    /** In a layer's module: the application is given a message; {@code x} and {@code y} are its origin and number. */
    public static final String DELIVER = "Deliver";

    private final Appendable out;
    private final Clock clock;
    private final StringBuilder line = new StringBuilder(128);

    /**
     * Begins with the first line.
     *
     * @param order {@code fifo}, {@code causal} or {@code total}: which of the orders is used
     * @param nodes how many members there are
     * @param voters how many of them vote, from the first on; 0 when nobody does
     */
    public EventLog(Appendable out, String order, int nodes, int voters, Clock clock) {
        this.out = out;
        this.clock = clock;
        line.append("{\"trace\":1,\"order\":\"").append(order).append("\",\"nodes\":").append(nodes)
                .append(",\"voters\":").append(voters).append("}\n");
        write();
    }

    /** A life of {@code member} begins, its {@code number}-th; {@code bereft}: it has lost its disk, now or earlier. */
    public void started(int member, long number, boolean bereft) {
        observe(HOST, START, member, -1, number, bereft ? 1 : 0);
    }

    /** In this life {@code member} handed {@code writes} writes to its disk, or is told that so many are {@code durable}. */
    public void wrote(int member, long writes, boolean durable) {
        observe(HOST, durable ? DURABLE : WRITE, member, -1, writes, 0);
    }

    /** The layer {@code module} gives the application of {@code member} the message {@code seq} of {@code origin}. */
    public void delivered(String module, int member, int origin, long seq) {
        observe(module, DELIVER, member, -1, origin, seq);
    }

    /** There have been no faults for long enough: what is under way on a stream that both ends keep has come. */
    public void quiet() {
        observe(HOST, QUIET, 0, -1, 0, 0);
    }

    @Override
    public void observe(String module, String action, int self, int peer, long x, long y) {
        line.append("{\"t\":").append(clock.micros()).append(",\"node\":").append(self).append(",\"module\":\"")
                .append(module).append("\",\"action\":\"").append(action).append('"');
        if (peer >= 0) {
            line.append(",\"peer\":").append(peer);
        }
        line.append(",\"x\":").append(x).append(",\"y\":").append(y).append("}\n");
        write();
    }

    private void write() {
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.setLength(0);
    }
}
