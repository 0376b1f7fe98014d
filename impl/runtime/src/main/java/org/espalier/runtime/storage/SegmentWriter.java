package org.espalier.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

import org.espalier.core.log.Entry;
import org.espalier.core.log.Snapshot;

/** Appends records to one segment through a buffer of fixed size, whatever the size of a record. */
final class SegmentWriter implements AutoCloseable {

    private final Disk.File file;
    private final ByteBuffer buffer;
    private final Frame frame;
    private final SegmentHeader header;
    private final int maxRecordBytes;
    private long flushed = SegmentHeader.BYTES;

    private CRC32C sum;
    private int unsummed;

    /** @param buffer used until this is closed */
    SegmentWriter(Disk.File file, SegmentHeader header, ByteBuffer buffer, int maxRecordBytes) {
        this.file = file;
        this.buffer = buffer.clear();
        this.frame = new Frame(header);
        this.header = header;
        this.maxRecordBytes = maxRecordBytes;
        this.sum = frame.startBody(0);
    }

    /** Where the next record begins. */
    long position() {
        return flushed + buffer.position();
    }

    SegmentHeader header() {
        return header;
    }

    /** Writes the rest, and then the header, which vouches for all of it. */
    void finishHeader() throws IOException {
        flush();
        file.write(header.withDurableEnd(flushed).encoded(), 0);
    }

    /** Writes what a log begins with: the snapshot, if there is one, and the entries in records of limited size. */
    void image(LogImage image, int recordBytes) throws IOException {
        if (image.snapshot().isEmpty()) {
            return;
        }
        snapshot(image.ep(), image.le(), image.snapshot().get());
        List<Entry> entries = image.entries();
        for (int from = 0; from < entries.size();) {
            long bytes = 0;
            int to = from;
            do {
                bytes += RecordCodec.bytes(entries.get(to++));
            } while (to < entries.size() && bytes < recordBytes);
            write(image.ep(), image.le(), image.base() + from, entries.subList(from, to));
            from = to;
        }
    }

    private void snapshot(long ep, long le, Snapshot snapshot) throws IOException {
        begin(Frame.SNAPSHOT, RecordCodec.bytes(snapshot));
        putLong(ep);
        putLong(le);
        putLong(snapshot.index());
        putInt(snapshot.last().size());
        for (Snapshot.Last last : snapshot.last()) {
            putLong(last.incarnation());
            putLong(last.seq());
        }
        putBytes(snapshot.state());
        end();
    }

    void write(long ep, long le, long keep, List<Entry> entries) throws IOException {
        begin(Frame.WRITE, RecordCodec.bytes(entries));
        putLong(ep);
        putLong(le);
        putLong(keep);
        putInt(entries.size());
        for (Entry entry : entries) {
            putInt(entry.origin());
            putLong(entry.incarnation());
            putLong(entry.seq());
            putBytes(entry.payload());
        }
        end();
    }

    void synced(long offset) throws IOException {
        begin(Frame.SYNCED, Frame.SYNCED_BODY_BYTES);
        putLong(offset);
        end();
    }

    void flush() throws IOException {
        addToSum();
        buffer.flip();
        int bytes = buffer.remaining();
        if (bytes > 0) {
            file.write(buffer, flushed);
        }
        flushed += bytes;
        buffer.clear();
        unsummed = 0;
    }

    void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() {
        file.close();
    }

    private void begin(int tag, long bodyBytes) throws IOException {
        if (bodyBytes > maxRecordBytes) {
            throw new IOException("a record of " + bodyBytes + " bytes is larger than maxRecordBytes (" + maxRecordBytes
                    + ")");
        }
        int headSum = frame.headSum(position(), tag, (int) bodyBytes);
        putInt(tag);
        putInt((int) bodyBytes);
        putInt(headSum);
        sum = frame.startBody(headSum);
        unsummed = buffer.position();
    }

    private void end() throws IOException {
        while ((position() & 3) != 0) {
            room(1).put((byte) 0);
        }
        addToSum();
        putInt((int) sum.getValue());
    }

    private void putInt(int value) throws IOException {
        room(Integer.BYTES).putInt(value);
    }

    private void putLong(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    private void putBytes(byte[] bytes) throws IOException {
        putInt(bytes.length);
        for (int done = 0; done < bytes.length;) {
            int chunk = Math.min(room(1).remaining(), bytes.length - done);
            buffer.put(bytes, done, chunk);
            done += chunk;
        }
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void addToSum() {
        sum.update(buffer.duplicate().flip().position(unsummed));
        unsummed = buffer.position();
    }
}
