package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.espalier.core.log.Write;
import org.espalier.runtime.storage.SegmentReader.Found;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log back. The one hard question is what a bad record means. The end of the log may be torn: a crash came while it
 * was being written, nobody was told that it is durable, and it is cut off. But if the record had been synced, it may have
 * been acknowledged, and dropping it would break a promise: the store refuses to open. It had been synced
 *
 * <ul>
 * <li>if it is not in the last segment (a segment is begun only when all before it is durable), or lies below the durable
 * end that the header of the last one states;
 * <li>if a later marker in the segment says so: each sync is followed by a marker with the offset that it covered;
 * <li>if it is not what a crash leaves behind, see {@link SegmentReader}. This is for the very last sync, whose marker is
 * not synced itself and may be lost with the power.
 * </ul>
 *
 * <p>Two limits. When the last segment has become shorter, or zeros from some sector to its end, all that told how long it
 * was has gone with it, so a disk that does this to synced data (one that lies about syncing, say) makes us forget. The same
 * holds for zeros in the last sync alone, if the power fails before its marker reaches the medium. And a torn record is taken
 * for a flipped bit, and refused, with a probability of its length in bits by 2<sup>32</sup>.
 */
final class Recovery {

    /** Tells a directory whose segments were deleted from a new one. */
    static final String FOUNDED = "espalier-log";
    /** What a file is called until it is durable. */
    static final String UNFINISHED = ".new";

    /**
     * What was found.
     *
     * @param image what the log comes to
     * @param oldest number of the segment that it begins in
     * @param last header of the newest segment
     * @param end how many bytes of the newest segment are known to have been synced
     * @param unsynced the writes behind them; the image has them too
     * @param cut what was torn at the end, in one line
     */
    record Log(LogImage image, long oldest, SegmentHeader last, long end, List<Write> unsynced, Optional<String> cut) {}

    private final Disk disk;
    private final int bufferBytes;
    private final StorageVariant variant;
    private final LogImage image = new LogImage();
    private final List<Write> unsynced = new ArrayList<>();
    private Optional<String> cut = Optional.empty();

    Recovery(Disk disk, int bufferBytes, StorageVariant variant) {
        this.disk = disk;
        this.bufferBytes = bufferBytes;
        this.variant = variant;
    }

    /**
     * What the directory holds, empty when it is fresh. Changes nothing.
     *
     * @throws org.espalier.core.log.StorageException when something acknowledged is missing, or may be
     */
    Optional<Log> run() throws IOException {
        List<String> names = disk.names();
        List<Long> numbers = numbers(names);
        if (numbers.isEmpty()) {
            requireFresh(names);
            return Optional.empty();
        }
        Deque<SegmentHeader> headers = headers(numbers);
        long oldest = headers.getFirst().number();
        while (headers.size() > 1) {
            SegmentHeader header = headers.removeFirst();
            replay(header, headers.getFirst());
            unsynced.clear();
        }
        SegmentHeader last = headers.getFirst();
        long end = replay(last, null);
        return Optional.of(new Log(image, oldest, last, end, List.copyOf(unsynced), cut));
    }

    static List<Long> numbers(List<String> names) {
        List<Long> numbers = new ArrayList<>();
        for (String name : names) {
            SegmentHeader.number(name).ifPresent(numbers::add);
        }
        numbers.sort(null);
        return numbers;
    }

    /** Whether it is a segment that a crash kept from getting its name. */
    static boolean isUnfinished(String name) {
        return name.endsWith(UNFINISHED)
                && SegmentHeader.number(name.substring(0, name.length() - UNFINISHED.length())).isPresent();
    }

    private void requireFresh(List<String> names) {
        if (names.contains(FOUNDED)) {
            throw Trouble.unfit(disk, "the segments of the log are gone",
                    "The member must not vote without them: replace it, as if its disk had gone");
        }
        for (String name : names) {
            if (!isUnfinished(name)) {
                throw Trouble.unfit(disk, "this is no log of ours, it holds '" + name + "'",
                        "Name an empty directory, or one that does not exist");
            }
        }
    }

