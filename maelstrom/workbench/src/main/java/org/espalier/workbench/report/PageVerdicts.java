package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.Definition;
import org.espalier.workbench.report.PageModel.Property;
import org.espalier.workbench.report.PageModel.Show;
import org.espalier.workbench.report.PageModel.Violation;
import org.jspecify.annotations.Nullable;

/** Reads from the results of a run, whatever was judged, what held and what did not, in words. */
public final class PageVerdicts {

    /** More of one kind do not help. */
    private static final int SHOWN = 8;
    private static final String VALID = "valid?";

    /** Parts of the results that only measure. */
    private static final List<String> MEASURES = List.of("net", "perf", "resilience", "visible", "test");
    private static final List<String> WRONG_VALUES = List.of("lost", "duplicated", "unexpected", "stale", "never-read",
            "errors");

    /** How explanations name an operation. */
    private static final Pattern INDEX = Pattern.compile("\\(index (\\d{1,18})\\)");

    private PageVerdicts() {}

    /** A property for each part of the results that judges something. */
    public static List<Property> of(Map<String, @Nullable Object> results) {
        List<Property> properties = new ArrayList<>();
        if (results.get("node-faults") instanceof List<?> faults && !faults.isEmpty()) {
            properties.add(new Property("nodes keep to the protocol", Verdict.INVALID, "", "",
                    faults.stream().limit(SHOWN).map(PageVerdicts::nodeFault).toList()));
        }
        results.forEach((name, part) -> {
            if (part instanceof Map<?, ?> map && map.containsKey(VALID) && !MEASURES.contains(name)) {
                part(name, map, properties);
            }
        });
        return properties;
    }

    private static Violation nodeFault(@Nullable Object fault) {
        Map<?, ?> map = map(fault);
        StringBuilder text = new StringBuilder(map.get("node") + " " + map.get("story"));
        if (map.get("stderr") instanceof List<?> lines) {
            lines.stream().limit(SHOWN).forEach(line -> text.append("\n| ").append(line));
        }
        return new Violation(text.toString(), new Show(List.of(), String.valueOf(map.get("node")), List.of()));
    }

    /** A part that has judged parts of its own is only their heading. */
    private static void part(String name, Map<?, ?> part, List<Property> properties) {
        Map<String, Map<?, ?>> inside = new LinkedHashMap<>();
        part.forEach((key, value) -> {
            if (name.equals("delivery") && value instanceof Map<?, ?> map && map.containsKey(VALID)) {
                inside.put(String.valueOf(key), map);
            }
        });
        if (inside.isEmpty()) {
            properties.add(new Property(title(name, part), verdict(part), definition(name, part), note(part),
                    verdict(part) == Verdict.VALID ? List.of() : violations(part)));
        } else {
            inside.forEach((key, value) -> part(key, value, properties));
        }
    }

    private static String title(String name, Map<?, ?> part) {
        if (!name.equals("workload")) {
            return name;
        }
        if (part.containsKey("stable-count")) {
            return "nothing lost, stale or unexpected";
        }
        return part.get("consistency-models") instanceof List<?> models
                ? String.join(", ", models.stream().map(String::valueOf).toList())
                : part.containsKey("windows") ? "linearizable, key by key" : "the workload's own rules";
    }

    /** As the results say; those of earlier versions do not. */
    private static String definition(String name, Map<?, ?> part) {
        return part.get("definition") instanceof String where
                ? where
                : Objects.requireNonNullElse(Definition.of(name), "");
    }

    private static String note(Map<?, ?> part) {
        if (part.get("note") != null) {
            return String.valueOf(part.get("note"));
        }
        if (part.get("violation-count") instanceof Long n && n > 0) {
            return PageModel.count(n) + (n == 1 ? " violation" : " violations")
                    + (part.get("checked-count") instanceof Long of ? " in " + PageModel.count(of) + " judged" : "");
        }
        for (String counted : List.of("checked-count", "attempt-count", "operation-count", "count")) {
            if (part.get(counted) instanceof Long n) {
                return PageModel.count(n) + " judged";
            }
        }
        return part.get("ok-fraction") instanceof Number ok
                ? String.format(Locale.ROOT, "%.1f %% of the requests succeeded", 100 * ok.doubleValue())
                : "";
    }

