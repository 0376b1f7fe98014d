package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.report.PageModel.Band;
import org.espalier.workbench.report.PageModel.Request;
import org.espalier.workbench.report.PageModel.Table;
import org.jspecify.annotations.Nullable;

/** Takes in a history: what clients asked for, and which faults there were. */
public final class PageRequests {

    private static final int MAX_TEXT = 160;
    /** An answer that lists more is no sign that it is about each of them. */
    private static final int MAX_VALUES = 8;

    private final List<String> nodes;
    private final Map<Integer, Op> open = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();
    private final Map<String, long[]> counts = new TreeMap<>();
    private final Outages outages = new Outages();
    private @Nullable Op cut;
    private long total;
    private long end;

    /** Nothing yet; nodes are named by their place. */
    public PageRequests(List<String> nodes) {
        this.nodes = nodes;
    }

    /** The next event of the history. */
    public void see(Op op) {
        end = Math.max(end, op.time() / 1_000);
        if (!op.isClient()) {
            fault(op);
        } else if (op.type() == Op.Type.INVOKE) {
            open.put(op.process(), op);
        } else {
            Op invoked = open.remove(op.process());
            if (invoked != null) {
                request(invoked, op);
            }
        }
    }

    private void fault(Op op) {
        outages.see(op);
        Op before = cut;
        if (op.f().equals("start-partition") || op.f().equals("start-flapping")) {
            cut = op;
        } else if ((op.f().equals("stop-partition") || op.f().equals("stop-flapping")) && before != null) {
            bands.add(band(before, op.time() / 1_000));
            cut = null;
        }
    }

    private static Band band(Op cut, long until) {
        return new Band(cut.f().substring("start-".length()), String.valueOf(cut.value()), cut.time() / 1_000, until,
                List.of());
    }

    private void request(Op invoked, @Nullable Op completed) {
        String outcome = completed == null ? "" : completed.type().name().toLowerCase(Locale.ROOT);
        long[] count = counts.computeIfAbsent(invoked.f(), f -> new long[4]);
        count[switch (outcome) {
            case "ok" -> 1;
            case "fail" -> 2;
            default -> 3;
        }]++;
        count[0]++;
        total++;
        int node = invoked.node() == null ? -1 : nodes.indexOf(invoked.node());
        if (node < 0 || requests.size() >= PageModel.MAX_REQUESTS) {
            return;
        }
        Set<String> values = new LinkedHashSet<>();
        BodyValues.leaves(invoked.value(), values);
        Object answer = completed == null ? null : completed.value();
        if (answer != null && !(answer instanceof List<?> many && many.size() > MAX_VALUES)) {
            BodyValues.leaves(answer, values);
        }
        boolean says = answer != null && !answer.equals(invoked.value());
        String text = invoked.f() + (invoked.value() == null ? "" : " " + text(invoked.value()))
                + (outcome.equals("ok")
                        ? says ? " → " + text(answer) : ""
                        : " → "
                                + (outcome.isEmpty() ? "no answer" : outcome)
                                + (completed == null || completed.error() == null
                                        ? ""
                                        : ", " + text(completed.error())));
        requests.add(new Request(node, invoked.f(), outcome, invoked.time() / 1_000,
                completed == null ? -1 : completed.time() / 1_000, invoked.index(),
                completed == null ? -1 : completed.index(), new ArrayList<>(values), text));
    }

    private static String text(@Nullable Object value) {
        String text = value instanceof String s ? s : Json.text(value);
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + " …" : text;
    }

    /** What is still open never gets an answer. */
    public void over() {
        open.values().stream().sorted(Comparator.comparingLong(Op::index)).forEach(op -> request(op, null));
        open.clear();
        Op before = cut;
        if (before != null) {
            bands.add(band(before, end));
        }
        outages.list(nodes, end * 1_000).forEach(o -> bands.add(new Band(o.what(),
                nodes.get(o.node()) + " " + o.what(), o.start() / 1_000, o.end() / 1_000, List.of(o.node()))));
    }

    /** As many as a page shows, in the order in which they began. */
    public List<Request> requests() {
        requests.sort(Comparator.comparingLong(Request::invoked));
        return requests;
    }

    /** The faults that the history knows of. */
    public List<Band> bands() {
        return bands;
    }

    /** How many there were. */
    public long total() {
        return total;
    }

    /** The time of the last event. */
    public long end() {
        return end;
    }

    /**
     * How many there were of each function, and how they ended.
     *
     * @param latencies by function quantiles in milliseconds; of those that are not there nothing is said
     */
    public Table table(Map<?, ?> latencies) {
        List<List<String>> rows = new ArrayList<>();
        counts.forEach((f, n) -> {
            List<String> row = new ArrayList<>(List.of(f));
            for (long count : n) {
                row.add(PageModel.count(count));
            }
            Map<?, ?> quantiles = latencies.get(f) instanceof Map<?, ?> q ? q : Map.of();
            for (String q : List.of("0.5", "0.99", "1")) {
                row.add(quantiles.get(q) instanceof Number ms
                        ? String.format(Locale.ROOT, "%.1f", ms.doubleValue())
                        : "–");
            }
            rows.add(row);
        });
        return new Table("Operations", List.of("operation", "asked", "ok", "failed", "unknown", "median ms", "99 % ms",
                "longest ms"), rows);
    }
}