    /** The headers from the newest base on. Whatever is older counts no more. */
    private Deque<SegmentHeader> headers(List<Long> numbers) throws IOException {
        Deque<SegmentHeader> headers = new ArrayDeque<>();
        for (int i = numbers.size() - 1; i >= 0; i--) {
            long number = numbers.get(i);
            SegmentHeader header = header(number);
            if (!headers.isEmpty()) {
                SegmentHeader next = headers.getFirst();
                if (number != next.number() - 1) {
                    break;
                }
                if (next.previousIncarnation() != header.incarnation()) {
                    throw Trouble.damaged(disk, next.name(), 0, "it does not follow on " + header.name());
                }
            }
            headers.addFirst(header);
            if (header.base()) {
                return headers;
            }
        }
        throw Trouble.damaged(disk, SegmentHeader.name(headers.getFirst().number() - 1), 0, "the file is missing");
    }

    private SegmentHeader header(long number) throws IOException {
        String name = SegmentHeader.name(number);
        try (Disk.File file = disk.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
            file.read(bytes, 0);
            SegmentHeader header = SegmentHeader.decode(bytes.flip());
            if (header.number() != number) {
                throw Trouble.damaged(disk, name, 0, "it is in truth segment " + header.number());
            }
            return header;
        } catch (SegmentHeader.Malformed malformed) {
            throw Trouble.damaged(disk, name, 0, malformed.what());
        }
    }

    /**
     * Applies the records of one segment.
     *
     * @param next the header of the segment that follows, or null for the last one
     * @return how many bytes of it are known to have been synced
     */
    private long replay(SegmentHeader header, @Nullable SegmentHeader next) throws IOException {
        try (Disk.File file = disk.open(header.name())) {
            long size = file.size();
            long end = next == null ? size : next.previousEnd();
            long synced = next == null ? header.durableEnd() : end;
            if (size < synced) {
                throw Trouble.damaged(disk, header.name(), size, "the file ends here, " + (synced - size)
                        + " bytes too early");
            }
            SegmentReader reader = new SegmentReader(file, header, end, bufferBytes);
            long at = SegmentHeader.BYTES;
            while (at < end) {
                Found found = variant == StorageVariant.TRUST_UNCHECKED ? reader.unchecked(at) : reader.at(at);
                switch (found) {
                    case Found.Whole(int tag, ByteBuffer body, long following) -> {
                        if (tag == Frame.SYNCED) {
                            synced = Math.max(synced, at);
                            unsynced.clear();
                        } else {
                            Write write = apply(header, at, tag, body);
                            if (at >= synced) {
                                unsynced.add(write);
                            }
                        }
                        at = following;
                    }
                    case Found.Bad bad -> {
                        refuseUnlessTorn(header, reader, at, synced, bad);
                        cut = Optional.of(disk.place() + "/" + header.name() + " at byte " + at + ": " + bad.what()
                                + "; the last " + (end - at) + " bytes had not been synced and are left out");
                        end = at;
                    }
                }
            }
            if (variant == StorageVariant.BELIEVE_CACHE) {
                unsynced.clear();
                return end;
            }
            return synced;
        }
    }

    private void refuseUnlessTorn(SegmentHeader header, SegmentReader reader, long at, long synced, Found.Bad bad)
            throws IOException {
        if (variant == StorageVariant.CUT_ANYTHING) {
            return;
        }
        if (!bad.torn() || at < synced || at < reader.syncedAccordingToLater(at)) {
            throw Trouble.damaged(disk, header.name(), at, bad.what());
        }
    }

    private Write apply(SegmentHeader header, long at, int tag, ByteBuffer body) {
        try {
            if (tag == Frame.SNAPSHOT && (at != SegmentHeader.BYTES || !header.base())) {
                throw new IllegalArgumentException("it is a snapshot, where none can be");
            }
            Write write = RecordCodec.decode(tag, body);
            image.apply(write);
            return write;
        } catch (IllegalArgumentException senseless) {
            throw Trouble.damaged(disk, header.name(), at,
                    "the record is whole but makes no sense (" + senseless.getMessage() + ")");
        }
    }
}
