package org.espalier.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The main class of the JVM that TLC runs in: TLC, and a thread that ends the JVM when its parent is gone.
 *
 * <p>The parent holds the other end of standard input and never writes: end of file means that it died, however it died
 * ({@code kill -9} included), so no TLC is ever left behind.
 */
public final class TlcChild {

    private TlcChild() {}

    /** Runs TLC; {@code espalier.scratch} names the folder to delete if the parent dies. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(TlcChild::awaitParentsEnd, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        tlc2.TLC.main(args);
    }

    private static void awaitParentsEnd() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever sent
            }
        } catch (IOException e) {
            // the same as its end
        }
        String scratch = System.getProperty("espalier.scratch");
        if (scratch != null) {
            deleteTree(Path.of(scratch));
        }
        Runtime.getRuntime().halt(255);
    }

    /** Deletes a folder with all that is in it, as far as that is possible. */
    static void deleteTree(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    // a file that is still written to: the rest goes all the same
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // already gone
        }
    }
}
