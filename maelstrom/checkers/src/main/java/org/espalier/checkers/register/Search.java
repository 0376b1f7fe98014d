package org.espalier.checkers.register;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.checkers.Verdict;

/**
 * Looks for an order of the calls of one register in which each takes effect between its invocation and its return, and each
 * saw what the one before left.
 *
 * <p>The search is that of Wing and Gong (1993) with Lowe's memory of what was tried (2017), in Lowe's just-in-time form: the
 * returns are passed one after the other, and to pass one its call must have taken effect, perhaps after others that overlap
 * it. So what was tried is known by the level, the few overlapping calls that have already taken effect, the state, and what
 * was used of the calls that never returned. These last ones would make it exponential: each may take effect at any time or
 * never, so after k of them there are 2<sup>k</sup> sets. What cuts them, without losing an answer:
 *
 * <ul>
 * <li>A call that only saw the state takes effect as soon as it can. Nothing gets harder by that.
 * <li>Equal calls without a return are one group, of which only the number used counts.
 * <li>Such a call is used only directly before one that needs its value: if a write follows, or nothing, it may as well never
 * have happened. So values that nobody needs any more are never used, and what was used of them is forgotten.
 * <li>To get from a state to a value, a compare-and-set of just these two is used rather than a write, unless that covers
 * something up: the write can do later all that the compare-and-set could.
 * <li>Of two ways to the same level, calls and state, one that used no more of any group is enough.
 * </ul>
 *
 * <p>Calls that overlap are cut in the same way: of two with the same effect the one that returns first comes first, and a
 * write whose value nobody needs takes effect directly before another write, unnoticed, if there is one in time.
 *
 * <p>The question stays NP-complete (Gibbons and Korach 1997), so the number of steps is limited, and beyond it the verdict is
 * unknown. A step takes some 200 bytes and a microsecond or two.
 */
final class Search {

    /**
     * What became of it.
     *
     * @param verdict whether there is such an order; unknown if there were not steps enough
     * @param level the level that no order passes, or that none was found to pass
     * @param states the states that the register can have before that return, without what is used only for its sake
     * @param steps how many were taken
     */
    record Outcome(Verdict verdict, int level, Set<Integer> states, long steps) {}

    /** Where the search stands; the arrays never change. In between, somebody must need the state next. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Place(int level, long[] done, int state, boolean between, long[] used) {}

    /** All of a place but what was used. */
    private record Key(int level, int state, boolean between, List<Long> done) {

        static Key of(Place p, boolean between) {
            List<Long> words = new ArrayList<>(p.done().length);
            for (long w : p.done()) {
                words.add(w);
            }
            return new Key(p.level(), p.state(), between, words);
        }
    }

    /** How many ways to one place are compared in the time of a step. */
    private static final int COMPARED_IN_A_STEP = 8;
    /** The first try follows the first way that it finds, which most often is good enough, and takes this part of the steps. */
    private static final int HASTY = 8;
    /** The second try finds so many ways, if there are, before it follows the one that used least. */
    private static final int THOROUGH_WAYS = 16;

    private final Problem problem;
    private final boolean endless;
    private final long maxSteps;
    /** How many ways past a return are found before the best of them is followed. */
    private final int waysAtATime;
    private final Map<Key, List<long[]>> tried = new HashMap<>();
    private final ArrayDeque<Place> ahead = new ArrayDeque<>();
    private boolean passed;
    private long steps;
    private int furthest;
    private final TreeSet<Integer> states = new TreeSet<>();

    private Search(Problem problem, boolean endless, long maxSteps, int waysAtATime) {
        this.problem = problem;
        this.endless = endless;
        this.maxSteps = maxSteps;
        this.waysAtATime = waysAtATime;
    }

    /**
     * Searches.
     *
     * @param starts the states that the register may have at first
     * @param endless whether what never returned may take effect any number of times: that is decided soon, and if even then
     * there is no order, there is none
     * @param maxSteps how many steps to take at most
     */
    static Outcome of(List<Call> calls, Collection<Integer> starts, boolean endless, long maxSteps) {
        Problem problem = new Problem(calls);
        Outcome hasty = new Search(problem, endless, maxSteps / HASTY, 1).run(starts);
        if (hasty.verdict() != Verdict.UNKNOWN) {
            return hasty;
        }
        Outcome found = new Search(problem, endless, maxSteps - hasty.steps(), THOROUGH_WAYS).run(starts);
        return new Outcome(found.verdict(), found.level(), found.states(), hasty.steps() + found.steps());
    }

