package org.espalier.cli.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Files of a store by the path in a request; none that is not in the store, whatever the path says. */
final class StoreFiles {

    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "json",
            "application/json", "svg", "image/svg+xml");

    private StoreFiles() {}

    /** The file or directory, links resolved; empty when it does not exist, or is not inside the store. */
    static Optional<Path> find(Path store, String path) {
        try {
            Path root = store.toRealPath();
            Path found = root.resolve(path.startsWith("/") ? path.substring(1) : path).toRealPath();
            return found.startsWith(root) ? Optional.of(found) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What a browser is to take a file for: plain text, but for pages that the workbench wrote. */
    static String type(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean page = name.equals("index.html") || (name.startsWith("seed-") && name.endsWith(".html"));
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ending.equals("html") && !page
                ? "text/plain; charset=utf-8"
                : TYPES.getOrDefault(ending, "text/plain; charset=utf-8");
    }

    /** Its size for people. */
    static String size(Path file) {
        try {
            long bytes = Files.size(file);
            return bytes < 10_000
                    ? bytes + " B"
                    : bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
        } catch (IOException e) {
            return "";
        }
    }
}
