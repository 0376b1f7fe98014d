package org.espalier.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.espalier.checkers.history.HistoryWriter;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.report.RunPage;
import org.jspecify.annotations.Nullable;

/** A made-up run of any size, and the time that a browser takes to open its page: {@link #main}. */
final class LargeRun {

    private static final int NODES = 5;

    private LargeRun() {}

    /** Writes results alone, as of a run with that seed. */
    static Map<String, @Nullable Object> writeResults(Path directory, long seed, boolean valid) throws IOException {
        String workload = String.valueOf(directory.getName(directory.getNameCount() - 2));
        String text = """
                {"valid?":%s,"delivery":{"valid?":%s,"FifoOrder":{"valid?":%s,"checked-count":%d}},
                 "stats":{"valid?":true,"count":%d},"net":{"servers":{"msg-count":%d}},
                 "test":{"workload":"%s","nodes":["n0","n1","n2","n3","n4"],"seed":%d,"bin":"a/node","args":["--seed"],
                 "replay":"./espalier test -w %s --bin a/node --node-count 5 --loss 0.1 --seed %d"}}"""
                .formatted(valid, valid, valid, seed + 1, seed, 3 * seed, workload, seed, workload, seed);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("results.json"), text);
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> results = (Map<String, @Nullable Object>) Objects
                .requireNonNull(Json.parse(text));
        return results;
    }

    /** Writes a run with so many messages between nodes, and its page. */
    static void write(Path directory, int messages) {
        try {
            Map<String, @Nullable Object> results = writeResults(directory, 7, true);
            List<String> lines = new ArrayList<>();
            List<Op> ops = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                int from = i % NODES;
                int to = (from + 1 + i / NODES % (NODES - 1)) % NODES;
                long sent = 1_000_000L * i;
                String fate = i % 11 == 0 ? "lost" : "delivered";
                lines.add(
                        ("{\"id\":%d,\"src\":\"n%d\",\"dest\":\"n%d\",\"sent\":%d,\"due\":%d,\"fate\":\"%s\",\"at\":%d,\"body\":"
                                + "{\"type\":\"gossip\",\"message\":%d,\"padding\":\"%s\"}}").formatted(i, from, to,
                                        sent,
                                        sent + 3_000_000, fate, sent + 3_100_000, i / 10, "x".repeat(150)));
                if (i % 10 == 0) {
                    Op ask = Op.invoke(ops.size(), sent, from, "n" + from, "broadcast", (long) i / 10);
                    ops.add(ask);
                    ops.add(ask.complete(ops.size(), sent + 400_000 + 1_000L * (i % 700), Op.Type.OK, (long) i / 10,
                            null));
                }
            }
            Files.write(directory.resolve("messages.jsonl"), lines);
            try (HistoryWriter out = HistoryWriter.to(directory.resolve("history.jsonl"))) {
                for (Op op : ops) {
                    out.write(op);
                }
            }
            RunPage.write(directory, results, ops, "broadcast: made up\nVALID: everything that was judged holds");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Prints how long Chromium takes, from asking for the page of a run to its diagram and charts being drawn: five times, in
     * milliseconds, for each number of messages that is given (10,000 when none is).
     */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory("espalier-page");
        try (Browser browser = new Browser(Files.createDirectory(directory.resolve("profile")))) {
            for (String count : args.length == 0 ? new String[]{"10000"} : args) {
                write(directory.resolve("run"), Integer.parseInt(count));
                StringBuilder times = new StringBuilder(count + " messages, page of "
                        + Files.size(directory.resolve("run/index.html")) / 1_000 + " kB, opened after ms:");
                for (int i = 0; i < 5; i++) {
                    long begin = System.nanoTime();
                    browser.open(directory.resolve("run/index.html").toUri().toString());
                    browser.awaitStage("ready", "true"::equals);
                    browser.await(
                            () -> browser.run("return document.getElementById('charts').dataset.ready").equals("true"));
                    times.append(' ').append((System.nanoTime() - begin) / 1_000_000);
                }
                System.out.println(times);
            }
        }
    }
}
