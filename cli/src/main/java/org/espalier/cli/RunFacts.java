package org.espalier.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.workbench.TestPlan;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

/**
 * What a run left about itself: what was asked for, and what that was held to. Our runs say it in {@code results.json}, stock
 * Maelstrom's in {@code test.edn} or at the top of {@code jepsen.log}; else the operations of the history show it, if any of
 * them is of one workload only.
 *
 * @param order of broadcasts; empty if it is not said
 * @param models of transactions; empty if they are not said
 * @param source where this is from, for people
 */
record RunFacts(Workload workload, Optional<TestPlan.Order> order, Set<ConsistencyModel> models, String source) {

    /** Larger results are not a run's. */
    private static final long MAX_RESULTS = 64L << 20;
    /** The test map stands at the top of a log. */
    private static final int LOG_BYTES = 1 << 18;
    private static final Pattern STOCK = Pattern.compile(":workload\\s+:([a-z-]+)|:name\\s+\"([a-z-]+)\"");

    /** What is known of the run with that history; empty if nothing says even the workload. */
    static Optional<RunFacts> of(HistoryFile history) throws IOException {
        Path directory = Objects.requireNonNull(history.directory(), "a file is in a directory");
        Optional<RunFacts> said = fromResults(directory.resolve("results.json"));
        for (String name : List.of("test.edn", "jepsen.log")) {
            said = said.isPresent() ? said : fromStock(directory.resolve(name));
        }
        return said.isPresent() ? said : fromOperations(history);
    }

    private static Optional<RunFacts> fromResults(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.size(file) > MAX_RESULTS) {
            return Optional.empty();
        }
        Object results;
        try {
            results = Json.parse(Files.readString(file));
        } catch (JacksonException e) { // half written, or somebody else's: the rest may still say it
            return Optional.empty();
        }
        String order = String.valueOf(get(results, "test", "order"));
        Optional<TestPlan.Order> claimed = List.of(TestPlan.Order.values()).stream()
                .filter(o -> o.label().equals(order)).findFirst();
        Set<ConsistencyModel> models = EnumSet.noneOf(ConsistencyModel.class);
        if (get(results, "workload", "consistency-models") instanceof List<?> labels) {
            for (ConsistencyModel model : ConsistencyModel.values()) {
                if (labels.contains(model.label())) {
                    models.add(model);
                }
            }
        }
        return workload(String.valueOf(get(results, "test", "workload")))
                .map(w -> new RunFacts(w, claimed, models, String.valueOf(file.getFileName())));
    }

    private static @Nullable Object get(@Nullable Object tree, String... keys) {
        Object at = tree;
        for (String key : keys) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    private static Optional<RunFacts> fromStock(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Matcher said = STOCK.matcher(new String(in.readNBytes(LOG_BYTES), StandardCharsets.UTF_8));
            Optional<Workload> found = Optional.empty();
            while (found.isEmpty() && said.find()) {
                found = workload(said.group(1) != null ? said.group(1) : said.group(2));
            }
            return found.map(w -> only(w, String.valueOf(file.getFileName())));
        }
    }

    private static Optional<RunFacts> fromOperations(HistoryFile history) throws IOException {
        @Nullable
        Workload[] first = new Workload[1];
        history.forEach(op -> {
            if (first[0] == null && op.isClient()) {
                first[0] = shownBy(op);
            }
        });
        return Optional.ofNullable(first[0]).map(w -> only(w, "the operations of the history"));
    }

    /** The workload that alone has such operations; of {@code read} and {@code add} there are several. */
    private static @Nullable Workload shownBy(Op op) {
        return switch (op.f()) {
            case "broadcast" -> Workload.BROADCAST;
            case "multicast" -> Workload.MULTICAST;
            case "echo" -> Workload.ECHO;
            case "generate" -> Workload.UNIQUE_IDS;
            case "write", "cas" -> Workload.LIN_KV;
            case "send", "poll" -> Workload.KAFKA;
            case "txn" -> {
                Set<Object> verbs = verbs(op.value());
                yield verbs.contains("append")
                        ? Workload.TXN_LIST_APPEND
                        : verbs.contains("w") ? Workload.TXN_RW_REGISTER : null;
            }
            default -> null;
        };
    }

    /** The first words of a transaction's steps. */
    private static Set<Object> verbs(@Nullable Object value) {
        Set<Object> verbs = new LinkedHashSet<>();
        if (value instanceof List<?> steps) {
            for (Object step : steps) {
                if (step instanceof List<?> words && !words.isEmpty()) {
                    verbs.add(words.getFirst());
                }
            }
        }
        return verbs;
    }

    private static Optional<Workload> workload(String label) {
        return List.of(Workload.values()).stream().filter(w -> w.label().equals(label)).findFirst();
    }

    private static RunFacts only(Workload workload, String source) {
        return new RunFacts(workload, Optional.empty(), Set.of(), source);
    }
}
