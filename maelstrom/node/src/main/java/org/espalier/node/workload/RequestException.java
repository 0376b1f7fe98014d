package org.espalier.node.workload;

/**
 * A request that is refused: it becomes an {@code error} reply. Every code here is <em>definite</em> (the request was not
 * carried out and never will be), so throw it only before the request had any effect.
 */
public final class RequestException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Maelstrom's {@code not-supported}. */
    private static final int NOT_SUPPORTED = 10;
    /** Maelstrom's {@code temporarily-unavailable}. */
    private static final int TEMPORARILY_UNAVAILABLE = 11;
    /** Maelstrom's {@code malformed-request}. */
    private static final int MALFORMED_REQUEST = 12;
    /** Maelstrom's {@code abort}: definite, for what no other code names. */
    private static final int ABORT = 14;
    /** Maelstrom's {@code key-does-not-exist}. */
    private static final int KEY_DOES_NOT_EXIST = 20;
    /** Maelstrom's {@code precondition-failed}. */
    private static final int PRECONDITION_FAILED = 22;

    private final int code;
    private final String text;

    private RequestException(int code, String text) {
        super(text, null, false, false); // no stack: an answer, not a defect
        this.code = code;
        this.text = text;
    }

    /** This node, or this workload, has no such request. */
    public static RequestException notSupported(String text) {
        return new RequestException(NOT_SUPPORTED, text);
    }

    /** Not now; the same request may succeed later. */
    public static RequestException temporarilyUnavailable(String text) {
        return new RequestException(TEMPORARILY_UNAVAILABLE, text);
    }

    /** The request lacks something, or something in it has the wrong shape. */
    public static RequestException malformed(String text) {
        return new RequestException(MALFORMED_REQUEST, text);
    }

    /** The request contradicts what was agreed before. */
    public static RequestException abort(String text) {
        return new RequestException(ABORT, text);
    }

    /** What was asked about is not there. */
    public static RequestException keyDoesNotExist(String text) {
        return new RequestException(KEY_DOES_NOT_EXIST, text);
    }

    /** What had to hold did not. */
    public static RequestException preconditionFailed(String text) {
        return new RequestException(PRECONDITION_FAILED, text);
    }

    /** Maelstrom's error code. */
    public int code() {
        return code;
    }

    /** One line for a person. */
    public String text() {
        return text;
    }
}
