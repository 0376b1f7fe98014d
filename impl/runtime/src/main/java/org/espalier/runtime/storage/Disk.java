package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The one directory that {@link FileStorage} keeps its files in: a port, so that a test can bring a disk that fails. One
 * thread at a time.
 *
 * <p>What a crash may do, and all that it may do: names change in the order of the calls, and those since the last {@link
 * #sync} may be undone, the newest first. A file keeps what its last {@link File#sync} covered; of what was written since,
 * every sector of {@value #SECTOR_BYTES} bytes is there as written or is still as it was (zeros, where there was nothing),
 * and the file may be shorter.
 */
public interface Disk extends AutoCloseable {

    /** The bytes that reach the medium together or not at all. */
    int SECTOR_BYTES = 512;

    /** The directory, as a user would name it. */
    String place();

    /** The names in the directory, sorted. */
    List<String> names() throws IOException;

    /** A new, empty file. Fails when the name is taken. */
    File create(String name) throws IOException;

    /** An existing file, for reading. */
    File open(String name) throws IOException;

    /** Gives a file another name, in one step. An open file stays open. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /** Returns when the names survive a crash. */
    void sync() throws IOException;

    /** Lets another open the directory. Never fails. */
    @Override
    void close();

    /** One file. Offsets and sizes are in bytes. */
    interface File extends AutoCloseable {

        long size() throws IOException;

        /** Fills the buffer from {@code offset} on, or less at the end of the file. */
        void read(ByteBuffer into, long offset) throws IOException;

        /** Writes all of the buffer at {@code offset}. */
        void write(ByteBuffer from, long offset) throws IOException;

        /** Returns when everything written survives a crash. After a failure nothing is known of what was written. */
        void sync() throws IOException;

        /** Promises nothing. Never fails. */
        @Override
        void close();
    }
}
