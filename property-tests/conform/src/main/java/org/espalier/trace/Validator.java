package org.espalier.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongConsumer;

import org.espalier.trace.Validation.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace once for each layer, an event at a time, and keeps nothing but the states in which the specification can be.
 * One at a time in a JVM: TLC keeps the variables of a specification in static fields.
 */
public final class Validator {

    private static final int EVERY = 1_000;

    private final Path folder;

    /** {@code folder} has the specifications. */
    public Validator(Path folder) {
        this.folder = folder;
    }

    /**
     * The layers of which {@code file} has events of their own.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it is not a trace
     */
    public static Set<Traced> layers(Path file) throws IOException {
        Set<Traced> found = EnumSet.noneOf(Traced.class);
        try (Events events = Events.open(file)) {
            for (Event event = events.next(); event != null; event = events.next()) {
                if (found.size() < Traced.values().length) {
                    Traced.named(event.module()).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /**
     * Holds the events of one layer against its specification.
     *
     * @param progress is told the number of lines read now and then
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when it is not a trace
     */
    public Validation validate(Path file, Traced traced, LongConsumer progress) throws IOException {
        long start = System.nanoTime();
        long accepted = 0;
        int widest = 1;
        Rejection rejection = null;
        try (Events events = Events.open(file)) {
            SpecRun run = SpecRun.read(folder, traced.binding(), events.header());
            for (Event event = events.next(); event != null; event = events.next()) {
                if (event.line() % EVERY == 0) {
                    progress.accept(event.line());
                }
                if (!traced.concerns(event)) {
                    continue;
                }
                rejection = rejected(run, event);
                if (rejection != null) {
                    break;
                }
                accepted++;
                widest = Math.max(widest, run.width());
            }
        }
        return new Validation(traced, accepted, widest, (System.nanoTime() - start) / 1_000_000, rejection);
    }

    private static @Nullable Rejection rejected(SpecRun run, Event event) {
        return run.take(event) ? null : new Rejection(event, run.why(event), run.possible(event));
    }
}
