package org.espalier.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

import tla2sany.drivers.SANY;
import tla2sany.modanalyzer.SpecObj;
import tla2sany.semantic.ASTConstants;
import tla2sany.semantic.ExternalModuleTable;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import util.SimpleFilenameToStream;

/** Every module of the specifications parses, without a warning, and uses no EXCEPT that this TLC gets wrong. */
@Isolated // the parser keeps its state in static variables
class SpecModulesTest {

    private static final Path SPEC = Path.of("..").toAbsolutePath().normalize();

    @TestFactory
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> everyModule_parsesWithoutWarnings() throws IOException {
        List<Path> modules;
        try (Stream<Path> files = Files.walk(SPEC, 2)) {
            modules = files.filter(f -> f.toString().endsWith(".tla")).sorted().toList();
        }
        assertThat(modules).isNotEmpty();
        return modules.stream()
                .map(module -> DynamicTest.dynamicTest(SPEC.relativize(module).toString(), () -> parse(module)));
    }

    @Test
    void exceptOnAFunctionLiteral_isFound() throws Exception {
        for (String canary : List.of("LazyExcept", "SharedExcept")) {
            assertThat(exceptsOnLiterals(parsed(SPEC.resolve("canaries").resolve(canary + ".tla")))).hasSize(1);
        }
    }

    private static void parse(Path module) throws Exception {
        ModuleNode root = parsed(module);
        if (!module.startsWith(SPEC.resolve("canaries"))) {
            assertThat(exceptsOnLiterals(root)).as("EXCEPT on a function literal (tlaplus#1145, #1302)").isEmpty();
        }
    }

    private static ModuleNode parsed(Path module) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Path folder = module.getParent();
        SpecObj spec = new SpecObj(module.toString(), new SimpleFilenameToStream(
                new String[]{String.valueOf(folder), SPEC.toString(), SPEC.resolve("models").toString(),
                        SPEC.resolve("proofs").resolve("library").toString(),
                        SPEC.resolve("trace").resolve("library").toString()}));
        int exit = SANY.frontEndMain(spec, module.toString(), new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(spec.initErrors.isSuccess() && spec.parseErrors.isSuccess() && spec.semanticErrors.isSuccess())
                .as(said.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(spec.semanticErrors.getWarnings()).isEmpty();
        assertThat(spec.parseErrors.getWarnings()).isEmpty();
        ExternalModuleTable table = spec.getExternalModuleTable();
        return table.getRootModule();
    }

    private static Set<String> exceptsOnLiterals(ModuleNode module) {
        Set<String> places = new HashSet<>();
        walk(module, module, new HashSet<>(), places);
        return places;
    }

    private static void walk(SemanticNode node, ModuleNode module, Set<SemanticNode> seen, Set<String> places) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof OpApplNode application && isOperator(application, "$Except")
                && application.getArgs()[0] instanceof OpApplNode function
                && isOperator(function, "$FcnConstructor")) {
            places.add(node.getLocation().toString());
        }
        SemanticNode[] children = node.getChildren();
        if (children != null) {
            for (SemanticNode child : children) {
                if (child != null && child.getKind() != ASTConstants.ModuleKind) {
                    walk(child, module, seen, places);
                }
            }
        }
    }

    private static boolean isOperator(OpApplNode node, String name) {
        return node.getOperator().getName().toString().equals(name);
    }
}
