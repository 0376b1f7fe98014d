package org.espalier.workbench.process;

import java.util.List;

/**
 * A node program that broke the rules of the game, whatever it delivered.
 *
 * @param node which node
 * @param kind what it did
 * @param story what happened, in one line
 * @param lastLines the last lines that it wrote to its standard error
 */
public record NodeFault(String node, Kind kind, String story, List<String> lastLines) {

    /** What nodes do wrong. */
    public enum Kind {
        /** The process ended on its own. */
        CRASHED,
        /** It printed a line that is not a message. */
        GARBAGE,
        /** It sent a message to nobody. */
        NO_SUCH_DESTINATION,
        /** It did not answer {@code init}, or with something else than {@code init_ok}. */
        NO_INIT,
        /** It did not take the topology. */
        NO_TOPOLOGY,
        /** Its answer to a request does not have the form that the workload asks for. */
        MALFORMED_REPLY,
        /** It is alive and does not answer. */
        SILENT,
        /** It closed a stream or does not read what is sent to it. */
        STUCK
    }

    public NodeFault {
        lastLines = List.copyOf(lastLines);
    }
}
