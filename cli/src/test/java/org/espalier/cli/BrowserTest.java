package org.espalier.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.espalier.cli.serve.StoreServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import picocli.CommandLine;

/** The pages in a browser, with real clicks and keys. */
class BrowserTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path directory;

    @SuppressWarnings("NullAway.Init") // set before all
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        if (!Browser.isInstalled()) {
            System.out.println("BrowserTest " + Browser.MISSING);
        }
        assumeTrue(Browser.isInstalled(), Browser.MISSING);
        browser = new Browser(Files.createDirectory(directory.resolve("profile")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingIsWrongInTheConsole() {
        assertThat(browser.console()).isEmpty();
    }

    private static String page(String name, String... command) {
        StringWriter out = new StringWriter();
        CommandLine line = Espalier.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.execute(command);
        Path page = Path.of(out.toString().replaceAll("(?s).*page +(\\S+).*", "$1"));
        assertThat(page).as("%s: %s", name, out).exists();
        return page.toUri().toString();
    }

    @Test
    void brokenRun_showsWhatIsWrong_withOneClick() {
        browser.open(page("a mutant", "simulate", "-w", "causal", "--mutant", "no-dedup", "--seeds", "20",
                "--shrink-runs", "60", "--store", directory.resolve("store").toString()));
        assertThat(browser.text("#verdict")).contains("Invalid");
        browser.awaitStage("ready", "true"::equals);
        assertThat(browser.stage("marked")).isEqualTo("0");
        browser.click(".show");
        browser.awaitStage("marked", n -> Integer.parseInt(n) > 0);
        assertThat(browser.find(By.cssSelector(".show")).getDomAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browser.run("""
                const s = spacetime.state, i = s.message;
                return i >= 0 && s.marked[i] === 1 && run.m.sent[i] >= s.from && run.m.end[i] <= s.to
                  && document.activeElement.id === 'spacetime';""")).as("the message is in view and marked")
                .isEqualTo("true");
        assertThat(browser.text("#detail")).contains("sent at", "multicast");
        String first = browser.stage("selected");
        browser.find(By.id("spacetime")).sendKeys("n");
        browser.awaitStage("selected", s -> !s.equals(first));
        browser.find(By.id("spacetime")).sendKeys(Keys.ESCAPE);
        browser.awaitStage("marked", "0"::equals);
    }

    /** A program in virtual time: what is wrong is an operation, the faults that are left are named, and all has its latency. */
    @Test
    void brokenProgram_showsTheOperationThatIsWrong_withOneClick() {
        browser.open(page("a mutant of a program", "simulate", "-w", "lin-kv", "--mutant", "truncate-first", "--seed",
                "3", "--seeds", "1", "--shrink-runs", "300", "--store", directory.resolve("programs").toString()));
        assertThat(browser.text("#verdict")).contains("Invalid");
        assertThat(browser.text("main")).contains("1 client at each", "key 0 is not linearizable")
                .containsPattern("crash from 2\\d\\.\\d{3} to 2\\d\\.\\d{3} s \\(.*node n1");
        assertThat(browser.text("main").lines().filter(line -> line.startsWith("write "))).singleElement().asString()
                .as("asked, ok, failed, unknown, three latencies").matches("write( \\d+){4}( \\d+\\.\\d){3}");
        browser.awaitStage("ready", "true"::equals);
        browser.click(".show");
        assertThat(browser.run("""
                const s = spacetime.state, i = s.request;
                return i >= 0 && s.markedRequests[i] === 1 && run.r.from[i] >= s.from && run.r.from[i] <= s.to;"""))
                .as("the operation is in view and marked").isEqualTo("true");
        assertThat(browser.text("#detail")).matches("(?s)n\\d: read .*");
    }

    /** What a violation of a store is about is operations: each of its links goes to them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "node|lin-kv|javascript/single_store.js|split-brain|0|not linearizable",
            "perl|txn-list-append|perl/txn_list.pl|dirty|0|G1a",
            "python3|kafka|python/kafka_lin_kv.py|overwrite|10|lost-write"})
    void brokenStore_showsTheOperationsThatAreWrong_withOneClick(String interpreter, String workload, String program,
            String flaw, String latency, String violation) {
        assumeTrue(Browser.isOnPath(interpreter), interpreter + " is not installed; " + program + " needs it");
        String bin = Path.of("..", "maelstrom", "examples", program).toAbsolutePath().normalize().toString();
        browser.open(page(workload, "test", "-w", workload, "--bin", bin, "--node-count", "3", "--time-limit", "3",
                "--rate", "100", "--concurrency", "2n", "--latency", latency, "--recovery", "0.5", "--seed", "1",
                "--store", directory.resolve("stores").toString(), "--", flaw));
        assertThat(browser.text("#verdict")).contains("Invalid");
        assertThat(browser.text("main")).contains(violation);
        browser.awaitStage("ready", "true"::equals);
        List<WebElement> links = browser.all(".show");
        assertThat(links).isNotEmpty();
        for (WebElement link : links) {
            String about = link.findElement(By.xpath("..")).getText();
            link.click();
            assertThat(link.getDomAttribute("aria-pressed")).as(about).isEqualTo("true");
            assertThat(browser.run("""
                    const s = spacetime.state, i = s.request;
                    return i >= 0 && s.markedRequests[i] === 1 && run.r.from[i] >= s.from && run.r.from[i] <= s.to
                      && run.data.nodes[run.r.node[i]];""")).as("an operation is in view and marked: " + about)
                    .asString().startsWith("n");
            assertThat(browser.text("#detail")).as(about)
                    .matches("(?s)n\\d: (read|write|cas|txn|send|poll).*, at .* s.*");
        }
    }

    @Test
    void goodRun_zoomsPansAndFilters_byButtonsAndKeys() {
        LargeRun.write(directory.resolve("small"), 300);
        browser.open(directory.resolve("small/index.html").toUri().toString());
        browser.awaitStage("ready", "true"::equals);
        assertThat(browser.text("#verdict")).contains("Valid");
        assertThat(browser.stage("mode")).isEqualTo("lines");
        long whole = span();
        browser.click("#in");
        browser.awaitStage("to", to -> span() < whole * 0.6);
        String from = browser.stage("from");
        browser.click("#right");
        browser.awaitStage("from", f -> Long.parseLong(f) > Long.parseLong(from));
        browser.find(By.id("spacetime")).sendKeys("0");
        browser.awaitStage("to", to -> span() == whole);
        browser.find(By.id("find")).sendKeys("17");
        browser.awaitStage("inview", n -> Integer.parseInt(n) > 0 && Integer.parseInt(n) < 20);
        browser.click("#reset");
        browser.awaitStage("inview", "300"::equals);
        browser.click("#node option[value='2']");
        browser.awaitStage("inview", n -> Integer.parseInt(n) < 300);
        browser.await(() -> !browser.all("#latency canvas").isEmpty() && !browser.all("#throughput canvas").isEmpty());
        browser.click("#inview summary");
        browser.await(() -> !browser.all("#inview li").isEmpty());
    }

    private static long span() {
        return Long.parseLong(browser.stage("to")) - Long.parseLong(browser.stage("from"));
    }

    @Test
    void tenThousandMessages_areBarsFromAfar_andLinesFromNear_neverAllAtOnce() {
        LargeRun.write(directory.resolve("large"), 10_000);
        browser.open(directory.resolve("large/index.html").toUri().toString());
        browser.awaitStage("ready", "true"::equals);
        assertThat(browser.stage("inview")).isEqualTo("10000");
        assertThat(browser.stage("mode")).isEqualTo("density");
        assertThat(Integer.parseInt(browser.stage("drawn"))).isBetween(1, 3_000);
        assertThat(browser.text("#status")).contains("10,000 messages", "bars");
        for (int i = 0; i < 5; i++) {
            browser.click("#in");
        }
        browser.awaitStage("mode", "lines"::equals);
        assertThat(Integer.parseInt(browser.stage("drawn"))).isBetween(1, 1_500);
        assertThat(Integer.parseInt(String.valueOf(browser.run("return document.querySelectorAll('*').length"))))
                .isLessThan(2_000);
    }

    @Test
    void aThousandRuns_areFilteredSortedOpenedAndCompared() throws IOException {
        Path store = directory.resolve("runs");
        for (int i = 0; i < 1_000; i++) {
            LargeRun.writeResults(store.resolve(i % 2 == 0 ? "broadcast" : "lin-kv")
                    .resolve(String.format("20260101T%06d.000+0000", i)), i, i % 10 != 0);
        }
        LargeRun.write(store.resolve("echo/20270101T000000.000+0000"), 50);
        Files.createDirectories(store.resolve("strange/thing"));
        Files.writeString(Files.createDirectories(store.resolve("echo/half")).resolve("results.json"), "{\"valid?\":");
        try (StoreServer server = new StoreServer(store, 0)) {
            browser.open(server.url());
            assertThat(browser.text("#count")).startsWith("1,003 of 1,003 runs");
            assertThat(browser.all("#runs tbody tr")).hasSize(100);
            browser.click("#verdict option[value='invalid']");
            assertThat(browser.text("#count")).startsWith("100 of 1,003 runs");
            browser.find(By.id("find")).sendKeys("990");
            assertThat(browser.text("#count")).startsWith("1 of");
            browser.open(server.url() + "#");
            browser.run("location.hash = ''; location.reload()");
            browser.await(() -> browser.text("#count").startsWith("1,003 of"));
            browser.click("[data-sort=seed]");
            assertThat(seeds()).startsWith("0", "1", "2");
            browser.click("[data-sort=seed]");
            assertThat(seeds()).startsWith("999", "998");
            List<WebElement> boxes = browser.all("#runs tbody input");
            boxes.get(0).click();
            boxes.get(1).click();
            browser.click("#compare");
            browser.await(() -> browser.title().startsWith("Two runs"));
            assertThat(browser.text("main")).contains("--seed", "999", "998", "≠", "holds");
            browser.open(server.url());
            browser.click("#runs tbody tr a");
            browser.awaitStage("ready", "true"::equals);
        }
    }

    private static List<String> seeds() {
        return browser.all("#runs tbody tr").stream().limit(3)
                .map(r -> r.findElements(By.tagName("td")).get(4).getText())
                .toList();
    }
}
