package org.espalier.workbench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** {@code index.html} in the store directory of a run: one file that says all of it, and needs nothing else. */
public final class RunPage {

    /** Its name. */
    public static final String NAME = "index.html";

    private RunPage() {}

    /**
     * Writes the page of a run.
     *
     * @param directory the run's, where {@code messages.jsonl} is and the page will be
     * @param results as in {@code results.json}
     * @param ops the history
     * @param summary what the command prints, the verdict last
     */
    public static void write(Path directory, Map<String, @Nullable Object> results, List<Op> ops, String summary)
            throws IOException {
        Files.writeString(directory.resolve(NAME), PageHtml.of(model(directory, results, ops, summary)));
    }

    private static PageModel model(Path directory, Map<String, @Nullable Object> results, List<Op> ops, String summary)
            throws IOException {
        Map<?, ?> test = map(results.get("test"));
        List<String> nodes = new ArrayList<>();
        if (test.get("nodes") instanceof List<?> names) {
            names.forEach(name -> nodes.add(String.valueOf(name)));
        }
        PageMessages messages = new PageMessages(nodes);
        messages.read(directory.resolve("messages.jsonl"));
        PageRequests requests = new PageRequests(nodes);
        ops.forEach(requests::see);
        requests.over();
        long end = Math.max(messages.end(), requests.end());
        PageModel.Timeline timeline = new PageModel.Timeline("s", nodes, end, messages.kept(), messages.total(),
                requests.requests(), requests.total(), requests.bands(), messages.trees(end), messages.rates(end));
        List<PageModel.Table> tables = new ArrayList<>(
                List.of(requests.table(map(map(results.get("perf")).get("latencies-ms")))));
        tables.addAll(messages.tables());
        List<String> lines = summary.lines().toList();
        String first = lines.getFirst();
        String last = lines.getLast();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("run", first.substring(first.indexOf(':') + 1).strip());
        settings.put("nodes", String.join(" ", nodes));
        settings.put("program", test.get("bin") + " " + (test.get("args") instanceof List<?> args
                ? String.join(" ", args.stream().map(String::valueOf).toList())
                : ""));
        settings.put("directory", String.valueOf(directory));
        Object valid = results.get("valid?");
        Verdict verdict = Boolean.TRUE.equals(valid)
                ? Verdict.VALID
                : Boolean.FALSE.equals(valid) ? Verdict.INVALID : Verdict.UNKNOWN;
        return new PageModel(String.valueOf(test.get("workload")) + " on " + nodes.size() + " nodes", verdict,
                last.substring(last.indexOf(':') + 1).strip(), PageVerdicts.of(results),
                Map.of("Run it again", String.valueOf(test.get("replay"))), settings, timeline, tables, summary);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
