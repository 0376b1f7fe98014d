package org.espalier.node;

/** A command line that cannot be used; the message is one line that says why. */
final class BadArguments extends Exception {

    private static final long serialVersionUID = 1L;

    BadArguments(String message) {
        super(message, null, false, false);
    }
}
