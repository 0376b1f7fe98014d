package org.espalier.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the specifications define a name. */
public final class Definitions {

    private static final Pattern DEFINITION = Pattern.compile("^([A-Za-z]\\w*) ==(.*)$");
    private static final Pattern BORROWED = Pattern.compile("[ /\\\\]*\\w+!\\w+ *");

    private final Path folder;
    /** Per name the modules that define it, by name of the module. */
    private final Map<String, Map<String, Boolean>> definitions = new HashMap<>();

    private Definitions(Path folder) {
        this.folder = folder;
    }

    /** The definitions of all modules in a folder. */
    public static Definitions in(Path folder) throws IOException {
        Definitions found = new Definitions(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tla")).sorted().toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                    Matcher m = DEFINITION.matcher(line);
                    if (m.matches()) {
                        boolean own = !BORROWED.matcher(m.group(2)).matches();
                        found.definitions.computeIfAbsent(m.group(1), n -> new java.util.TreeMap<>())
                                .put(module(file), own);
                    }
                }
            }
        }
        return found;
    }

    private static String module(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.tla$", "");
    }

    /** The folder of the modules. */
    public Path folder() {
        return folder;
    }

    /**
     * The module that says what a name means: one that defines it itself rather than takes it over from another, and
     * {@code preferred} when that is one of them.
     */
    public Optional<String> of(String name, String preferred) {
        Map<String, Boolean> modules = definitions.getOrDefault(name, Map.of());
        List<String> own = modules.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
        if (own.contains(preferred)) {
            return Optional.of(preferred);
        }
        return own.stream().findFirst().or(() -> modules.keySet().stream().findFirst());
    }
}
