package org.espalier.checkers.history;

import java.io.IOException;

/** A file that does not hold a history; the message is one line that says what, where and what to do. */
public final class MalformedHistory extends IOException {

    private static final long serialVersionUID = 1L;

    public MalformedHistory(String message) {
        super(message);
    }

    /** With the place, as editors understand it. */
    MalformedHistory(String file, long line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
