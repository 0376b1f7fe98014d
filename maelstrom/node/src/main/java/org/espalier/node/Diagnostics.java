package org.espalier.node;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What the node says to people, on stderr: one line per matter, none of it part of the protocol. */
final class Diagnostics {

    /** How much of a strange line is quoted. */
    private static final int MAX_QUOTED_BYTES = 200;

    private final PrintStream err;

    Diagnostics(PrintStream err) {
        this.err = err;
    }

    void say(String line) {
        err.println("espalier-node: " + line);
        err.flush();
    }

    /** Says that a line of input was passed over, and quotes its beginning. */
    void ignored(String why, byte[] text, int from, int to) {
        int end = Math.min(to, from + MAX_QUOTED_BYTES);
        StringBuilder quoted = new StringBuilder(end - from + 3);
        quoted.append(new String(text, from, end - from, StandardCharsets.UTF_8));
        for (int i = 0; i < quoted.length(); i++) {
            if (Character.isISOControl(quoted.charAt(i))) {
                quoted.setCharAt(i, '?');
            }
        }
        say("ignored a line, " + why + ": " + quoted + (end < to ? "..." : ""));
    }

    void defect(Throwable defect) {
        say("stopped by a defect of its own");
        defect.printStackTrace(err);
        err.flush();
    }
}
