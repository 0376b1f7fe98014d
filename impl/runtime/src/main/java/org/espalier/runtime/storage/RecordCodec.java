package org.espalier.runtime.storage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.espalier.core.log.Entry;
import org.espalier.core.log.Snapshot;
import org.espalier.core.log.Write;

/** The body of a record as {@link SegmentWriter} writes it: its size, and how to read it. */
final class RecordCodec {

    private static final int ENTRY_BYTES = 24;
    private static final int LAST_BYTES = 16;
    private static final int FIXED_BYTES = 28;

    private RecordCodec() {}

    static long bytes(Snapshot snapshot) {
        return FIXED_BYTES + (long) LAST_BYTES * snapshot.last().size() + Integer.BYTES + snapshot.state().length;
    }

    static long bytes(List<Entry> entries) {
        long bytes = FIXED_BYTES;
        for (Entry entry : entries) {
            bytes += bytes(entry);
        }
        return bytes;
    }

    static long bytes(Entry entry) {
        return ENTRY_BYTES + (long) entry.payload().length;
    }

    /**
     * The write that a record stands for.
     *
     * @throws IllegalArgumentException when it stands for none
     */
    static Write decode(int tag, ByteBuffer body) {
        try {
            Write write = tag == Frame.SNAPSHOT ? snapshot(body) : entries(body);
            if (body.hasRemaining()) {
                throw new IllegalArgumentException(body.remaining() + " bytes too many");
            }
            return write;
        } catch (BufferUnderflowException tooShort) {
            throw new IllegalArgumentException("it ends too early", tooShort);
        }
    }

    private static Write snapshot(ByteBuffer in) {
        long ep = in.getLong();
        long le = in.getLong();
        long index = in.getLong();
        int members = count(in, LAST_BYTES);
        List<Snapshot.Last> last = new ArrayList<>(members);
        for (int i = 0; i < members; i++) {
            last.add(new Snapshot.Last(in.getLong(), in.getLong()));
        }
        return new Write(ep, le, Optional.of(new Snapshot(index, last, bytes(in))), index, List.of());
    }

    private static Write entries(ByteBuffer in) {
        long ep = in.getLong();
        long le = in.getLong();
        long keep = in.getLong();
        int count = count(in, ENTRY_BYTES);
        List<Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new Entry(in.getInt(), in.getLong(), in.getLong(), bytes(in)));
        }
        return new Write(ep, le, Optional.empty(), keep, entries);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[count(in, 1)];
        in.get(bytes);
        return bytes;
    }

    /** A count of things of at least so many bytes, which must still be there: so nothing is allocated for a lie. */
    private static int count(ByteBuffer in, int bytesEach) {
        int count = in.getInt();
        if (count < 0 || count > in.remaining() / bytesEach) {
            throw new IllegalArgumentException("it counts " + count + " where there are " + in.remaining() + " bytes");
        }
        return count;
    }
}
