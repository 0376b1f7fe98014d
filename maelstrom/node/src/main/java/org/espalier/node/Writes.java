package org.espalier.node;

import java.util.Optional;

import org.espalier.core.log.Durable;
import org.espalier.core.log.Storage;
import org.espalier.core.log.Write;

/** What the log wants durable, and how much of it is: many writes, one sync. Without a storage everything is, at once. */
final class Writes {

    private final Optional<Storage> storage;
    private long appended;
    private long durable;

    Writes(Optional<Storage> storage) {
        this.storage = storage;
    }

    /** What is on disk, first of all. */
    Durable recover() {
        return storage.map(Storage::recover).orElse(Durable.EMPTY);
    }

    void append(Write write) {
        storage.ifPresent(s -> s.append(write));
        appended++;
    }

    /** Whether something is not durable. */
    boolean areDue() {
        return durable < appended;
    }

    /** Whether a sync takes its time. */
    boolean takeTime() {
        return storage.isPresent();
    }

    /** Makes everything durable; returns how many writes are. */
    long sync() {
        storage.ifPresent(Storage::sync);
        durable = appended;
        return durable;
    }

    void close() {
        storage.ifPresent(Storage::close);
    }
}
