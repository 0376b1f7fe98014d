package org.espalier.simulator;

import java.util.List;

/** The actions of the specifications that runs must come to, sooner or later. */
final class Actions {

    private Actions() {}

    /** Those that should have occurred and did not. */
    static List<String> uncovered(Swarm swarm, Coverage coverage) {
        return List.of();
    }
}
