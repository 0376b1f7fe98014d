package org.espalier.checkers.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * The smallest part of a history that shows that it is not linearizable: the operations that it takes, what the register can
 * have held before them, what it can only have held when the last one returned, and why nothing that was pending explains
 * what that one saw.
 */
@SuppressWarnings("ReferenceEquality")
public final class Window {

    /** More would not help anybody. */
    private static final int MAX_PENDING = 8;
    private static final int MAX_NEEDED = 24;

    private final Values values;
    private final int of;
    private final Call last;
    private final List<Call> calls;
    private final Set<Integer> starts;
    private final Set<Integer> states;
    private final boolean smallest;

    Window(Values values, int of, Call last, List<Call> calls, Set<Integer> starts, Set<Integer> states,
            boolean smallest) {
        this.values = values;
        this.of = of;
        this.last = last;
        this.calls = List.copyOf(calls);
        this.starts = starts;
        this.states = states;
        this.smallest = smallest;
    }

    /** The events of the operations that it takes, each with its completion, in the order in which they were invoked. */
    public List<List<Op>> operations() {
        return needed().stream()
                .map(c -> c.completion() == null ? List.of(c.invocation()) : List.of(c.invocation(), c.completion()))
                .toList();
    }

    /** Whether nothing can be left out; otherwise the steps were used up before that was known. */
    public boolean isSmallest() {
        return smallest;
    }

    /** What the register can have held when the last operation returned, if that one is left aside. */
    public List<@Nullable Object> states() {
        List<@Nullable Object> all = new ArrayList<>();
        states.forEach(s -> all.add(values.get(s)));
        return all;
    }

    private List<Call> needed() {
        return calls.stream().filter(Call::must).toList();
    }

    private List<Call> pending() {
        List<Call> some = new ArrayList<>(calls.stream().filter(c -> !c.must()).toList());
        calls.stream().filter(c -> c.must() && c != last && !c.observes() && c.returned() > last.invoked())
                .forEach(some::add);
        some.sort((a, b) -> Integer.compare(relevance(a), relevance(b)));
        return some;
    }

    private int relevance(Call c) {
        return last.accepts(c.to()) ? 0 : 1;
    }

    /** For people: a few lines, without an end of line. */
    public String text() {
        List<Call> needed = needed();
        List<String> lines = new ArrayList<>();
        lines.add((needed.size() == 1 ? "this one of " : "these " + needed.size() + " of ") + of
                + " operations cannot be put in order" + (smallest ? "" : " (perhaps fewer would do)") + ":");
        int width = needed.stream().mapToInt(c -> what(c).length()).max().orElse(0);
        if (needed.size() > MAX_NEEDED) {
            lines.add("  " + (needed.size() - MAX_NEEDED) + " before these");
        }
        for (Call c : needed.subList(Math.max(0, needed.size() - MAX_NEEDED), needed.size())) {
            lines.add(String.format(Locale.ROOT, "  %s  %-" + width + "s  %s", when(c), what(c), who(c))
                    + (c == last ? "  <- impossible" : ""));
        }
        lines.add("before them the register may have held " + values.either(starts));
        lines.add("when the impossible one returned it can only have held " + values.either(states) + ", not "
                + (last.kind() == Call.Kind.DIFFERS ? "another value" : values.name(last.from())));
        List<Call> pending = pending();
        if (pending.isEmpty()) {
            lines.add("nothing else was under way that could have changed it");
        } else {
            lines.add("nothing else that was under way, or may have taken effect, explains it:");
            pending.stream().limit(MAX_PENDING)
                    .forEach(c -> lines.add("  " + what(c) + "  " + who(c) + ": " + whyNot(c)));
            if (pending.size() > MAX_PENDING) {
                lines.add("  ... and " + (pending.size() - MAX_PENDING) + " more");
            }
        }
        return String.join("\n", lines);
    }

    private String what(Call c) {
        return switch (c.kind()) {
            case READ -> c.invocation().f() + " saw " + values.name(c.from());
            case DIFFERS -> c.invocation().f() + " saw another value than " + values.name(c.from());
            case WRITE -> "write " + values.name(c.to());
            case CAS -> "cas " + values.name(c.from()) + " to " + values.name(c.to());
        };
    }

    private static String who(Call c) {
        Op end = c.completion();
        return "(" + (c.invocation().node() == null ? "" : c.invocation().node() + ", ") + "process "
                + c.invocation().process() + ", index " + c.invocation().index()
                + (end == null || c.returned() == Call.NEVER ? ", no answer" : " to " + end.index()) + ")";
    }

    private static String when(Call c) {
        Op end = c.completion();
        return seconds(c.invocation().time()) + " to "
                + (end == null || c.returned() == Call.NEVER ? "?" : seconds(end.time())) + " s";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
    }

    private String whyNot(Call c) {
        if (!last.accepts(c.to())) {
            return "leaves " + values.name(c.to());
        }
        if (c.returned() < last.invoked()) {
            return "was over before";
        }
        if (c.kind() == Call.Kind.CAS && !states.contains(c.from())) {
            return "finds no " + values.name(c.from());
        }
        return "does not fit with what the others saw";
    }

    /** As a value tree. */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("operation-count", (long) of);
        tree.put("smallest?", smallest);
        tree.put("operations", needed().stream().map(this::tree).toList());
        List<@Nullable Object> before = new ArrayList<>();
        starts.forEach(s -> before.add(values.get(s)));
        tree.put("states-before", before);
        tree.put("states-at-the-end", states());
        List<Call> pending = pending();
        tree.put("pending-count", (long) pending.size());
        tree.put("pending", pending.stream().limit(MAX_PENDING).map(c -> {
            Map<String, @Nullable Object> one = tree(c);
            one.put("why-not", whyNot(c));
            return one;
        }).toList());
        tree.put("text", text());
        return tree;
    }

    private Map<String, @Nullable Object> tree(Call c) {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        Op end = c.returned() == Call.NEVER ? null : c.completion();
        tree.put("what", what(c));
        tree.put("process", c.invocation().process());
        tree.put("node", c.invocation().node());
        tree.put("index", c.invocation().index());
        tree.put("time", c.invocation().time());
        tree.put("end-index", end == null ? null : end.index());
        tree.put("end-time", end == null ? null : end.time());
        return tree;
    }
}
