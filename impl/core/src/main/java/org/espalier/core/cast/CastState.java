package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a multicast layer is at one moment, under the names of its specification. In FifoTree the entries beyond
 * {@code vec} are the specification's {@code hold}.
 *
 * @param vec what was delivered: entry {@code o} is the number of messages of member {@code o} (durable)
 * @param base what was truncated (durable)
 * @param firstIndex the index of the first entry of {@code log}
 * @param log what is retained, in the order of first receipt (durable as far as it was delivered)
 * @param sub the subscriber's ends, by peer (volatile)
 * @param pub the publisher's ends, by peer (volatile)
 */
public record CastState(List<Long> vec, List<Long> base, long firstIndex, List<Entry> log, List<SubEnd> sub,
        List<PubEnd> pub) {

    /** One message. {@code from} is the peer that brought it, or -1 for the node's own. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(int origin, long seq, int from, byte[] payload) {}

    /** A subscriber's end. {@code edge} and {@code graft} say why the subscription is wanted, if it is. */
    public record SubEnd(long sid, boolean on, boolean edge, boolean graft, String owed) {}

    /** A publisher's end. {@code st} is the name of a stage; {@code vec} is empty when the stream is closed. */
    public record PubEnd(long sid, String st, List<Long> vec, long cursor, long acceptIndex, String owed) {}

    /** Copies its lists. */
    public CastState {
        vec = List.copyOf(vec);
        base = List.copyOf(base);
        log = List.copyOf(log);
        sub = List.copyOf(sub);
        pub = List.copyOf(pub);
    }

    /** What is left after a crash: the deliveries and the retained log of them; no holdback and no stream. */
    public CastState durable() {
        List<Entry> delivered = new ArrayList<>();
        for (Entry entry : log) {
            if (entry.seq() <= vec.get(entry.origin())) {
                delivered.add(entry);
            }
        }
        return new CastState(vec, base, 0, delivered, List.of(), List.of());
    }
}
