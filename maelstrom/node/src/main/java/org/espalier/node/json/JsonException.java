package org.espalier.node.json;

/** A text that is not JSON, or that exceeds a limit; the message is one line that says what and at which byte. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    JsonException(String what, int at) {
        super(what + " at byte " + at, null, false, false); // no stack: it is the sender's defect, not ours
    }
}
