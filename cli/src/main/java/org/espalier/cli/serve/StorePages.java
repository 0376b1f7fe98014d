package org.espalier.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.espalier.checkers.history.Json;
import org.espalier.workbench.report.Markup;
import org.espalier.workbench.report.PageHtml;
import org.jspecify.annotations.Nullable;

/** The pages that the server makes; whatever comes from a store is escaped. */
final class StorePages {

    /** Larger files are not sent, in bytes. */
    static final long MAX_FILE = 256L << 20;
    /** More files of a directory are not listed. */
    private static final int MAX_LISTED = 1_000;

    private StorePages() {}

    /** Pages of seeds that failed in the simulator, as paths in the store. */
    static List<String> simulated(Path store) throws IOException {
        Path simulate = store.resolve("simulate");
        if (!Files.isDirectory(simulate)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(simulate, 2)) {
            return files.filter(f -> f.toString().endsWith(".html")).sorted().limit(StoreIndex.MAX_RUNS)
                    .map(f -> store.relativize(f).toString().replace('\\', '/')).toList();
        }
    }

    /** The table of all runs; its rows are drawn from data, a page of them at a time. */
    static String table(Path store, List<RunEntry> runs, List<String> simulated) {
        List<@Nullable Object> rows = new ArrayList<>();
        runs.forEach(run -> rows.add(run.row()));
        for (String path : simulated) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            String[] names = path.split("/", -1);
            row.put("path", path);
            row.put("time", "");
            row.put("workload", "simulate");
            row.put("verdict", "invalid");
            row.put("seed", path.replaceAll(".*seed-(-?\\d+)\\.html", "$1"));
            row.put("program", names[names.length - 2]);
            row.put("faults", "");
            row.put("page", true);
            row.put("simulated", true);
            rows.add(row);
        }
        Markup html = begin("Runs");
        html.open("header").element("p", store.toAbsolutePath().normalize().toString(), "class", "kicker")
                .element("h1", "Runs").close().open("main");
        if (rows.isEmpty()) {
            html.element("p", "There are no runs in this store yet. ./espalier test makes one.", "id", "empty");
        } else {
            html.raw(resource("table.html"));
            if (runs.size() >= StoreIndex.MAX_RUNS) {
                html.element("p", "Only the newest " + StoreIndex.MAX_RUNS + " runs are here.", "class", "note");
            }
            data(html, rows);
            html.open("script").raw("\n" + resource("table.js")).close();
        }
        return html.close().close().close().toString();
    }

    /** A run: its page, and its files. */
    static String run(Path store, RunEntry run, Path directory) throws IOException {
        Markup html = begin(run.path());
        html.open("header").open("p", "class", "kicker").element("a", "Runs", "href", "/").text(" / " + run.path())
                .close().element("h1", run.workload() + ": " + run.verdict()).close().open("main");
        html.element("p", run.hasPage() ? "" : "This run has no page: it is older than pages, or was cut short.",
                "class",
                "note");
        files(html, store, directory);
        return html.close().close().close().toString();
    }

    /** A directory in a run. */
    static String directory(Path store, Path directory) throws IOException {
        Markup html = begin(String.valueOf(directory.getFileName()));
        html.open("header").open("p", "class", "kicker").element("a", "Runs", "href", "/").close()
                .element("h1", store.relativize(directory).toString()).close().open("main");
        files(html, store, directory);
        return html.close().close().close().toString();
    }

    private static void files(Markup html, Path store, Path directory) throws IOException {
        html.open("table").open("tbody");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().limit(MAX_LISTED).toList()) {
                boolean inside = Files.isDirectory(file);
                html.open("tr").open("th").element("a", file.getFileName() + (inside ? "/" : ""), "href",
                        link("/files/" + store.relativize(file).toString().replace('\\', '/'))).close();
                html.element("td", inside ? "" : StoreFiles.size(file), "class", "number").close();
            }
        }
        html.close().close();
    }

    /** A page with nothing but a sentence. */
    static String message(String title, String text) {
        Markup html = begin(title);
        html.open("header").open("p", "class", "kicker").element("a", "Runs", "href", "/").close()
                .element("h1", title).close().open("main").element("p", text);
        return html.close().close().close().toString();
    }

    /** Everything up to the body's content; three elements are open afterwards but for what the caller opens. */
    static Markup begin(String title) {
        Markup html = new Markup().raw("<!doctype html>\n").open("html", "lang", "en").open("head");
        html.leaf("meta", "charset", "utf-8")
                .leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .leaf("link", "rel", "icon", "href", "data:,").element("title", title + " – Espalier");
        return html.open("style").raw(PageHtml.css() + resource("serve.css")).close().close().open("body");
    }

    /** Data for the scripts of a page. */
    static void data(Markup html, @Nullable Object data) {
        html.open("script", "type", "application/json", "id", "data").raw(Json.text(data).replace("<", "\\u003c"))
                .close();
    }

    /** A path as it stands in a link. */
    static String link(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            return "/";
        }
    }

    static String resource(String name) {
        try (InputStream in = StorePages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
