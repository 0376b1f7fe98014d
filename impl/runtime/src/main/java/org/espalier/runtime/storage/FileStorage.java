package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.espalier.core.log.Durable;
import org.espalier.core.log.Storage;
import org.espalier.core.log.StorageException;
import org.espalier.core.log.Write;
import org.jspecify.annotations.Nullable;

/**
 * The durable record as an append-only log in one directory. Nothing written is ever written over.
 *
 * <p>The log is a sequence of segments ({@link SegmentHeader}) of records ({@link Frame}). Each life of the member begins a
 * segment of its own, and so does each snapshot, with the snapshot and the entries behind it; then all older segments are
 * deleted. A segment gets its name when it is durable, so one with a name is whole. The header says how far the segment
 * before it counts: so the torn end of an earlier life stays where it is and is never read again. What that life wrote and
 * did not sync can be read and is yet not durable, not even by another sync, if its own had failed: the new life begins with
 * a copy of it.
 *
 * <p>{@link #append} fills a buffer and writes when that is full. {@link #sync} writes the rest, forces it to the medium and
 * adds a marker that says how far; {@link Recovery} tells from the markers what may be missing. A snapshot is synced, with
 * everything before it, by {@code append} itself, which may take as long as writing it takes.
 *
 * <p>After a failure nothing is tried again: the operating system may have dropped what it could not write, and a second
 * sync would then succeed without it (Rebello and others, "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
 * The thread that calls must not be interrupted: that closes the file, and counts as a failure.
 */
public final class FileStorage implements Storage {

    private static final byte[] FOUNDED = "Espalier's log. Delete the directory as a whole, or nothing in it.\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Disk disk;
    private final StorageConfig config;
    private final StorageVariant variant;
    private final LogImage image;
    private final boolean fresh;
    private final Optional<String> cut;
    private final ByteBuffer buffer;

    private SegmentWriter writer;
    /** Number of the segment that the log begins in. */
    private long oldest;
    private boolean appended;
    private @Nullable String dead;
    private boolean closed;

    /**
     * Opens the log in a directory, or begins one where there is none, and starts a new life of the member.
     *
     * @param directory made if it does not exist; one process at a time
     * @param wallMillis the clock's; the incarnation is at least this, and at least 1
     * @throws StorageException when another has the directory open, when it holds something else, or when something that had
     *     been synced is damaged or missing
     */
    public static FileStorage open(Path directory, StorageConfig config, long wallMillis) {
        return open(LocalDisk.open(directory), config, wallMillis);
    }

    /**
     * Like {@link #open(Path, StorageConfig, long)} for a member that has been here before, which must not begin anew: empty
     * when there is no log in the directory, and then none is begun.
     */
    public static Optional<FileStorage> reopen(Path directory, StorageConfig config, long wallMillis) {
        return open(LocalDisk.open(directory), config, wallMillis, StorageVariant.SOUND, false);
    }

    /** Like {@link #open(Path, StorageConfig, long)}, on any disk; takes the disk over and closes it. */
    public static FileStorage open(Disk disk, StorageConfig config, long wallMillis) {
        return open(disk, config, wallMillis, StorageVariant.SOUND);
    }

    static FileStorage open(Disk disk, StorageConfig config, long wallMillis, StorageVariant variant) {
        return open(disk, config, wallMillis, variant, true).orElseThrow();
    }

    private static Optional<FileStorage> open(Disk disk, StorageConfig config, long wallMillis, StorageVariant variant,
            boolean mayBegin) {
        boolean open = false;
        try {
            Optional<Recovery.Log> log = new Recovery(disk, config.bufferBytes(), variant).run();
            if (log.isEmpty() && !mayBegin) {
                return Optional.empty();
            }
            FileStorage storage = new FileStorage(disk, config, wallMillis, variant, log);
            open = true;
            return Optional.of(storage);
        } catch (IOException e) {
            throw Trouble.failed(disk, "open the log", e);
        } finally {
            if (!open) {
                disk.close();
            }
        }
    }

    private FileStorage(Disk disk, StorageConfig config, long wallMillis, StorageVariant variant,
            Optional<Recovery.Log> log) throws IOException {
        this.disk = disk;
        this.config = config;
        this.variant = variant;
        this.image = log.map(Recovery.Log::image).orElseGet(LogImage::new);
        this.fresh = log.isEmpty();
        this.cut = log.flatMap(Recovery.Log::cut);
        this.buffer = ByteBuffer.allocateDirect(config.bufferBytes());

        List<String> names = disk.names();
        for (String name : names) {
            if (Recovery.isUnfinished(name)) {
                disk.delete(name);
            }
        }
        oldest = log.map(Recovery.Log::oldest).orElse(1L);
        writer = log.isEmpty()
                ? begin(SegmentHeader.first(Math.max(1, wallMillis)), List.of())
                : begin(SegmentHeader.after(log.get().last(), log.get().end(), life(wallMillis, log.get().last())),
                        log.get().unsynced());
        try {
            deleteBefore(oldest);
            if (!names.contains(Recovery.FOUNDED)) {
                found();
            }
        } catch (IOException e) {
            writer.close();
            throw e;
        }
    }

