package org.espalier.core.log;

/**
 * Where a member keeps its {@link Durable} record: a port, which the host brings. One thread at a time.
 *
 * <p>After a crash, {@link #recover} gives the record as it was after some prefix of the appended writes, at least up to
 * the last {@link #sync}. Every method fails with a {@link StorageException}, after which only {@link #close} may be called:
 * the member must stop, because it no longer knows what is durable.
 */
public interface Storage extends AutoCloseable {

    /** What is on disk. Called once, first. */
    Durable recover();

    /** Writes, without a promise that it survives a crash. The order of appends is kept. */
    void append(Write write);

    /** Returns when everything appended so far survives a crash. */
    void sync();

    @Override
    void close();
}
