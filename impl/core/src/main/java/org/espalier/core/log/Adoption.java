package org.espalier.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.espalier.core.SpecViolation;
import org.jspecify.annotations.Nullable;

/**
 * The log of another epoch on its way here, or a snapshot for a gap: collected until all of it is there, since epoch and log
 * change in one step (a log adopted in part would count for more than it is).
 */
final class Adoption {

    /** What is to be taken. */
    record Goal(long e, long source, long baseLe, long baseLen, boolean root) {}

    final Goal goal;
    final boolean gap;
    final long keep;
    /** Who is asked. */
    final int peer;
    /** A question is under way. */
    boolean asked;
    private long since;

    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Snapshot snapshot;
    private long pieceIndex;
    private List<Snapshot.Last> pieceLast = List.of();
    private byte[] state = new byte[0];
    private int at;

    private Adoption(Goal goal, long keep, int peer, boolean gap, long now) {
        since = now;
        this.goal = goal;
        this.keep = keep;
        this.peer = peer;
        this.gap = gap;
    }

    /** Of what {@code goal} says, what lies beyond {@code keep}. */
    static Adoption of(Goal goal, long keep, int peer, long now) {
        return new Adoption(goal, keep, peer, false, now);
    }

    /** Of this member's own epoch {@code e}, a snapshot beyond its {@code length} entries. */
    static Adoption gap(long e, long length, int peer, long now) {
        return new Adoption(new Goal(e, e, 0, Long.MAX_VALUE, false), length, peer, true, now);
    }

    /** An answer came: the next question may be asked. */
    void progress(long now) {
        since = now;
        asked = false;
    }

    long lateAt(long after) {
        return since + after;
    }

    boolean complete() {
        return gap ? snapshot != null : from() > goal.baseLen();
    }

    LogMessage.Fetch question() {
        return new LogMessage.Fetch(goal.source(), from(), goal.baseLen(), pieceIndex, at);
    }

    private long from() {
        return (snapshot == null ? keep : snapshot.index()) + entries.size() + 1;
    }

    Optional<Snapshot> snapshot() {
        return Optional.ofNullable(snapshot);
    }

    /** The entries beyond the snapshot, or beyond the first {@code kept} of the member's own. */
    List<Entry> beyond(long kept) {
        SpecViolation.check(snapshot != null || kept - keep <= entries.size(), "CommittedNeverLost",
                () -> kept + " entries are delivered, and epoch " + goal.e() + " begins with " + goal.baseLen());
        return snapshot != null ? entries : entries.subList(Math.toIntExact(kept - keep), entries.size());
    }

    /** Returns whether this is what was asked for. */
    boolean take(LogMessage.Suffix suffix) {
        if (gap || suffix.l() != goal.source() || suffix.from() != from() || suffix.entries().isEmpty()) {
            return false;
        }
        entries.addAll(suffix.entries());
        return true;
    }

    /** Returns whether this is what was asked for, and not too long. */
    boolean take(LogMessage.Piece piece, int maxBytes) {
        if (piece.l() != goal.source() || piece.index() < from() || piece.total() > maxBytes) {
            return false;
        }
        if (piece.offset() == 0 && (piece.index() != pieceIndex || at == 0)) {
            pieceIndex = piece.index();
            pieceLast = piece.last();
            state = new byte[piece.total()];
            at = 0;
        }
        if (piece.index() != pieceIndex || piece.offset() != at || piece.total() != state.length
                || piece.bytes().length > state.length - at) {
            return false;
        }
        for (byte b : piece.bytes()) {
            state[at++] = b;
        }
        if (at == state.length) {
            snapshot = new Snapshot(pieceIndex, pieceLast, state);
            entries.clear();
            pieceIndex = 0;
            at = 0;
            state = new byte[0];
        }
        return true;
    }
}
