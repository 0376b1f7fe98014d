package org.espalier.workbench.workload;

/** The error codes of the protocol, and which of them promise that nothing happened. */
public enum RpcError {
    TIMEOUT(0, false), NODE_NOT_FOUND(1, true), NOT_SUPPORTED(10, true), TEMPORARILY_UNAVAILABLE(11,
            true), MALFORMED_REQUEST(12, true), CRASH(13, false), ABORT(14, true), KEY_DOES_NOT_EXIST(20,
                    true), KEY_ALREADY_EXISTS(21, true), PRECONDITION_FAILED(22, true), TXN_CONFLICT(30, true);

    /** What histories call it when no answer came at all. */
    public static final String NET_TIMEOUT = "net-timeout";

    private final long code;
    private final boolean definite;

    RpcError(long code, boolean definite) {
        this.code = code;
        this.definite = definite;
    }

    /** Whether the operation surely did not and will not happen. Codes of one's own never say so. */
    public static boolean definite(long code) {
        for (RpcError e : values()) {
            if (e.code == code) {
                return e.definite;
            }
        }
        return false;
    }

    /** Whether an error of this name, as histories write it, is definite. */
    public static boolean isDefinite(String name) {
        for (RpcError e : values()) {
            if (nameOf(e.code).equals(name)) {
                return e.definite;
            }
        }
        return false;
    }

    /** The name of a code, as histories write it; {@code unknown} for codes of one's own. */
    public static String nameOf(long code) {
        for (RpcError e : values()) {
            if (e.code == code) {
                return e.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            }
        }
        return "unknown";
    }
}
