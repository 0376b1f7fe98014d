package org.espalier.cli;

/** What a command's exit code means; the values are Maelstrom's. */
final class ExitCode {

    /** Everything that was checked holds. */
    static final int GOOD = 0;
    /** A property was violated. */
    static final int VIOLATED = 1;
    /** It could not be decided. */
    static final int UNKNOWN = 2;
    /** The arguments or an input cannot be used. */
    static final int BAD_ARGUMENTS = 254;
    /** The command itself failed. */
    static final int CRASH = 255;

    private ExitCode() {}
}