    private Outcome run(Collection<Integer> starts) {
        for (int start : starts) {
            go(0, new long[problem.words], start, false, Uses.NONE);
        }
        while (!passed && !ahead.isEmpty()) {
            if (!pass(ahead.pop())) {
                return new Outcome(Verdict.UNKNOWN, furthest, states, steps);
            }
        }
        return new Outcome(Verdict.of(passed), furthest, states, steps);
    }

    /** Looks for ways past one return; the first few that are found are tried next, those first that used the least. */
    private boolean pass(Place start) {
        List<Place> beyond = new ArrayList<>();
        int bottom = ahead.size();
        ahead.push(start);
        while (!passed && ahead.size() > bottom && beyond.size() < waysAtATime) {
            Place place = ahead.pop();
            if (place.level() > start.level()) {
                beyond.add(place);
            } else if (isNew(place)) {
                if (steps > maxSteps) {
                    return false;
                }
                see(place);
                if (place.between()) {
                    serve(place);
                } else {
                    leave(place);
                }
            }
        }
        Collections.reverse(beyond);
        beyond.sort(Comparator.<Place>comparingLong(p -> Uses.sum(p.used())).reversed());
        beyond.forEach(ahead::push);
        return true;
    }

    private boolean isNew(Place place) {
        List<long[]> ways = tried.computeIfAbsent(Key.of(place, place.between()), k -> new ArrayList<>(1));
        List<long[]> better = place.between() ? tried.getOrDefault(Key.of(place, false), List.of()) : List.of();
        steps += 1 + (ways.size() + better.size()) / COMPARED_IN_A_STEP;
        if (anyNoMore(better, place.used()) || anyNoMore(ways, place.used())) {
            return false;
        }
        ways.removeIf(used -> Uses.noMore(place.used(), used));
        ways.add(place.used());
        return true;
    }

    private static boolean anyNoMore(List<long[]> ways, long[] used) {
        for (long[] way : ways) {
            if (Uses.noMore(way, used)) {
                return true;
            }
        }
        return false;
    }

    private void see(Place place) {
        if (place.level() > furthest) {
            furthest = place.level();
            states.clear();
        }
        if (place.level() == furthest && !place.between()) {
            states.add(place.state());
        }
    }

    /** All that can come next. What is pushed last is tried first. */
    private void leave(Place p) {
        Set<Integer> useful = useful(p);
        bridge(p, problem.needing(Call.NOTHING), useful);
        bridge(p, problem.needing(p.state()), useful);
        Call next = problem.calls[p.level()];
        for (boolean helps : new boolean[]{false, true}) {
            for (int i = problem.open[p.level()].length - 1; i >= 0; i--) {
                int c = problem.open[p.level()][i];
                if (c != p.level() && (problem.calls[c].to() == next.from()) == helps) {
                    happen(p, c);
                }
            }
        }
        if (!next.must()) {
            long[] done = p.done().clone();
            set(done, p.level());
            go(p.level(), done, p.state(), false, p.used());
        }
        happen(p, p.level());
    }

    /** What can come next where the state must be of use. */
    private void serve(Place p) {
        bridge(p, problem.needing(p.state()), useful(p));
        for (int c : problem.open[p.level()]) {
            if (problem.calls[c].from() == p.state()) {
                happen(p, c);
            }
        }
    }

    /** An overlapping call takes effect, if it is its turn. Those that only see have done so already, if they can. */
    private void happen(Place p, int c) {
        Call call = problem.calls[c];
        if (call.observes() || isSet(p.done(), c) || !call.accepts(p.state())
                || (c != p.level() && (isNeedless(p, c) || anotherComesFirst(p, c)))) {
            return;
        }
        long[] done = call.kind() == Call.Kind.WRITE ? withoutNotice(p) : p.done().clone();
        set(done, c);
        go(p.level(), done, call.after(p.state()), false, p.used());
    }

