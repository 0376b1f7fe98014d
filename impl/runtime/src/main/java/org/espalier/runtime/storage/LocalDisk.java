package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.espalier.core.log.StorageException;
import org.jspecify.annotations.Nullable;

/** A directory of the file system, locked for one process. Names are synced where the system can do that, not on Windows. */
final class LocalDisk implements Disk {

    private static final String LOCK = "lock";

    /** Directories open in this process: a lock is the process's, and closing any channel to the file would release it. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;

    private LocalDisk(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Opens a directory, and makes it if it does not exist.
     *
     * @throws StorageException when that cannot be done, or when it is open already
     */
    static LocalDisk open(Path directory) {
        try {
            if (!Files.exists(directory.resolve(Recovery.FOUNDED))) { // it comes last, when all else is durable
                Directories.make(directory);
            }
            Path real = directory.toRealPath();
            if (!OPEN.add(real)) {
                throw held(real);
            }
            FileChannel lock = null;
            try {
                lock = lock(real);
                if (lock == null) {
                    throw held(real);
                }
                return new LocalDisk(real, lock);
            } finally {
                if (lock == null) {
                    OPEN.remove(real);
                }
            }
        } catch (IOException e) {
            throw new StorageException(directory + ": cannot open the directory: " + Trouble.why(e), e);
        }
    }

    private static StorageException held(Path directory) {
        return new StorageException(
                directory + ": another member has it open. Give each member a directory of its own");
    }

    private static @Nullable FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? channel : null;
    }

    @Override
    public String place() {
        return directory.toString();
    }

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.remove(LOCK);
        names.sort(null);
        return names;
    }

    @Override
    public Disk.File create(String name) throws IOException {
        return new LocalFile(FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE));
    }

    @Override
    public Disk.File open(String name) throws IOException {
        return new LocalFile(FileChannel.open(directory.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    @Override
    public void sync() throws IOException {
        Directories.sync(directory);
    }

    @Override
    public void close() {
        closeQuietly(lock);
        OPEN.remove(directory);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing depends on it: what was to be durable has been synced before.
        }
    }

    private record LocalFile(FileChannel channel) implements Disk.File {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            long at = offset;
            while (into.hasRemaining()) {
                int read = channel.read(into, at);
                if (read < 0) {
                    return;
                }
                at += read;
            }
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            long at = offset;
            while (from.hasRemaining()) {
                at += channel.write(from, at);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false); // with the size, but without the times
        }

        @Override
        public void close() {
            closeQuietly(channel);
        }
    }
}
