package org.espalier.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.espalier.checkers.history.Json;
import org.espalier.workbench.report.RunPage;
import org.jspecify.annotations.Nullable;

/**
 * A run in a store, as its directory tells.
 *
 * @param path of its directory within the store, with {@code /} between
 * @param verdict valid, invalid or unknown; unfinished when there are no results that can be read
 * @param results {@code results.json}; empty when it is not there, or not what it should be
 * @param hasPage whether there is a page to open
 */
record RunEntry(String path, String verdict, Map<String, @Nullable Object> results, boolean hasPage) {

    /** Larger results are not a run's. */
    private static final long MAX_RESULTS = 64L << 20;

    /** Reads a directory; whatever is in it, this answers. */
    static RunEntry read(Path store, Path directory) {
        String path = store.relativize(directory).toString().replace('\\', '/');
        boolean page = Files.isRegularFile(directory.resolve(RunPage.NAME));
        Path file = directory.resolve("results.json");
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= MAX_RESULTS
                    && Json.parse(Files.readString(file)) instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> results = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    if (!key.equals("workload") && !key.equals("delivery")) { // may be long; the page has them
                        results.put(String.valueOf(key), value);
                    } else if (value instanceof Map<?, ?> judged) {
                        results.put(String.valueOf(key), verdicts(judged));
                    }
                });
                Object valid = map.get("valid?");
                String verdict = Boolean.TRUE.equals(valid)
                        ? "valid"
                        : Boolean.FALSE.equals(valid) ? "invalid" : "unknown".equals(valid) ? "unknown" : "unfinished";
                return new RunEntry(path, verdict, results, page);
            }
        } catch (IOException | RuntimeException e) { // half written, or somebody else's: it is shown as such
            return new RunEntry(path, "unfinished", Map.of(), page);
        }
        return new RunEntry(path, "unfinished", Map.of(), page);
    }

    private static Map<String, @Nullable Object> verdicts(Map<?, ?> judged) {
        Map<String, @Nullable Object> kept = new LinkedHashMap<>();
        judged.forEach((key, value) -> {
            if (key.equals("valid?")) {
                kept.put("valid?", value);
            } else if (value instanceof Map<?, ?> map && map.containsKey("valid?")) {
                kept.put(String.valueOf(key), verdicts(map));
            }
        });
        return kept;
    }

    /** A result by its path; null when there is none. */
    @Nullable
    Object get(String... keys) {
        Object at = results;
        for (String key : keys) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    String workload() {
        int slash = path.indexOf('/');
        Object said = get("test", "workload");
        return said != null ? String.valueOf(said) : slash < 0 ? path : path.substring(0, slash);
    }

    /** When it began, as its directory is named: {@code 2026-11-25 07:33:53}; else empty. */
    String time() {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.matches("\\d{8}T\\d{6}\\..*")
                ? name.substring(0, 4) + "-" + name.substring(4, 6) + "-" + name.substring(6, 8) + " "
                        + name.substring(9, 11) + ":" + name.substring(11, 13) + ":" + name.substring(13, 15)
                : "";
    }

    /** The flags that it ran with, by name, as the command to run it again has them. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        String[] words = String.valueOf(get("test", "replay")).split(" +", -1);
        for (int i = 2; i < words.length && !words[i].equals("--"); i++) {
            if (words[i].startsWith("-")) {
                boolean value = i + 1 < words.length && !words[i + 1].startsWith("-");
                settings.put(words[i].equals("-w") ? "--workload" : words[i], value ? words[++i] : "yes");
            }
        }
        if (get("test", "args") instanceof List<?> args && !args.isEmpty()) {
            settings.put("arguments", String.join(" ", args.stream().map(String::valueOf).toList()));
        }
        return settings;
    }

    /** A row of the table. */
    Map<String, @Nullable Object> row() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("path", path);
        row.put("time", time());
        row.put("workload", workload());
        row.put("verdict", verdict);
        row.put("seed", get("test", "seed"));
        row.put("nodes", get("test", "nodes") instanceof List<?> nodes ? (long) nodes.size() : null);
        row.put("faults", faults());
        row.put("operations", get("stats", "count"));
        row.put("messages", get("net", "servers", "msg-count"));
        row.put("p99", slowest());
        row.put("program", get("test", "bin") == null ? "" : program());
        row.put("page", hasPage);
        return row;
    }

    private String program() {
        String bin = String.valueOf(get("test", "bin"));
        return bin.substring(bin.lastIndexOf('/') + 1) + " " + (get("test", "args") instanceof List<?> args
                ? String.join(" ", args.stream().map(String::valueOf).toList())
                : "");
    }

    private String faults() {
        Map<String, String> settings = settings();
        StringBuilder faults = new StringBuilder(settings.getOrDefault("--nemesis", "").replace(",", ", "));
        for (String rate : List.of("--loss", "--duplicate", "--corrupt")) {
            if (settings.containsKey(rate)) {
                faults.append(faults.isEmpty() ? "" : ", ").append(rate.substring(2)).append(' ')
                        .append(settings.get(rate));
            }
        }
        return faults.toString();
    }

    /** The 99 % quantile of the slowest kind of operation, in milliseconds. */
    private @Nullable Double slowest() {
        double most = -1;
        if (get("perf", "latencies-ms") instanceof Map<?, ?> byF) {
            for (Object quantiles : byF.values()) {
                if (quantiles instanceof Map<?, ?> q && q.get("0.99") instanceof Number ms) {
                    most = Math.max(most, ms.doubleValue());
                }
            }
        }
        return most < 0 ? null : Double.valueOf(String.format(Locale.ROOT, "%.1f", most));
    }
}
