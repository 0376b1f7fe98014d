package org.espalier.checkers;

import java.io.IOException;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.history.OpSource;

/**
 * Judges a history in one pass: every event in order, then the result.
 *
 * <p>A checker is used for one history and by one thread.
 */
public interface OpChecker {

    void accept(Op op);

    /** What was found; ask once, after the last event. */
    Result result();

    /** Walks the source through this checker. */
    default Result check(OpSource source) throws IOException {
        source.forEach(this::accept);
        return result();
    }

    /** Walks a history in memory through this checker. */
    default Result check(History history) {
        history.forEach(this::accept);
        return result();
    }
}
