package org.espalier.workbench.net;

/** A line that is no message; its text says why. */
public final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    public Malformed(String why) {
        super(why, null, false, false);
    }
}
