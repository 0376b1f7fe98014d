package org.espalier.cli.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the specifications define a name. A module may take a definition over from one that it instantiates
 * ({@code FifoOrder == FC!FifoOrder} where {@code FC == INSTANCE FifoCast}): then the other module is the place to read.
 */
public final class Definitions {

    private static final Pattern DEFINITION = Pattern.compile("([A-Za-z]\\w*) ==(.*)");
    private static final Pattern INSTANCE = Pattern.compile("\\s*INSTANCE (\\w+).*");
    private static final Pattern BORROWED = Pattern.compile("[\\s/\\\\]*(\\w+)!\\w+\\s*");
    private static final String OWN = "";

    private final Path folder;
    /** Per module, per name: {@link #OWN}, or the instance that it is taken from. */
    private final Map<String, Map<String, String>> sources = new TreeMap<>();
    /** Per module, per instance the module behind it. */
    private final Map<String, Map<String, String>> instances = new HashMap<>();

    private Definitions(Path folder) {
        this.folder = folder;
    }

    /** The definitions of all modules in a folder. */
    public static Definitions in(Path folder) throws IOException {
        Definitions found = new Definitions(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".tla")).toList()) {
                found.read(file);
            }
        }
        return found;
    }

    private void read(Path file) throws IOException {
        Map<String, String> names = new HashMap<>();
        Map<String, String> behind = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            Matcher definition = DEFINITION.matcher(line);
            if (definition.matches()) {
                Matcher instance = INSTANCE.matcher(definition.group(2));
                Matcher borrowed = BORROWED.matcher(definition.group(2));
                if (instance.matches()) {
                    behind.put(definition.group(1), instance.group(1));
                } else {
                    names.put(definition.group(1), borrowed.matches() ? borrowed.group(1) : OWN);
                }
            }
        }
        String module = String.valueOf(file.getFileName()).replaceFirst("\\.tla$", "");
        sources.put(module, names);
        instances.put(module, behind);
    }

    /** The folder of the modules. */
    public Path folder() {
        return folder;
    }

    /**
     * The module that says what a name means to somebody.
     *
     * @param reader a module, or something that is called after one, as models and broken variants are
     */
    public Optional<String> of(String name, String reader) {
        return sources.keySet().stream().filter(reader::startsWith).max(Comparator.comparingInt(String::length))
                .flatMap(module -> follow(name, module, sources.size()))
                .or(() -> sources.keySet().stream().filter(m -> OWN.equals(source(name, m))).findFirst());
    }

    private Optional<String> follow(String name, String module, int most) {
        String source = source(name, module);
        if (source == null || most == 0) {
            return Optional.empty();
        }
        String next = instances.getOrDefault(module, Map.of()).get(source);
        return next == null ? Optional.of(module) : follow(name, next, most - 1).or(() -> Optional.of(module));
    }

    private @Nullable String source(String name, String module) {
        return sources.getOrDefault(module, Map.of()).get(name);
    }
}
