package org.espalier.cli.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Serves a store to the browsers of this machine: it listens on the loopback address alone, answers GET alone, and to nobody
 * who calls it by a name that is not this machine's (a page from elsewhere whose name leads here).
 */
public final class StoreServer implements AutoCloseable {

    private static final int THREADS = 4;

    private final StoreIndex index;
    private final HttpServer server;
    private final ExecutorService threads;
    private @Nullable Table table;

    /** The table as it was rendered last, and of which runs. */
    private record Table(List<RunEntry> runs, List<String> simulated, Answer answer) {}

    private static final class Answer {
        private final int status;
        private final String type;
        private final byte[] body;

        private Answer(int status, String type, byte[] body) {
            this.status = status;
            this.type = type;
            this.body = body;
        }

        static Answer html(int status, String html) {
            return new Answer(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any that is free
     * @throws java.net.BindException when the port is taken
     */
    public StoreServer(Path store, int port) throws IOException {
        index = new StoreIndex(store);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        threads = Executors.newFixedThreadPool(THREADS, r -> {
            Thread thread = new Thread(r, "serve");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where to look. */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (IOException | RuntimeException e) {
                answer = Answer.html(500, StorePages.message("This cannot be shown", String.valueOf(e.getMessage())));
            }
            exchange.getResponseHeaders().set("Content-Type", answer.type);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: 'self'");
            exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            exchange.getResponseBody().write(answer.body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host")).replaceAll(":\\d+$", "");
        if (!exchange.getRequestMethod().equals("GET") || !List.of("localhost", "127.0.0.1", "[::1]").contains(host)) {
            return Answer.html(403, StorePages.message("Only GET, and only from this machine", ""));
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/")) {
            return table();
        }
        if (path.startsWith("/files/")) {
            return file(path.substring("/files/".length()));
        }
        if (path.startsWith("/run/")) {
            return run(path.substring("/run/".length()));
        }
        if (path.equals("/compare")) {
            return compare(query(String.valueOf(exchange.getRequestURI().getRawQuery())));
        }
        return notFound(path);
    }

    private static Answer notFound(String what) {
        return Answer.html(404, StorePages.message("There is no such thing in this store", what));
    }

    private synchronized Answer table() throws IOException {
        List<RunEntry> runs = index.runs();
        List<String> simulated = StorePages.simulated(index.store());
        Table before = table;
        if (before == null || !before.runs().equals(runs) || !before.simulated().equals(simulated)) {
            before = new Table(runs, simulated,
                    Answer.html(200, StorePages.table(index.store(), runs, simulated)));
            table = before;
        }
        return before.answer();
    }

    private Answer file(String path) throws IOException {
        Optional<Path> file = StoreFiles.find(index.store(), path);
        if (file.isEmpty()) {
            return notFound(path);
        }
        if (Files.isDirectory(file.get())) {
            return Answer.html(200, StorePages.directory(index.store().toRealPath(), file.get()));
        }
        if (Files.size(file.get()) > StorePages.MAX_FILE) {
            return Answer.html(200, StorePages.message("Too large for a browser", String.valueOf(file.get())));
        }
        return new Answer(200, StoreFiles.type(file.get()), Files.readAllBytes(file.get()));
    }

    private Answer run(String path) throws IOException {
        Optional<RunEntry> run = index.run(path.replaceAll("/+$", ""));
        Optional<Path> directory = StoreFiles.find(index.store(), path);
        return run.isEmpty() || directory.isEmpty()
                ? notFound(path)
                : Answer.html(200, StorePages.run(index.store().toRealPath(), run.get(), directory.get()));
    }

    private Answer compare(Map<String, String> query) {
        Optional<RunEntry> a = index.run(query.getOrDefault("a", ""));
        Optional<RunEntry> b = index.run(query.getOrDefault("b", ""));
        return a.isEmpty() || b.isEmpty()
                ? notFound(query.toString())
                : Answer.html(200, ComparePage.of(index.store(), a.get(), b.get()));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
