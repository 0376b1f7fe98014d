package org.espalier.checkers.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Judges a growing set by the life of each element, as Jepsen's {@code set-full} does.
 *
 * <p>An element is <em>known</em> from the moment its add returns ok, or a read that shows it returns, whichever is first. It
 * is <em>stable</em> if, of the reads that returned after it was asked for, the one that began last shows it, and
 * <em>lost</em> if it is known and some read that began after that (and after every read that shows it) does not show it.
 * Everything else was <em>never read</em>. A stable element that a read failed to show after it was known was <em>stale</em>
 * for so long.
 *
 * <p>The history is invalid if an element was lost, if a read shows one element twice, or if it shows one that was never
 * asked for; unknown if nothing became stable. (Jepsen counts duplicates by a comparison that never holds, and passes over
 * unexpected elements; here both count.)
 *
 * <p>O(r·e) for r reads and e elements, which is the size of the reads of a healthy run.
 */
public final class SetFull implements OpChecker {

    private static final double[] POINTS = {0, 0.5, 0.95, 0.99, 1};
    private static final int WORST = 8;
    private static final long NONE = -1;

    private final String add;
    private final Pairs pairs = new Pairs();
    private final Map<Object, Integer> ids = new HashMap<>();
    private final List<Element> elements = new ArrayList<>();
    private final Map<@Nullable Object, Integer> duplicated = new TreeMap<>(ValueOrder.INSTANCE);
    private final Map<@Nullable Object, Long> unexpected = new TreeMap<>(ValueOrder.INSTANCE);
    private long acknowledged;
    /** Which read showed an element last, by element; and how often. */
    private int[] shownIn = new int[16];
    private int[] times = new int[16];
    private int reads;

    /** What is remembered of an element; indexes and times of events, or {@link #NONE}. */
    private static final class Element {

        final Object value;
        long known = NONE;
        long knownTime;
        long present = NONE;
        long presentTime;
        long absent = NONE;
        long absentTime;

        Element(Object value) {
            this.value = value;
        }

        boolean stable() {
            return present != NONE && absent < present;
        }

        boolean lost() {
            return known != NONE && absent != NONE && present < absent && known < absent;
        }
    }

    /**
     * A checker for elements added by this function.
     *
     * @param add {@code "add"} for a g-set, {@code "broadcast"} for broadcast
     */
    public SetFull(String add) {
        this.add = add;
    }

    @Override
    public void accept(Op op) {
        if (!op.isClient()) {
            return;
        }
        Op invocation = pairs.invocation(op);
        if (op.f().equals(add)) {
            added(op);
        } else if (op.is(Op.Type.OK, "read") && op.value() instanceof List<?> values) {
            read(invocation == null ? op : invocation, op, values);
        }
    }

    private void added(Op op) {
        Object value = op.value();
        if (value == null) {
            return;
        }
        Integer id = ids.get(value);
        if (op.type() == Op.Type.INVOKE) {
            if (id == null) {
                ids.put(value, elements.size());
                elements.add(new Element(value));
            } else {
                elements.set(id, new Element(value));
            }
        } else if (op.type() == Op.Type.OK && id != null) {
            acknowledged++;
            know(elements.get(id), op);
        }
    }

    private static void know(Element e, Op op) {
        if (e.known == NONE) {
            e.known = op.index();
            e.knownTime = op.time();
        }
    }

    private void read(Op invocation, Op op, List<?> values) {
        reads++;
        if (shownIn.length < elements.size()) {
            shownIn = Arrays.copyOf(shownIn, 2 * elements.size());
            times = Arrays.copyOf(times, 2 * elements.size());
        }
        for (Object value : values) {
            Integer id = value == null ? null : ids.get(value);
            if (id == null) {
                unexpected.putIfAbsent(value, op.index());
            } else if (shownIn[id] == reads) {
                times[id]++;
                duplicated.merge(value, times[id], Math::max);
            } else {
                shownIn[id] = reads;
                times[id] = 1;
            }
        }
        for (int id = 0; id < elements.size(); id++) {
            Element e = elements.get(id);
            if (shownIn[id] == reads) {
                know(e, op);
                if (e.present < invocation.index()) {
                    e.present = invocation.index();
                    e.presentTime = invocation.time();
                }
            } else if (e.absent < invocation.index()) {
                e.absent = invocation.index();
                e.absentTime = invocation.time();
            }
        }
    }

    @Override
    public SetFullResult result() {
        List<@Nullable Object> lost = new ArrayList<>();
        List<@Nullable Object> neverRead = new ArrayList<>();
        List<SetFullResult.Stale> stale = new ArrayList<>();
        List<Long> stableLatencies = new ArrayList<>();
        List<Long> lostLatencies = new ArrayList<>();
        for (Element e : elements) {
            if (e.stable()) {
                long millis = e.absent == NONE ? 0 : millis(e.absentTime + 1 - e.knownTime);
                stableLatencies.add(millis);
                if (millis > 0) {
                    stale.add(new SetFullResult.Stale(e.value, millis, e.known, e.absent));
                }
            } else if (e.lost()) {
                lost.add(e.value);
                lostLatencies.add(e.present == NONE ? 0 : millis(e.presentTime + 1 - e.knownTime));
            } else {
                neverRead.add(e.value);
            }
        }
        lost.sort(ValueOrder.INSTANCE);
        neverRead.sort(ValueOrder.INSTANCE);
        stale.sort((a, b) -> ValueOrder.INSTANCE.compare(a.element(), b.element()));
        List<@Nullable Object> staleElements = new ArrayList<>();
        stale.forEach(s -> staleElements.add(s.element()));
        List<SetFullResult.Stale> worst = new ArrayList<>(stale);
        worst.sort((a, b) -> Long.compare(b.stableLatencyMillis(), a.stableLatencyMillis()));
        return new SetFullResult(elements.size(), acknowledged, stableLatencies.size(), lost, neverRead, staleElements,
                worst.subList(0, Math.min(WORST, worst.size())), quantiles(stableLatencies), quantiles(lostLatencies),
                duplicated, unexpected);
    }

    private static long millis(long nanos) {
        return Math.max(0, nanos) / 1_000_000;
    }

    /** By Jepsen's rule: the element at floor(n·p) of the sorted list, at most the last. Empty for an empty list. */
    static Map<Double, Long> quantiles(List<Long> all) {
        long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
        Map<Double, Long> quantiles = new LinkedHashMap<>();
        for (double point : POINTS) {
            if (sorted.length > 0) {
                quantiles.put(point, sorted[Math.min(sorted.length - 1, (int) Math.floor(sorted.length * point))]);
            }
        }
        return quantiles;
    }
}