    /** This life of the member: greater than any before it in this directory, and durable. */
    public long incarnation() {
        return writer.header().incarnation();
    }

    /** Whether there was no log in the directory: the member has never been here, or was bereft of all it had. */
    public boolean fresh() {
        return fresh;
    }

    /** What a crash had left unfinished at the end of the log, in one line; nobody had been told that it was durable. */
    public Optional<String> cut() {
        return cut;
    }

    @Override
    public Durable recover() {
        requireAlive();
        return image.durable();
    }

    /** @throws IllegalArgumentException as {@link Write#applyTo} does; then nothing has happened */
    @Override
    public void append(Write write) {
        requireAlive();
        boolean newBase = image.isNewer(write.snapshot());
        long kept = image.apply(write);
        try {
            if (newBase) {
                startAnew();
            } else {
                writer.write(write.ep(), write.le(), kept, write.entries());
                appended = true;
            }
        } catch (IOException e) {
            throw die("write", e);
        }
    }

    @Override
    public void sync() {
        requireAlive();
        if (!appended) {
            return;
        }
        try {
            writer.flush();
            sync(writer);
            appended = false;
            long synced = writer.position();
            if (synced >= config.segmentBytes()) {
                goOnWith(SegmentHeader.after(writer.header(), synced, incarnation()));
            } else {
                writer.synced(synced);
                writer.flush();
            }
        } catch (IOException e) {
            throw die("sync", e);
        }
    }

    /** Syncs what is not synced yet, unless something has failed before. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (dead == null) {
                sync();
                sync(writer); // the last marker
            }
        } catch (IOException e) {
            throw die("sync", e);
        } finally {
            dead = "it is closed";
            writer.close();
            disk.close();
        }
    }

    private void requireAlive() {
        if (dead != null) {
            throw new StorageException(disk.place() + ": the log takes nothing more: " + dead);
        }
    }

    private StorageException die(String doing, IOException cause) {
        dead = "it could not " + doing + " (" + Trouble.why(cause) + "), so what is durable is not known";
        return Trouble.failed(disk, doing + " the log", cause);
    }

    private long life(long wallMillis, SegmentHeader last) {
        if (variant == StorageVariant.FORGET_INCARNATION) {
            return wallMillis;
        }
        if (last.incarnation() == Long.MAX_VALUE) {
            throw Trouble.unfit(disk, "no greater incarnation is left", "Replace the member, as if its disk had gone");
        }
        return Math.max(wallMillis, last.incarnation() + 1);
    }

    private void sync(SegmentWriter segment) throws IOException {
        if (config.fsync() == StorageConfig.Fsync.NEVER || variant == StorageVariant.SKIP_SYNC) {
            return;
        }
        try {
            segment.sync();
        } catch (IOException e) {
            if (variant != StorageVariant.RETRY_SYNC) {
                throw e;
            }
            segment.sync();
        }
    }

    /** The snapshot that the image now begins with, and what follows on it, become a log of their own. */
    private void startAnew() throws IOException {
        if (variant == StorageVariant.DELETE_EARLY) {
            deleteBefore(writer.header().number() + 1);
        }
        goOnWith(SegmentHeader.anew(writer.header()));
        appended = false;
        oldest = writer.header().number();
        deleteBefore(oldest);
    }

    private void goOnWith(SegmentHeader header) throws IOException {
        writer.close();
        writer = begin(header, List.of());
    }

    /**
     * Begins a segment: its name appears when it is durable.
     *
     * @param first writes that it begins with
     */
    private SegmentWriter begin(SegmentHeader header, List<Write> first) throws IOException {
        String unfinished = header.name() + Recovery.UNFINISHED;
        SegmentWriter begun = new SegmentWriter(disk.create(unfinished), header, buffer, config.maxRecordBytes());
        try {
            if (header.base()) {
                begun.image(image, config.bufferBytes());
            }
            for (Write write : first) {
                begun.write(write.ep(), write.le(), write.keep(), write.entries());
            }
            begun.finishHeader();
            sync(begun);
            disk.rename(unfinished, header.name());
            syncNames();
            return begun;
        } catch (IOException e) {
            begun.close();
            throw e;
        }
    }

    private void deleteBefore(long number) throws IOException {
        for (long old : Recovery.numbers(disk.names())) {
            if (old < number) {
                disk.delete(SegmentHeader.name(old));
            }
        }
    }

    private void found() throws IOException {
        try (Disk.File file = disk.create(Recovery.FOUNDED)) {
            file.write(ByteBuffer.wrap(FOUNDED), 0);
            file.sync();
        }
        syncNames();
    }

    private void syncNames() throws IOException {
        if (config.fsync() == StorageConfig.Fsync.ALWAYS && variant != StorageVariant.SKIP_NAME_SYNC) {
            disk.sync();
        }
    }
}
