package org.espalier.checkers.history;

import java.io.IOException;
import java.util.function.Consumer;

/** A history that can be walked from its beginning as often as wanted: a list in memory, or a file that is streamed. */
@FunctionalInterface
public interface OpSource {

    /**
     * Gives every event, in order of its index.
     *
     * @throws MalformedHistory if the source does not hold a history
     * @throws IOException if it cannot be read
     */
    void forEach(Consumer<? super Op> sink) throws IOException;
}
