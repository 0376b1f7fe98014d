package org.espalier.checkers.register;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations of one register in the form that the search wants: those that returned, in the order of their returns, each with
 * a slot that no overlapping one has, and those that never returned, in groups of equal ones.
 *
 * <p>A <em>level</em> is the number of the next return that has not been passed. Of a group, the first to be invoked is the
 * first to be used: whoever uses a later one could have used the earlier one as well.
 */
final class Problem {

    /** Operations without a return that have the same effect, by invocation. */
    @SuppressWarnings("ArrayRecordComponent")
    record Group(int from, int to, int[] invoked) {

        /** How many were invoked before a position. */
        int before(int position) {
            int at = Arrays.binarySearch(invoked, position);
            return at < 0 ? -at - 1 : at;
        }
    }

    final Call[] calls;
    /** By call: its bit in the sets of calls. */
    final int[] slot;
    /** How many 64-bit words such a set has. */
    final int words;
    /** By level: the calls that overlap this return, itself first, in the order of their returns. */
    final int[][] open;
    final Group[] groups;
    /** By value: the groups that leave it, and the groups that need it. */
    private final Map<Integer, int[]> leaving = new HashMap<>();
    private final Map<Integer, int[]> needing = new HashMap<>();
    /** By value: the last level at which it can be of use to anybody. */
    private final Map<Integer, Integer> lastUse = new HashMap<>();
    private int lastUseOfAny = -1;

    private static final int[] NO_GROUPS = {};

    Problem(List<Call> all) {
        calls = all.stream().filter(c -> c.returned() != Call.NEVER)
                .sorted(Comparator.comparingInt(Call::returned)).toArray(Call[]::new);
        slot = new int[calls.length];
        words = 1 + slots() / Long.SIZE;
        open = overlaps();
        groups = groups(all);
        for (int g = 0; g < groups.length; g++) {
            leaving.merge(groups[g].to(), new int[]{g}, Problem::joined);
            needing.merge(groups[g].from(), new int[]{g}, Problem::joined);
        }
        findLastUses();
    }

    private static int[] joined(int[] a, int[] b) {
        int[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Gives every call the lowest free slot; returns the highest. */
    private int slots() {
        List<Integer> byInvocation = byInvocation();
        List<Integer> holders = new ArrayList<>();
        for (int c : byInvocation) {
            int s = 0;
            while (s < holders.size() && calls[holders.get(s)].returned() > calls[c].invoked()) {
                s++;
            }
            if (s == holders.size()) {
                holders.add(c);
            } else {
                holders.set(s, c);
            }
            slot[c] = s;
        }
        return Math.max(0, holders.size() - 1);
    }

    private List<Integer> byInvocation() {
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < calls.length; c++) {
            order.add(c);
        }
        order.sort(Comparator.comparingInt(c -> calls[c].invoked()));
        return order;
    }

    private int[][] overlaps() {
        int[][] found = new int[calls.length][];
        List<Integer> byInvocation = byInvocation();
        List<Integer> now = new ArrayList<>();
        int next = 0;
        for (int level = 0; level < calls.length; level++) {
            while (next < calls.length && calls[byInvocation.get(next)].invoked() < calls[level].returned()) {
                now.add(byInvocation.get(next++));
            }
            found[level] = now.stream().sorted().mapToInt(Integer::intValue).toArray();
            now.remove(Integer.valueOf(level));
        }
        return found;
    }

    private static Group[] groups(List<Call> all) {
        Map<List<Integer>, List<Integer>> found = new HashMap<>();
        List<List<Integer>> order = new ArrayList<>();
        for (Call c : all) {
            if (c.returned() == Call.NEVER && !c.observes()) {
                List<Integer> effect = List.of(c.from(), c.to());
                found.computeIfAbsent(effect, e -> {
                    order.add(e);
                    return new ArrayList<>();
                }).add(c.invoked());
            }
        }
        return order.stream()
                .map(e -> new Group(e.get(0), e.get(1),
                        found.getOrDefault(e, List.of()).stream().mapToInt(Integer::intValue).sorted().toArray()))
                .toArray(Group[]::new);
    }

    private void findLastUses() {
        for (int level = 0; level < calls.length; level++) {
            Call c = calls[level];
            if (c.kind() == Call.Kind.DIFFERS) {
                lastUseOfAny = level;
            } else if (c.from() != Call.NOTHING) {
                lastUse.put(c.from(), level);
            }
        }
        boolean changed = true;
        while (changed) { // what is compared and set to a useful value makes its own value useful
            changed = false;
            for (Group g : groups) {
                if (g.from() != Call.NOTHING && lastUse(g.to()) > lastUse(g.from())) {
                    lastUse.put(g.from(), lastUse(g.to()));
                    changed = true;
                }
            }
        }
    }

    /** The last level at which a value can be of use to anybody; -1 if never. */
    int lastUse(int value) {
        return Math.max(lastUseOfAny, lastUse.getOrDefault(value, -1));
    }

    /** The groups that leave a value. */
    int[] leaving(int value) {
        return leaving.getOrDefault(value, NO_GROUPS);
    }

    /** The groups that compare with a value; those that write, for {@link Call#NOTHING}. */
    int[] needing(int value) {
        return needing.getOrDefault(value, NO_GROUPS);
    }

    /** The calls that returned, by level. */
    List<Call> inOrder() {
        return List.of(calls);
    }

    /** How many of a group may have taken effect before the return at a level. */
    int available(int group, int level) {
        return groups[group].before(calls[level].returned());
    }
}
