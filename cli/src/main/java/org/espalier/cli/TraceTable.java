package org.espalier.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.espalier.trace.Validation;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What {@code espalier trace} prints. */
final class TraceTable {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** The verdict on one layer of one file. */
    record Row(Path file, Validation validation) {}

    private TraceTable() {}

    static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder(row("TRACE", "MODULE", "EVENTS", "PER SECOND", "STATES", "VERDICT"));
        for (Row row : rows) {
            Validation v = row.validation();
            text.append(row(String.valueOf(row.file().getFileName()), v.traced().module(), number(v.events()),
                    number(v.events() * 1_000 / Math.max(1, v.millis())), number(v.widest()),
                    v.accepted() ? "accepted" : "REJECTED"));
            Validation.Rejection rejection = v.rejection();
            if (rejection != null) {
                line(text, row.file() + ":" + rejection.event().line() + ": " + rejection.event());
                line(text, "  is no step, because not: " + rejection.reason());
                line(text, "  n" + rejection.event().node() + " could have taken: " + (rejection.possible().isEmpty()
                        ? "nothing"
                        : String.join(", ", rejection.possible())));
            }
        }
        return text.toString();
    }

    static String json(List<Row> rows) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("accepted", rows.stream().allMatch(row -> row.validation().accepted()));
        all.put("traces", rows.stream().map(TraceTable::object).toList());
        return JSON.writeValueAsString(all) + System.lineSeparator();
    }

    private static Map<String, Object> object(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("file", row.file().toString());
        object.put("module", row.validation().traced().module());
        object.put("accepted", row.validation().accepted());
        object.put("events", row.validation().events());
        object.put("widest", row.validation().widest());
        object.put("millis", row.validation().millis());
        Validation.Rejection rejection = row.validation().rejection();
        if (rejection != null) {
            object.put("rejection", rejection);
        }
        return object;
    }

    private static String row(String... cells) {
        return String.format("%-24s  %-10s  %10s  %10s  %6s  %s%n", (Object[]) cells);
    }

    private static void line(StringBuilder text, String line) {
        text.append("    ").append(line).append(System.lineSeparator());
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
