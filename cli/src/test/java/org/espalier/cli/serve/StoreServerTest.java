package org.espalier.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreServerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each
    private Path store;

    @SuppressWarnings("NullAway.Init") // set before each
    private StoreServer server;

    @BeforeEach
    void serve() throws IOException {
        store = Files.createDirectory(directory.resolve("store"));
        Files.writeString(directory.resolve("secret"), "secret");
        server = new StoreServer(store, 0);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String get(String path) throws IOException {
        return ask("GET " + path, "localhost");
    }

    /** As it stands: no client of ours may tidy the path. */
    private String ask(String what, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
            socket.getOutputStream().write((what + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path run(String path, String results) throws IOException {
        Path run = Files.createDirectories(store.resolve(path));
        Files.writeString(run.resolve("results.json"), results);
        return run;
    }

    @Test
    void emptyStore_saysHowToFillIt() throws IOException {
        assertThat(get("/")).startsWith("HTTP/1.1 200").contains("./espalier test makes one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/../secret", "/files/%2e%2e/secret", "/files//../secret", "/files/echo/../../secret",
            "/files/link", "/files/%2Fetc%2Fpasswd", "/run/../..", "/none"})
    void whatIsNotInTheStore_isNotServed(String path) throws IOException {
        run("echo/1", "{\"valid?\":true}");
        Files.createSymbolicLink(store.resolve("link"), directory.resolve("secret"));
        assertThat(get(path)).startsWith("HTTP/1.1 404").doesNotContain("root:");
    }

    @Test
    void halfWrittenAndForeignDirectories_areRowsThatSaySo() throws IOException {
        run("echo/20260101T000000.000+0000", "{\"valid?\":tr");
        run("echo/other", "[1,2]");
        run("echo/odd", "{\"valid?\":false,\"test\":7,\"perf\":[],\"net\":\"x\"}");
        Files.createDirectories(store.resolve("empty/run"));
        assertThat(get("/")).contains("\"verdict\":\"unfinished\"", "\"verdict\":\"invalid\"", "empty/run");
        assertThat(get("/run/echo/other")).startsWith("HTTP/1.1 200").contains("results.json");
        assertThat(get("/compare?a=echo/odd&b=echo/other")).startsWith("HTTP/1.1 200").contains("invalid");
    }

    @Test
    void aRunThatIsDone_takesThePlaceOfWhatWasThere() throws IOException {
        Path run = run("echo/1", "{");
        assertThat(get("/")).contains("\"verdict\":\"unfinished\"");
        Files.writeString(run.resolve("results.json"), "{\"valid?\":true}");
        assertThat(get("/")).contains("\"verdict\":\"valid\"").doesNotContain("\"verdict\":\"unfinished\"");
    }

    @Test
    void whatARunSays_staysText() throws IOException {
        run("echo/<b>", "{\"valid?\":true,\"test\":{\"workload\":\"</script><script>alert(1)</script>\"}}");
        assertThat(get("/")).doesNotContain("<script>alert", "<b>");
        assertThat(get("/run/echo/%3Cb%3E")).startsWith("HTTP/1.1 200").doesNotContain("<script>alert", "<b>");
    }

    @Test
    void pagesOfOthers_areRefused() throws IOException {
        assertThat(ask("GET /", "evil.example")).startsWith("HTTP/1.1 403");
        assertThat(ask("POST /", "localhost")).startsWith("HTTP/1.1 403");
    }
}
