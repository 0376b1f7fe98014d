package org.espalier.cli;

import java.util.regex.Pattern;

/** The size of a JVM's heap, as it is written on a command line. */
final class Heap {

    /** What to write instead. */
    static final String ADVICE = "write a number and k, m or g, as in 512m or 6g";

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,8}[kKmMgG]");

    private Heap() {}

    static boolean valid(String size) {
        return SIZE.matcher(size).matches();
    }
}