    /** What has happened when a write is about to: all that it covers up. */
    private long[] withoutNotice(Place p) {
        long[] done = p.done().clone();
        for (int c : problem.open[p.level()]) {
            if (isNeedless(p, c)) {
                set(done, c);
            }
        }
        return done;
    }

    private boolean isNeedless(Place p, int c) {
        Call call = problem.calls[c];
        return call.kind() == Call.Kind.WRITE && problem.lastUse(call.to()) < p.level();
    }

    /** Whether a call with the same effect returns sooner. */
    private boolean anotherComesFirst(Place p, int c) {
        Call call = problem.calls[c];
        for (int sooner : problem.open[p.level()]) {
            Call other = problem.calls[sooner];
            if (sooner < c && !isSet(p.done(), sooner) && other.from() == call.from() && other.to() == call.to()
                    && (other.must() || !call.must())) {
                return true;
            }
        }
        return false;
    }

    /** One of these groups takes effect. */
    private void bridge(Place p, int[] groups, Set<Integer> useful) {
        for (int g : groups) {
            Problem.Group group = problem.groups[g];
            boolean writes = group.from() == Call.NOTHING;
            long[] done = writes ? withoutNotice(p) : p.done();
            boolean needed = group.to() != p.state() && !(writes && comparing(p, group.to()));
            if ((needed || !Arrays.equals(done, p.done())) && useful.contains(group.to()) && left(g, p)) {
                go(p.level(), done, group.to(), true, endless ? Uses.NONE : Uses.oneMore(p.used(), g));
            }
        }
    }

    private boolean left(int g, Place p) {
        return problem.available(g, p.level()) > (endless ? 0 : Uses.count(p.used(), g));
    }

    /** Whether there is a compare-and-set from here to there. */
    private boolean comparing(Place p, int to) {
        for (int g : problem.needing(p.state())) {
            if (problem.groups[g].to() == to && left(g, p)) {
                return true;
            }
        }
        return false;
    }

    /** The values that an overlapping call needs, and those from which calls without a return lead there. */
    private Set<Integer> useful(Place p) {
        Set<Integer> found = new HashSet<>();
        ArrayDeque<Integer> fresh = new ArrayDeque<>();
        for (int c : problem.open[p.level()]) {
            Call call = problem.calls[c];
            if (isSet(p.done(), c) || call.kind() == Call.Kind.WRITE) {
                continue;
            }
            if (call.kind() != Call.Kind.DIFFERS) {
                add(call.from(), found, fresh);
            } else {
                for (Problem.Group g : problem.groups) {
                    if (g.to() != call.from()) {
                        add(g.to(), found, fresh);
                    }
                }
            }
        }
        while (!fresh.isEmpty()) {
            for (int g : problem.leaving(fresh.pop())) {
                int from = problem.groups[g].from();
                if (from != Call.NOTHING && problem.available(g, p.level()) > 0) {
                    add(from, found, fresh);
                }
            }
        }
        return found;
    }

    private static void add(int value, Set<Integer> found, ArrayDeque<Integer> fresh) {
        if (found.add(value)) {
            fresh.push(value);
        }
    }

    /** Goes on from there, when all that only see have seen what they can, and all returns are passed that can be. */
    private void go(int fromLevel, long[] before, int state, boolean bridged, long[] usedBefore) {
        int level = fromLevel;
        long[] used = usedBefore;
        long[] done = before.clone();
        boolean between = bridged;
        while (level < problem.calls.length) {
            for (int c : problem.open[level]) {
                Call call = problem.calls[c];
                if (call.observes() && !isSet(done, c) && call.accepts(state)) {
                    set(done, c);
                    between = false;
                }
            }
            if (between || !isSet(done, level)) {
                ahead.push(new Place(level, done, state, between, used));
                return;
            }
            done[problem.slot[level] >> 6] &= ~(1L << problem.slot[level]);
            level++;
            used = stillOfUse(used, level);
        }
        passed = true;
    }

    private boolean isSet(long[] done, int c) {
        return (done[problem.slot[c] >> 6] & (1L << problem.slot[c])) != 0;
    }

    private void set(long[] done, int c) {
        done[problem.slot[c] >> 6] |= 1L << problem.slot[c];
    }

    private long[] stillOfUse(long[] used, int level) {
        return Uses.only(used, g -> problem.lastUse(problem.groups[g].to()) >= level);
    }
}
