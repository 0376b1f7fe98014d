package org.espalier.cli;

/** An argument or a file that cannot be used: its message is one line that says what, where and what to do. */
final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
