package org.espalier.core.cast;

/**
 * The retained end of everything a node has received, in the order of first receipt. Entries have absolute indices that
 * never change; {@code base} is the vector of what has been truncated.
 *
 * <p>A ring of parallel arrays, so that reading an entry allocates nothing.
 */
final class RetainedLog {

    final long[] base;
    private int[] origins = new int[16];
    private long[] seqs = new long[16];
    private int[] froms = new int[16];
    private byte[][] payloads = new byte[16][];
    private long first;
    private long end;

    RetainedLog(int members) {
        this.base = new long[members];
    }

    long first() {
        return first;
    }

    /** One beyond the newest entry. */
    long end() {
        return end;
    }

    int size() {
        return (int) (end - first);
    }

    int origin(long index) {
        return origins[slot(index)];
    }

    long seq(long index) {
        return seqs[slot(index)];
    }

    /** The peer that brought it, or -1 when it is this node's own. */
    int from(long index) {
        return froms[slot(index)];
    }

    byte[] payload(long index) {
        return payloads[slot(index)];
    }

    void append(int origin, long seq, int from, byte[] payload) {
        if (size() == seqs.length) {
            grow();
        }
        int slot = slot(end++);
        origins[slot] = origin;
        seqs[slot] = seq;
        froms[slot] = from;
        payloads[slot] = payload;
    }

    /** Drops the oldest entry and remembers it in {@code base}. */
    void truncate() {
        int slot = slot(first++);
        base[origins[slot]] = Math.max(base[origins[slot]], seqs[slot]);
        payloads[slot] = NOTHING;
    }

    /** Moves the oldest entry to the end: it gets a new index. */
    void rotate() {
        int slot = slot(first);
        int origin = origins[slot];
        long seq = seqs[slot];
        int from = froms[slot];
        byte[] payload = payloads[slot];
        first++;
        append(origin, seq, from, payload);
    }

    /** Forgets all entries; {@code newBase} covers them. Indices go on from where they are. */
    void reset(long[] newBase) {
        while (first < end) {
            payloads[slot(first++)] = NOTHING;
        }
        Vectors.copy(newBase, base);
    }

    /** An empty log whose next entry has this index. */
    void startAt(long index, long[] newBase) {
        reset(newBase);
        first = index;
        end = index;
    }

    private int slot(long index) {
        return (int) (index & (seqs.length - 1));
    }

    private void grow() {
        int size = size();
        int[] oldOrigins = origins;
        long[] oldSeqs = seqs;
        int[] oldFroms = froms;
        byte[][] oldPayloads = payloads;
        int oldMask = oldSeqs.length - 1;
        origins = new int[2 * oldSeqs.length];
        froms = new int[2 * oldSeqs.length];
        payloads = new byte[2 * oldSeqs.length][];
        seqs = new long[2 * oldSeqs.length];
        for (long i = first; i < first + size; i++) {
            int from = (int) (i & oldMask);
            int to = slot(i);
            origins[to] = oldOrigins[from];
            seqs[to] = oldSeqs[from];
            froms[to] = oldFroms[from];
            payloads[to] = oldPayloads[from];
        }
    }

    private static final byte[] NOTHING = new byte[0];
}
