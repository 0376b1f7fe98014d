package org.espalier.core.log;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.conform.Atom;
import org.espalier.core.log.LogMessage.Row;

/** The voters of a model as members: what {@link Founding} knows in a state, and a state of what it knows. */
final class FoundingMember {

    /** What of a voter's knowledge the specification has. */
    record Known(Map<Atom, Long> row, Set<Atom> vouched) {}

    final List<Atom> voters;
    final Set<Atom> keepers;

    FoundingMember(Set<?> voters, Set<?> keepers) {
        TreeSet<Atom> sorted = new TreeSet<>();
        voters.forEach(v -> sorted.add((Atom) v));
        this.voters = List.copyOf(sorted);
        Set<Atom> kept = new HashSet<>();
        keepers.forEach(v -> kept.add((Atom) v));
        this.keepers = Set.copyOf(kept);
    }

    int index(Atom v) {
        return voters.indexOf(v);
    }

    /** A row in which a life of {@code x} names itself, and {@code life} of {@code v}. */
    Row row(Atom x, long incarnation, Atom v, long life) {
        Map<Atom, Long> named = new HashMap<>();
        voters.forEach(w -> named.put(w, 0L));
        named.put(v, life);
        named.put(x, incarnation);
        return row(x, incarnation, named);
    }

    private Row row(Atom x, long incarnation, Map<Atom, Long> life) {
        return new Row(index(x), incarnation, voters.stream().map(w -> at(life, w)).toList());
    }

    // ---------------------------------------------------------------- what there is to be known

    /** The row of x's present life. */
    private Row present(FoundingState s, Atom x) {
        return row(x, at(s.inc(), x), at(s.row(), x));
    }

    /**
     * The rows of {@code x} that may arrive at {@code v}: of its present life, as it is and as it began, and of former ones,
     * whether they name a life of {@code v} or not.
     */
    List<Row> rows(FoundingState s, Atom v, Atom x) {
        List<Row> all = new ArrayList<>();
        if (!keepers.contains(x)) {
            all.add(present(s, x));
        }
        for (long i = 1; i <= at(s.inc(), x); i++) {
            all.add(row(x, i, v, x.equals(v) ? i : 0));
            boolean former = i < at(s.inc(), x) && !x.equals(v);
            for (long c = 1; former && c < at(s.inc(), v); c++) {
                all.add(row(x, i, v, c));
            }
            if (former && at(s.echo(), x).contains(v)) {
                all.add(row(x, i, v, at(s.inc(), v)));
            }
        }
        return all;
    }

    /** What {@code v} may know of the row of {@code x}, another, in this state; the latest last. */
    List<Optional<Row>> memories(FoundingState s, Atom v, Atom x) {
        long life = at(s.inc(), v);
        boolean vouched = at(s.vouched(), v).contains(x);
        List<Optional<Row>> all = new ArrayList<>();
        if (!vouched) {
            all.add(Optional.empty());
        }
        if (vouched || keepers.contains(v) || at(at(s.row(), v), x) != 0) {
            rows(s, v, x).stream().filter(r -> keepers.contains(v) || vouched == (r.life().get(index(v)) == life))
                    .sorted((a, b) -> Long.compare(a.incarnation(), b.incarnation())).map(Optional::of)
                    .forEach(all::add);
        }
        return all;
    }

    /** All that {@code v} may know of all others, each in every way. */
    List<List<Row>> everything(FoundingState s, Atom v) {
        List<List<Row>> all = List.of(List.of());
        for (Atom x : voters) {
            List<List<Row>> longer = new ArrayList<>();
            for (Optional<Row> one : x.equals(v) ? List.of(Optional.<Row>empty()) : memories(s, v, x)) {
                for (List<Row> some : all) {
                    List<Row> more = new ArrayList<>(some);
                    one.ifPresent(more::add);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }

    /** What {@code v} knows: {@code about} of {@code x}, and the latest of the others. */
    List<Row> knowledge(FoundingState s, Atom v, Atom x, Optional<Row> about) {
        List<Row> all = new ArrayList<>();
        for (Atom w : voters) {
            Optional<Row> one = w.equals(v) ? Optional.empty() : w.equals(x) ? about : memories(s, v, w).getLast();
            one.ifPresent(all::add);
        }
        return all;
    }

    // ---------------------------------------------------------------- the shipped class

    /** {@code v} with its own row and {@code others}. */
    Founding founding(FoundingState s, Atom v, List<Row> others) {
        Founding founding = new Founding(index(v), voters.size(), at(s.inc(), v));
        founding.restore(with(s, v, others));
        return founding;
    }

    /** The rows that {@code v} has: its own first, if it has one. */
    List<Row> with(FoundingState s, Atom v, List<Row> others) {
        List<Row> all = new ArrayList<>(others);
        if (!keepers.contains(v)) {
            all.add(0, present(s, v));
        }
        return all;
    }

    /** What the rows say that life {@code incarnation} of {@code v} has. */
    Known known(Atom v, long incarnation, List<Row> rows) {
        Map<Atom, Long> own = new HashMap<>();
        Set<Atom> vouched = new HashSet<>();
        voters.forEach(x -> own.put(x, 0L));
        for (Row row : rows) {
            Atom x = voters.get(row.voter());
            if (x.equals(v)) {
                if (row.incarnation() != incarnation) {
                    throw new IllegalStateException("life " + incarnation + " of " + v + " says " + row);
                }
                voters.forEach(w -> own.put(w, row.life().get(index(w))));
            }
            if (row.life().get(index(v)) == incarnation) {
                vouched.add(x);
            }
        }
        return new Known(Map.copyOf(own), keepers.contains(v) ? Set.of(v) : Set.copyOf(vouched));
    }

    /** The next life of {@code v}, or its first, as its host begins it. */
    Known begun(Atom v, long incarnation) {
        boolean disk = keepers.contains(v);
        TreeLog log = new TreeLog(index(v), voters.size(), incarnation, LogConfig.defaults(voters.size()),
                org.espalier.core.Observer.NONE, LogVariant.SOUND);
        log.recover(Durable.EMPTY, disk);
        if (log.votes() != disk) {
            throw new IllegalStateException("life " + incarnation + " of " + v + (disk ? " does not vote" : " votes"));
        }
        return known(v, incarnation, log.snapshot().rows());
    }
}
