package org.espalier.simulator;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.core.Observer;
import org.espalier.simulator.fault.FaultKind;

/**
 * How often each action of a specification was taken, and under which kinds of faults, with a hash over all of that; and how
 * often what is to happen sometimes did.
 */
public final class Coverage implements Observer {

    private static final int KINDS = FaultKind.values().length;

    private static final long[] NEVER = new long[KINDS + 1];

    private final RunHash hash;
    private String[] modules = new String[64];
    private String[] actions = new String[64];
    private long[][] counts = new long[64][];
    private final Map<Sometimes, long[]> sometimes = new EnumMap<>(Sometimes.class);
    private int known;
    /** By hash: 1 + number of an action, 0 for none. */
    private int[] table = new int[256];
    private int active;

    /** Nothing yet; what will be is also added to a hash. */
    public Coverage(RunHash hash) {
        this.hash = hash;
    }

    /** Nothing yet. */
    public Coverage() {
        this(new RunHash());
    }

    /** From now on these kinds of faults are there, as bits. */
    void under(int kinds) {
        active = kinds;
    }

    @Override
    public void observe(String module, String action, int self, int peer, long x, long y) {
        int id = id(module, action);
        count(counts[id]);
        hash.add(31L * module.hashCode() + action.hashCode());
        hash.add(((long) self << 32) ^ peer);
        hash.add(x);
        hash.add(y);
    }

    /** What is to happen sometimes has happened. It is part of no hash: what it is seen by is. */
    public void sometimes(Sometimes what) {
        count(counts(what));
    }

    private void count(long[] of) {
        of[KINDS]++;
        for (int left = active; left != 0; left &= left - 1) {
            of[Integer.numberOfTrailingZeros(left)]++;
        }
    }

    /** Adds what another has seen. */
    public void add(Coverage other) {
        other.sometimes.forEach((what, theirs) -> add(counts(what), theirs));
        for (int i = 0; i < other.known; i++) {
            add(counts[id(other.modules[i], other.actions[i])], other.counts[i]);
        }
    }

    private static void add(long[] to, long[] more) {
        for (int k = 0; k <= KINDS; k++) {
            to[k] += more[k];
        }
    }

    private long[] counts(Sometimes what) {
        return sometimes.computeIfAbsent(what, none -> new long[KINDS + 1]);
    }

    /** How often each {@code module.action} was taken, by name. */
    public Map<String, Long> actions() {
        Map<String, Long> all = new TreeMap<>();
        for (int i = 0; i < known; i++) {
            all.put(modules[i] + "." + actions[i], counts[i][KINDS]);
        }
        return all;
    }

    /** How often an action was taken while a fault of that kind was there; 0 for an action that nobody took. */
    public long under(String name, FaultKind kind) {
        for (int i = 0; i < known; i++) {
            if (name.equals(modules[i] + "." + actions[i])) {
                return counts[i][kind.index()];
            }
        }
        return 0;
    }

    /** How often that has happened. */
    public long times(Sometimes what) {
        return sometimes.getOrDefault(what, NEVER)[KINDS];
    }

    /** How often that has happened while a fault of that kind was there. */
    public long under(Sometimes what, FaultKind kind) {
        return sometimes.getOrDefault(what, NEVER)[kind.index()];
    }

    private int id(String module, String action) {
        int at = slot(module, action);
        if (table[at] == 0) {
            if (2 * known >= table.length / 2) {
                grow();
                at = slot(module, action);
            }
            modules[known] = module;
            actions[known] = action;
            counts[known] = new long[KINDS + 1];
            table[at] = ++known;
        }
        return table[at] - 1;
    }

    private int slot(String module, String action) {
        int h = 31 * module.hashCode() + action.hashCode();
        int at = (h ^ (h >>> 16)) & (table.length - 1);
        while (table[at] != 0
                && !(actions[table[at] - 1].equals(action) && modules[table[at] - 1].equals(module))) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }

    private void grow() {
        modules = Arrays.copyOf(modules, 2 * modules.length);
        actions = Arrays.copyOf(actions, 2 * actions.length);
        counts = Arrays.copyOf(counts, 2 * counts.length);
        table = new int[2 * table.length];
        for (int i = 0; i < known; i++) {
            table[slot(modules[i], actions[i])] = i + 1;
        }
    }
}
