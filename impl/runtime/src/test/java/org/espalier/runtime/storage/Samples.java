package org.espalier.runtime.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.Snapshot;
import org.espalier.core.log.Write;

/** Writes for tests, and a record as text, which compares by content. */
final class Samples {

    static final StorageConfig SMALL = new StorageConfig(StorageConfig.Fsync.ALWAYS, 1_024, 1 << 20, 512);

    private Samples() {}

    /** Entries {@code from} to {@code to} of one life of member 0, each with a payload of its own. */
    static List<Entry> entries(long from, long to) {
        List<Entry> entries = new ArrayList<>();
        for (long seq = from; seq <= to; seq++) {
            byte[] payload = new byte[(int) (seq % 40)];
            for (int i = 0; i < payload.length; i++) {
                payload[i] = (byte) (31 * seq + 7L * i);
            }
            entries.add(new Entry((int) (seq % 3), 1_000 + seq % 5, seq, payload));
        }
        return entries;
    }

    /** Appends entry {@code index} in epoch 1, behind the one before. */
    static Write appending(long index) {
        return new Write(1, 1, Optional.empty(), index - 1, entries(index, index));
    }

    /** A snapshot of the first {@code index} entries, keeping what follows up to {@code keep}. */
    static Write snapshot(long index, long keep) {
        byte[] state = new byte[(int) (20 + index % 50)];
        Arrays.fill(state, (byte) index);
        return new Write(1, 1, Optional.of(new Snapshot(index,
                List.of(new Snapshot.Last(5, index), Snapshot.Last.NONE), state)), keep, List.of());
    }

    static String text(Durable durable) {
        StringBuilder out = new StringBuilder("ep " + durable.ep() + ", le " + durable.le());
        durable.snapshot().ifPresent(s -> out.append(", snapshot ").append(s.index()).append(' ').append(s.last())
                .append(' ').append(HexFormat.of().formatHex(s.state())));
        for (Entry e : durable.entries()) {
            out.append("\n").append(e.origin()).append(' ').append(e.incarnation()).append(' ').append(e.seq())
                    .append(' ').append(HexFormat.of().formatHex(e.payload()));
        }
        return out.toString();
    }
}
