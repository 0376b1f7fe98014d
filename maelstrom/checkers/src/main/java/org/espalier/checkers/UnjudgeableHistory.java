package org.espalier.checkers;

/** A history whose operations are not those of the workload that it is to be judged by; one line says which and why. */
public final class UnjudgeableHistory extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnjudgeableHistory(String message) {
        super(message);
    }
}
