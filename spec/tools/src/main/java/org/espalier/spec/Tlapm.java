package org.espalier.spec;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The proof checker tlapm (TLAPS), where it is installed. */
public final class Tlapm {

    private final Path program;
    private final Path specifications;
    private final int stretch;

    /**
     * @param program        the executable
     * @param specifications the folder of the specifications; their proofs are in its {@code proofs}
     * @param stretch        by what the provers' time limits are multiplied, on a busy machine, say
     */
    public Tlapm(Path program, Path specifications, int stretch) {
        this.program = program;
        this.specifications = specifications.toAbsolutePath();
        this.stretch = stretch;
    }

    /** The tlapm that a shell would find in these folders, separated as in PATH. */
    public static Optional<Path> onPath(String path) {
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "tlapm"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }

    /**
     * The modules with proofs, in the order of their names.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> modules(Path specifications) throws IOException {
        Path folder = specifications.resolve("proofs");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".tla")).sorted().toList();
        }
    }

    /**
     * Has every obligation of a module proved, as far as tlapm can; what an earlier run proved is not remembered.
     *
     * @throws IOException if the module cannot be read or tlapm cannot be started
     */
    public ProofReport check(Path module) throws IOException, InterruptedException {
        Path cache = Files.createTempDirectory("espalier-tlapm");
        try {
            List<String> summary = run(cache, module, "--summary");
            List<String> toolbox = run(cache, module, "--toolbox", "0", "0", "--stretch", Integer.toString(stretch));
            String file = module.getFileName().toString();
            return TlapmOutput.report(file.substring(0, file.length() - ".tla".length()), Files.readAllLines(module),
                    toolbox, summary);
        } finally {
            TlcChild.deleteTree(cache);
        }
    }

    private List<String> run(Path cache, Path module, String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(program.toString(), "-I", specifications.toString(),
                "--prefer-stdlib", "--cache-dir", cache.toString()));
        words.addAll(List.of(options));
        words.add(module.getFileName().toString());
        Path folder = module.toAbsolutePath().getParent();
        Process process = new ProcessBuilder(words).directory(folder == null ? null : folder.toFile())
                .redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null"))).start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                    .toList();
            process.waitFor();
            return lines;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
