package org.espalier.trace;

/**
 * One action of one node.
 *
 * @param line where it stands in its file, from 1
 * @param module of the specification that has the action, or {@code "Node"}
 * @param node the index of the member that took it
 * @param peer the index of the other member it concerns, or -1
 * @param x first argument, as the layer documents it
 * @param y second argument
 */
public record Event(long line, String module, String action, int node, int peer, long x, long y) {

    @Override
    public String toString() {
        return module + "." + action + " of n" + node + (peer < 0 ? "" : " with n" + peer) + " (" + x + ", " + y + ")";
    }
}