    private static List<Violation> violations(Map<?, ?> part) {
        List<Violation> found = new ArrayList<>();
        if (part.get("violations") instanceof List<?> all) {
            all.stream().limit(SHOWN).forEach(v -> found.add(delivery(map(v))));
        }
        map(part.get("windows")).forEach((key, window) -> {
            if (map(window).get("text") != null && found.size() < SHOWN) {
                found.add(new Violation("key " + key + " is not linearizable; " + map(window).get("text"),
                        new Show(List.of(), "", operations(map(window)))));
            }
        });
        anomalies(part.get("error-types"), part, found);
        anomalies(part.get("bad-anomaly-types"), map(part.get("anomalies")), found);
        for (String wrong : WRONG_VALUES) {
            List<String> values = switch (part.get(wrong)) {
                case List<?> list -> list.stream().map(String::valueOf).toList();
                case Map<?, ?> map -> map.keySet().stream().map(String::valueOf).toList();
                case null, default -> List.of();
            };
            if (!values.isEmpty()) {
                List<String> some = values.subList(0, Math.min(values.size(), SHOWN));
                found.add(new Violation(PageModel.count(values.size()) + " " + wrong.replace('-', ' ') + ": "
                        + String.join(", ", some) + (values.size() > SHOWN ? ", …" : ""),
                        new Show(some.subList(0, 1), "", List.of())));
            }
        }
        return found;
    }

    private static Violation delivery(Map<?, ?> violation) {
        List<String> values = new ArrayList<>();
        for (String about : List.of("delivered", "cause")) {
            Object message = map(violation.get(about)).get("message");
            if (message != null) {
                values.add(String.valueOf(message));
            }
        }
        return new Violation(String.valueOf(violation.get("text")), new Show(values,
                violation.get("node") == null ? "" : String.valueOf(violation.get("node")), List.of()));
    }

    private static List<Long> operations(Map<?, ?> window) {
        List<Long> ops = new ArrayList<>();
        for (String of : List.of("operations", "pending")) {
            if (window.get(of) instanceof List<?> list) {
                list.forEach(op -> {
                    if (map(op).get("index") instanceof Long index) {
                        ops.add(index);
                    }
                });
            }
        }
        return ops;
    }

    private static void anomalies(@Nullable Object kinds, Map<?, ?> byKind, List<Violation> found) {
        if (!(kinds instanceof List<?> list)) {
            return;
        }
        for (Object kind : list) {
            Map<?, ?> of = map(byKind.get(kind));
            Map<?, ?> first = of.get("errs") instanceof List<?> errs && !errs.isEmpty()
                    ? map(errs.getFirst())
                    : Map.of();
            found.add(new Violation(kind + ", " + of.get("count") + " times"
                    + (first.get("text") == null ? "" : ", first: " + first.get("text")), show(first)));
        }
    }

    /** The transactions of an anomaly, or the operations that its words name, or else the message that it is about. */
    private static @Nullable Show show(Map<?, ?> anomaly) {
        List<Long> ops = new ArrayList<>();
        if (anomaly.get("transactions") instanceof List<?> transactions) {
            transactions.forEach(t -> {
                if (t instanceof Long index) {
                    ops.add(index);
                }
            });
        } else {
            for (Matcher m = INDEX.matcher(String.valueOf(anomaly.get("text"))); m.find();) {
                ops.add(Long.valueOf(m.group(1)));
            }
        }
        if (!ops.isEmpty()) {
            return new Show(List.of(), "", ops);
        }
        Object value = anomaly.get("value");
        return value == null ? null : new Show(List.of(String.valueOf(value)), "", List.of());
    }

    private static Verdict verdict(Map<?, ?> part) {
        Object valid = part.get(VALID);
        return Boolean.TRUE.equals(valid)
                ? Verdict.VALID
                : Boolean.FALSE.equals(valid) ? Verdict.INVALID : Verdict.UNKNOWN;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
