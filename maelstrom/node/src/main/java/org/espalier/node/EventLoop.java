package org.espalier.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The one thread that everything happens on: it takes the lines there are, lets time pass, writes what came of both, and
 * waits for more input or for the next timer, whichever is first. A second thread does nothing but wait in
 * {@code read}, since a read of a pipe cannot be given a deadline.
 */
final class EventLoop {

    /** Bytes of the longest line that is taken in. */
    static final int MAX_LINE_BYTES = 4 << 20;

    private final InputStream in;
    private final OutputStream out;
    private final Server server;
    private final Diagnostics diagnostics;
    private final Inbox inbox = new Inbox();
    private final Lines lines = new Lines(MAX_LINE_BYTES);
    private final long startNanos = System.nanoTime();

    EventLoop(InputStream in, OutputStream out, Server server, Diagnostics diagnostics) {
        this.in = in;
        this.out = out;
        this.server = server;
        this.diagnostics = diagnostics;
    }

    /** Runs until the input ends. */
    void run() throws IOException, InterruptedException {
        Reader reader = new Reader();
        reader.setDaemon(true);
        reader.start();
        try {
            while (inbox.take(waitMillis(), lines)) {
                readLines();
                server.tick(nowMillis());
                server.drainTo(out);
            }
            if (lines.last()) {
                server.line(lines.bytes(), lines.start(), lines.end(), nowMillis());
                server.tick(nowMillis());
            }
            server.drainTo(out);
        } finally { // an answer to what stopped the node is still due
            server.lastWords(out);
        }
    }

    private void readLines() {
        while (lines.next()) {
            server.line(lines.bytes(), lines.start(), lines.end(), nowMillis());
        }
        long skipped = lines.takeSkipped();
        if (skipped > 0) {
            diagnostics.say("ignored " + skipped + " line(s) of more than " + MAX_LINE_BYTES + " bytes");
        }
    }

    private long waitMillis() {
        long wakeAt = server.wakeAt();
        return wakeAt == Long.MAX_VALUE ? wakeAt : Math.max(0, wakeAt - nowMillis());
    }

    private long nowMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private final class Reader extends Thread {

        Reader() {
            super("stdin");
        }

        @Override
        public void run() {
            byte[] buffer = new byte[1 << 16];
            try {
                int n = in.read(buffer);
                while (n >= 0) {
                    inbox.put(buffer, n);
                    n = in.read(buffer);
                }
            } catch (IOException e) {
                diagnostics.say("stdin cannot be read any more: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                inbox.end();
            }
        }
    }
}
