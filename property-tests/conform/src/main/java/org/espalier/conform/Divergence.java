package org.espalier.conform;

import java.util.List;

/**
 * Where the two graphs part, as early as possible.
 *
 * @param path the labels of a shortest way there, from an initial state
 * @param what in one line
 * @param details what differs, and nothing else
 */
public record Divergence(List<String> path, String what, List<String> details) {

    public Divergence {
        path = List.copyOf(path);
        details = List.copyOf(details);
    }
}
