package org.espalier.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Headless Chromium with a profile of its own. */
final class Browser implements AutoCloseable {

    /** What to do when it is not there. */
    static final String MISSING = "skipped: chromium and chromedriver are not on the PATH; build/browser installs them";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    /** With an empty directory for its profile. */
    Browser(Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find("chromium").orElseThrow().toString());
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--window-size=1280,1000", "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        System.setProperty("webdriver.chrome.driver", find("chromedriver").orElseThrow().toString()); // else it is looked for
        driver = new ChromeDriver(options);
    }

    static boolean isInstalled() {
        return find("chromium").isPresent() && find("chromedriver").isPresent();
    }

    static boolean isOnPath(String program) {
        return find(program).isPresent();
    }

    private static Optional<Path> find(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1)).map(d -> Path.of(d, program))
                .filter(Files::isExecutable).findFirst();
    }

    void open(String url) {
        driver.get(url);
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    WebElement find(By by) {
        return driver.findElement(by);
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The text of the first element. */
    String text(String css) {
        return find(By.cssSelector(css)).getText();
    }

    /** A click where the element is, as a person would. */
    void click(String css) {
        find(By.cssSelector(css)).click();
    }

    /** An attribute {@code data-name} of the diagram, once it is as wanted. */
    void awaitStage(String name, java.util.function.Predicate<String> wanted) {
        await(() -> wanted.test(stage(name)));
    }

    String stage(String name) {
        return String.valueOf(find(By.id("stage")).getDomAttribute("data-" + name));
    }

    void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "not within " + PATIENCE + "; the page: " + run("return document.body.innerText"));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    Object run(String script) {
        return String.valueOf(((JavascriptExecutor) driver).executeScript(script));
    }

    /** What the console has got since the last call. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(String::valueOf).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
