package org.espalier.cli.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a result must be read with: which sources, which seed, which machine.
 *
 * @param when when the verification began
 * @param commit the commit of the checkout, or "unknown"
 * @param changed whether the checkout differs from that commit
 * @param seed fixes every choice of the runs
 * @param jdk the JDK that ran everything
 * @param machine processor, cores and operating system
 * @param command the command that does the same again
 */
public record Facts(ZonedDateTime when, String commit, boolean changed, long seed, String jdk, String machine,
        String command) {

    /** The facts of here and now. */
    public static Facts gather(Path home, ZonedDateTime when, long seed, String command) {
        String commit = git(home, "rev-parse", "HEAD").map(lines -> lines.get(0)).orElse("unknown");
        boolean changed = git(home, "status", "--porcelain").isPresent();
        return new Facts(when, commit, changed, seed,
                System.getProperty("java.vendor.version", "") + " " + System.getProperty("java.runtime.version", "?"),
                processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                        + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                command);
    }

    /** The commit as people write it, with a + when the sources differ from it. */
    public String shortCommit() {
        return (commit.length() > 12 ? commit.substring(0, 12) : commit) + (changed ? "+" : "");
    }

    /** What git says, line by line; empty when it says nothing or is not there. */
    private static Optional<List<String>> git(Path home, String... arguments) {
        try {
            List<String> command = Stream.concat(Stream.of("git", "-C", home.toString()), Stream.of(arguments))
                    .toList();
            Process git = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            List<String> lines;
            try (BufferedReader out = git.inputReader(StandardCharsets.UTF_8)) {
                lines = out.lines().toList();
            }
            return git.waitFor() == 0 && !lines.isEmpty() ? Optional.of(lines) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no git here: an exported tree is as good
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.toLowerCase(Locale.ROOT).startsWith("model name"))
                    .map(l -> l.substring(l.indexOf(':') + 1).strip()).findFirst().orElse("processor unknown");
        } catch (IOException e) {
            return "processor unknown";
        }
    }
}
