package org.espalier.spec;

import java.util.List;

/**
 * Whether TLC's answer is the one that the manifest expects.
 *
 * @param status  the short answer
 * @param reasons one line per disagreement, or what to keep in mind
 */
public record Verdict(Status status, List<String> reasons) {

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** The short answer. */
    public enum Status {
        /** As expected. */
        AGREES,
        /** A canary that shows a pinned defect of the bundled TLC, which the specifications avoid. */
        KNOWN,
        /** Not as expected. */
        DISAGREES
    }

    static final Verdict AGREES = new Verdict(Status.AGREES, List.of());

    static Verdict of(List<String> disagreements) {
        return disagreements.isEmpty() ? AGREES : new Verdict(Status.DISAGREES, disagreements);
    }

    /** Whether nothing is to be done. */
    public boolean good() {
        return status != Status.DISAGREES;
    }
}
