package org.espalier.runtime.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.espalier.core.log.Durable;
import org.espalier.core.log.Storage;
import org.espalier.core.log.Write;

/**
 * A durable record in memory: for tests, where it outlives the member that uses it, and for members without a disk. What a
 * crash takes is some suffix of the writes since the last sync.
 */
public final class MemoryStorage implements Storage {

    private final LogImage synced = new LogImage();
    private final List<Write> unsynced = new ArrayList<>();
    private LogImage image = new LogImage();
    private long incarnation;

    /** A life of the member begins: greater than any before, and at least {@code wallMillis} and 1. */
    public long begin(long wallMillis) {
        incarnation = Math.max(wallMillis, incarnation + 1);
        return incarnation;
    }

    /** The member dies; so many writes since the last sync survive, and no more than there are. */
    public void crash(int survivors) {
        keep(Math.min(survivors, unsynced.size()));
        image = synced.copy();
    }

    /** The member dies; some prefix of the writes since the last sync survives. */
    public void crash(RandomGenerator random) {
        crash(random.nextInt(unsynced.size() + 1));
    }

    @Override
    public Durable recover() {
        return image.durable();
    }

    /** @throws IllegalArgumentException as {@link Write#applyTo} does; then nothing has happened */
    @Override
    public void append(Write write) {
        image.apply(write);
        unsynced.add(write);
    }

    @Override
    public void sync() {
        keep(unsynced.size());
    }

    /** Keeps everything. */
    @Override
    public void close() {
        sync();
    }

    private void keep(int writes) {
        unsynced.subList(0, writes).forEach(synced::apply);
        unsynced.clear();
    }
}
