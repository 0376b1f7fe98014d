package org.espalier.workbench;

/** Where a run tells people what it does. Called by several threads. */
public interface Console {

    /** Shows nothing. */
    Console SILENT = new Console() {
        @Override
        public void log(String line) {}

        @Override
        public void progress(String phase, double done) {}
    };

    /** A line that was asked for: what nodes write to their standard error, and messages. */
    void log(String line);

    /** How far the present phase is: from 0 to 1. */
    void progress(String phase, double done);
}
