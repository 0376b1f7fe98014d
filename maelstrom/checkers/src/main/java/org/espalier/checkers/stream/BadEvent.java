package org.espalier.checkers.stream;

/** An event that cannot follow those before it; the message is one line that says why. */
public final class BadEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadEvent(String message) {
        super(message);
    }
}
