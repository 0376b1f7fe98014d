package org.espalier.node;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the node says to people, on stderr: one line per matter, none of it part of the protocol. */
final class Diagnostics {

    /** How much of a strange line is quoted. */
    private static final int MAX_QUOTED_BYTES = 200;

    /** So many strange lines are quoted; whoever sends more has been told. */
    private static final int MAX_QUOTED_LINES = 20;

    private final PrintStream err;
    private long ignored;
    private long corrupt;

    Diagnostics(PrintStream err) {
        this.err = err;
    }

    void say(String line) {
        err.println("espalier-node: " + line);
        err.flush();
    }

    /** Counts a line of input that was passed over; the first ones are quoted. */
    void ignored(String why, byte[] text, int from, int to) {
        if (++ignored <= MAX_QUOTED_LINES) {
            say("ignored a line, " + why + ": " + quoted(text, from, to)
                    + (ignored == MAX_QUOTED_LINES ? " (more are not shown)" : ""));
        }
    }

    /** Counts a message of another node that was damaged on its way and is lost therefore; the first one is quoted. */
    void corrupt(String why, byte[] text, int from, int to) {
        if (++corrupt == 1) {
            say("dropped a corrupt message, " + why + ": " + quoted(text, from, to) + " (more are only counted)");
        }
    }

    /** How many corrupt messages were dropped so far. */
    long corrupt() {
        return corrupt;
    }

    /** The node ends: says how many lines there were that were not shown. */
    void end() {
        if (ignored > MAX_QUOTED_LINES) {
            say("ignored " + ignored + " lines in all");
        }
        if (corrupt > 1) {
            say("dropped " + corrupt + " corrupt messages in all");
        }
    }

    private static String quoted(byte[] text, int from, int to) {
        int end = Math.min(to, from + MAX_QUOTED_BYTES);
        StringBuilder quoted = new StringBuilder(end - from + 3);
        quoted.append(new String(text, from, end - from, StandardCharsets.UTF_8));
        for (int i = 0; i < quoted.length(); i++) {
            if (Character.isISOControl(quoted.charAt(i))) {
                quoted.setCharAt(i, '?');
            }
        }
        return quoted.append(end < to ? "..." : "").toString();
    }

    void defect(Throwable defect) {
        say("stopped by a defect of its own");
        defect.printStackTrace(err);
        err.flush();
    }
}
