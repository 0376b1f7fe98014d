package org.espalier.core.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;

import org.espalier.conform.Atom;
import org.espalier.conform.Constants;

/** The members and limits of a model, as the shipped classes have them, and items, entries and snapshots as each other. */
final class EpochLogGroup {

    private static final byte[] NOTHING = {};

    final List<Long> nodes;
    final List<Atom> origins;
    final List<Long> voters; // by position
    final int members;
    final LogConfig config;

    EpochLogGroup(Constants model, String rotate) {
        if (!model.definition("Root").equals(rotate)) {
            throw new IllegalArgumentException("epochs go round the voters in no model but those of " + rotate);
        }
        nodes = numbers(model, "Node");
        SortedSet<Atom> names = new TreeSet<>();
        model.set("Origin").forEach(o -> names.add((Atom) o));
        origins = List.copyOf(names);
        List<Long> ascending = numbers(model, "Voter");
        voters = new ArrayList<>(ascending); // the root of e is at position e modulo their number: node e, and so on round
        voters.add(0, voters.remove(voters.size() - 1));
        members = (int) Math.max(nodes.get(nodes.size() - 1), origins.size());
        config = new LogConfig(voters.stream().map(this::index).toList(), 1 << 10, 1 << 10, 1 << 10, 1 << 10, 1 << 10,
                1 << 20, 1 << 20, 100, 600, 200, 400, 1_500, 3);
    }

    private static List<Long> numbers(Constants model, String name) {
        return model.set(name).stream().map(Long.class::cast).sorted().toList();
    }

    int index(long node) {
        return (int) node - 1;
    }

    long node(int index) {
        return index + 1L;
    }

    List<Long> epochs(int max) {
        return LongStream.rangeClosed(1, max).boxed().toList();
    }

    // ---------------------------------------------------------------- items, entries, states

    Entry entry(List<Object> item) {
        return new Entry(origins.indexOf((Atom) item.get(0)), 1, (Long) item.get(1), NOTHING);
    }

    List<Entry> entries(List<List<Object>> items) {
        return items.stream().map(this::entry).toList();
    }

    List<Object> item(Entry entry) {
        return EpochLogState.item(origins.get(entry.origin()), entry.seq());
    }

    /** The state of an application that remembers all that was delivered to it. */
    byte[] state(List<List<Object>> delivered) {
        byte[] bytes = new byte[2 * delivered.size()];
        for (int i = 0; i < delivered.size(); i++) {
            Entry entry = entry(delivered.get(i));
            bytes[2 * i] = (byte) entry.origin();
            bytes[2 * i + 1] = (byte) entry.seq();
        }
        return bytes;
    }

    List<List<Object>> delivered(byte[] state) {
        List<List<Object>> items = new ArrayList<>();
        for (int i = 0; i < state.length; i += 2) {
            items.add(EpochLogState.item(origins.get(state[i]), state[i + 1]));
        }
        return items;
    }

    /** What stands for the first {@code base} items of a log. */
    Optional<Snapshot> snapshot(List<List<Object>> log, long base) {
        if (base == 0) {
            return Optional.empty();
        }
        List<List<Object>> delivered = log.subList(0, (int) base);
        return Optional.of(new Snapshot(base, last(delivered), state(delivered)));
    }

    private List<Snapshot.Last> last(List<List<Object>> delivered) {
        List<Snapshot.Last> last = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            long seq = 0;
            for (List<Object> item : delivered) {
                seq = entry(item).origin() == member ? Math.max(seq, (Long) item.get(1)) : seq;
            }
            last.add(seq == 0 ? Snapshot.Last.NONE : new Snapshot.Last(1, seq));
        }
        return last;
    }

    /**
     * All items that a snapshot stands for, or none.
     *
     * @throws IllegalStateException when what it says of its origins is not so
     */
    List<List<Object>> items(Optional<Snapshot> snapshot) {
        if (snapshot.isEmpty()) {
            return List.of();
        }
        List<List<Object>> items = delivered(snapshot.get().state());
        if (items.size() != snapshot.get().index() || !last(items).equals(snapshot.get().last())) {
            throw new IllegalStateException(snapshot.get() + " stands for " + items);
        }
        return items;
    }

    /** A whole log: what a snapshot stands for, and what is behind it. */
    List<List<Object>> log(Optional<Snapshot> snapshot, List<Entry> behind) {
        List<List<Object>> all = new ArrayList<>(items(snapshot));
        behind.forEach(entry -> all.add(item(entry)));
        return List.copyOf(all);
    }

    /** The record of a disk as the shipped classes have it. */
    Durable durable(EpochLogState.Disk disk) {
        return new Durable(disk.ep(), disk.le(), snapshot(disk.log(), disk.base()),
                entries(disk.log().subList((int) disk.base(), disk.log().size())));
    }

    EpochLogState.Disk disk(Durable durable) {
        return new EpochLogState.Disk(durable.ep(), durable.le(), log(durable.snapshot(), durable.entries()),
                durable.base());
    }
}
