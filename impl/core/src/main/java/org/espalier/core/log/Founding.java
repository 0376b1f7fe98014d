package org.espalier.core.log;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a voter without a disk knows whether it is in its first life. A later one has forgotten what it acknowledged and
 * promised, so it must never vote.
 *
 * <p>Each life of a voter remembers which life of every other it heard of first: its row. Rows are flooded. A life may vote
 * when the rows of all voters name it; as long as one voter is left that knew an earlier life, it never will.
 */
// spec: Founding.tla
final class Founding {

    private final int voter;
    private final long incarnation;
    private final long[] lives; // by voter: the life whose row is known, 0 for none
    private final long[] @Nullable [] rows;
    private long version = 1;

    /** @param voter this member's position among the voters, or -1 */
    Founding(int voter, int voters, long incarnation) {
        this.voter = voter;
        this.incarnation = incarnation;
        lives = new long[voters];
        rows = new long[voters][];
        if (voter >= 0) {
            long[] mine = new long[voters];
            mine[voter] = incarnation;
            lives[voter] = incarnation;
            rows[voter] = mine;
        }
    }

    /**
     * This voter keeps its promises on a disk. It says nothing of the others' lives: it remembers them no longer than its own,
     * so it may have known one that it has forgotten.
     */
    // spec: Founding.tla!Says
    void abstain() {
        if (voter >= 0) {
            rows[voter] = null;
            lives[voter] = 0;
        }
    }

    /** Grows with all that is learned. */
    long version() {
        return version;
    }

    List<LogMessage.Row> rows() {
        List<LogMessage.Row> known = new ArrayList<>();
        for (int v = 0; v < rows.length; v++) {
            long[] row = rows[v];
            if (row != null) {
                known.add(new LogMessage.Row(v, lives[v], Counts.list(row)));
            }
        }
        return known;
    }

    /** Becomes what {@code state} says, in the same life. */
    void restore(List<LogMessage.Row> state) {
        abstain();
        for (LogMessage.Row row : state) {
            lives[row.voter()] = row.incarnation();
            rows[row.voter()] = Counts.array(row.life());
        }
        version++;
    }

    /** Joins what somebody knows. */
    // spec: Founding.tla!OnRows
    // spec-gap: one row of each voter is kept, the latest life's. One that vouched may give way to one that does not yet.
    void onRows(List<LogMessage.Row> said) {
        for (LogMessage.Row row : said) {
            int v = row.voter();
            if (v < 0 || v >= rows.length || v == voter || row.life().size() != rows.length
                    || row.incarnation() < lives[v]) {
                continue;
            }
            long[] known = row.incarnation() == lives[v] ? rows[v] : null;
            if (known == null) {
                known = new long[rows.length];
                rows[v] = known;
                lives[v] = row.incarnation();
                version++;
            }
            for (int w = 0; w < known.length; w++) {
                if (known[w] == 0 && row.life().get(w) != 0) {
                    known[w] = row.life().get(w);
                    version++;
                }
            }
            heardOf(v, row.incarnation());
        }
    }

    private void heardOf(int v, long life) {
        long[] mine = voter < 0 ? null : rows[voter];
        if (mine != null && mine[v] == 0) {
            mine[v] = life;
            version++;
        }
    }

    /** Whether the rows of all voters name this life. */
    // spec: Founding.tla!Found
    boolean confirmed() {
        if (voter < 0) {
            return false;
        }
        for (long[] row : rows) {
            if (row == null || row[voter] != incarnation) {
                return false;
            }
        }
        return true;
    }
}
