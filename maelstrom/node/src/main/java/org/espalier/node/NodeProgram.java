package org.espalier.node;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import org.espalier.core.Observer;
import org.espalier.core.log.Storage;

/**
 * One life of the node program without its pipes, its clock and its disk, for a host that brings all of them: lines and times
 * go in, lines come out. The process that {@link Main} runs is such a host, too; both drive the same class, and equal inputs
 * give equal outputs.
 *
 * <p>The host's turn is a batch: any number of {@link #line lines}, then a {@link #tick}, then {@link #speakTo}; and as long
 * as that says so, a {@link #sync}, which may take its time, and {@link #speakTo} again. An exception other than an
 * {@link IOException} is a defect, and the end of this life.
 */
public final class NodeProgram {

    private final Server server;

    /**
     * A node that waits for {@code init}.
     *
     * @param args the command line; {@code --data} and {@code --mutant} are the host's business
     * @param incarnation greater than that of any life of this node before
     * @param storage where the log of a total order is kept, or empty
     * @param observer hears of the core's actions
     * @param err what it says to people
     * @throws IllegalArgumentException when the command line is none
     */
    public NodeProgram(List<String> args, Variant variant, long incarnation, Optional<Storage> storage,
            Observer observer, PrintStream err) {
        Options options;
        try {
            options = Options.parse(args.toArray(new String[0]));
        } catch (BadArguments e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (options == null || options.data() != null || options.mutant() != null) {
            throw new IllegalArgumentException("no --help, --data or --mutant here: " + args);
        }
        server = new Server(options, variant, (nodeId, group) -> new Life(incarnation, storage),
                new Diagnostics(err), observer);
    }

    /** Takes in one line, without its newline. */
    public void line(byte[] text, long nowMillis) {
        server.line(text, 0, text.length, nowMillis);
    }

    /** Lets time come to {@code nowMillis}, which never goes back. */
    public void tick(long nowMillis) {
        server.tick(nowMillis);
    }

    /**
     * Lets the node suspect the member of that name, with which nothing need be wrong, from the next {@link #tick} until it
     * hears it, or for a while; one that is in no group yet suspects nobody.
     */
    public void suspect(String peer) {
        server.suspect(peer);
    }

    /** When the next {@link #tick} is due at the latest; {@code Long.MAX_VALUE} when time is not waited for. */
    public long wakeAt() {
        return server.wakeAt();
    }

    /** Writes out the lines that do not depend on the disk; returns whether there may be others after a {@link #sync}. */
    public boolean speakTo(OutputStream to) throws IOException {
        return server.speakTo(to);
    }

    /** Makes durable what has been written, and works off what follows from that. */
    public void sync() {
        server.sync();
    }
}
