package org.espalier.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.espalier.conform.run.Worlds;
import org.espalier.core.Observer;
import org.espalier.spec.Manifest;
import org.espalier.spec.Model;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class that ships, with one line changed: the comparison must say so. At least ten changes for each module. */
@ResourceLock(SpecGraph.TLC)
class ChangedClassTest {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path CHANGES = Path.of("src/test/resources/org/espalier/conform/changes");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path classes;

    static Stream<Change> changes() throws IOException {
        try (Stream<Path> files = Files.list(CHANGES)) {
            return files.sorted().flatMap(ChangedClassTest::of).toList().stream();
        }
    }

    private static Stream<Change> of(Path file) {
        try {
            List<Change> changes = Change.read(file);
            assertThat(changes).as("changes in %s", file).hasSizeGreaterThanOrEqualTo(10);
            return changes.stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void oneChangedLine_isADivergence(Change change) throws Exception {
        compile(change);
        Model model = Manifest.read(ROOT.resolve("spec")).find(change.model()).orElseThrow();

        Object outcome = compare(model);

        assertThat(call(outcome, "divergence")).as("%s", outcome).isNotNull();
    }

    /** With the changed class, and all that uses it, instead of those on the class path. */
    private Object compare(Model model) throws Exception {
        URL[] first = {classes.toUri().toURL(), home(Observer.class), home(Conformance.class)};
        try (URLClassLoader loader = new URLClassLoader(first, getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(name)) {
                    if (!name.startsWith("org.espalier.core.") && !name.startsWith("org.espalier.conform.")) {
                        return super.loadClass(name, resolve);
                    }
                    Class<?> known = findLoadedClass(name);
                    return known != null ? known : findClass(name);
                }
            }
        }) {
            LongConsumer nobody = states -> {};
            return loader.loadClass(Worlds.class.getName())
                    .getMethod("compare", Path.class, Model.class, LongConsumer.class)
                    .invoke(null, ROOT.resolve("spec"), model, nobody);
        }
    }

    private static Object call(Object outcome, String component) throws ReflectiveOperationException {
        return outcome.getClass().getMethod(component).invoke(outcome);
    }

    private static URL home(Class<?> type) {
        return Objects.requireNonNull(type.getProtectionDomain().getCodeSource()).getLocation();
    }

    private void compile(Change change) throws IOException {
        String source = change.apply(Files.readString(ROOT.resolve(change.file())));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter said = new StringWriter();
        boolean compiled = compiler.getTask(said, null, null,
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")), null,
                List.of(new Source(change.file(), source))).call();
        assertThat(compiled).as("%s%n%s", change, said).isTrue();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(Path file, String text) {
            super(URI.create("string:///" + file), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
