package org.espalier.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The direction of dependencies, and the purity of the core. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.espalier");

    /** Without the worlds of the conformance check, which sit in the packages of the classes that they drive. */
    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("conform")).importPackages("org.espalier");

    @Test
    void core_needsJavaBaseOnly() {
        holds(classes().that().resideInAPackage("org.espalier.core..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("org.espalier.core..", "java.lang", "java.lang.annotation", "java.lang.invoke",
                        "java.lang.runtime", "java.util", "java.util.function", "org.jspecify.annotations"),
                SHIPPED);
    }

    @Test
    void core_knowsNothingOfTheConformanceCheck() {
        holds(noClasses().that().resideInAPackage("org.espalier.core..").should().dependOnClassesThat()
                .resideInAnyPackage("org.espalier.conform..", "org.espalier.spec.."), SHIPPED);
        assertThat(SHIPPED.contain("org.espalier.core.link.ArqLink")).isTrue();
    }

    @Test
    void core_hasNoClockRandomnessThreadsOrHashOrder() {
        holds(noClasses().that().resideInAPackage("org.espalier.core..").should().dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(System|Thread|ThreadLocal|Runtime|Process.*)"
                        + "|java\\.util\\.(Random|SplittableRandom|UUID|Timer|Date|Calendar|HashMap|HashSet|IdentityHashMap|WeakHashMap)")
                .because("the host brings time and randomness, and one seed must replay one run"), SHIPPED);
    }

    @Test
    void runtime_needsTheCoreAndJavaBaseOnly() {
        holds(classes().that().resideInAPackage("org.espalier.runtime..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("org.espalier.runtime..", "org.espalier.core..", "java.io..", "java.lang..",
                        "java.nio..", "java.util", "java.util.concurrent..", "java.util.function", "java.util.random",
                        "java.util.stream", "java.util.zip", "org.jspecify.annotations"));
    }

    @Test
    void checkers_neverCallTheCore() {
        holds(noClasses().that().resideInAPackage("org.espalier.checkers..").should().dependOnClassesThat()
                .resideInAnyPackage("org.espalier.core..", "org.espalier.runtime..", "org.espalier.node..",
                        "org.espalier.simulator..", "org.espalier.workbench..", "org.espalier.spec.."));
    }

    @Test
    void simulator_drivesTheCoreAndTheRuntime_throughTheNodesCodec_andLeavesJudgingToTheCheckers() {
        holds(classes().that().resideInAPackage("org.espalier.simulator..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("org.espalier.simulator..", "org.espalier.core..", "org.espalier.runtime..",
                        "org.espalier.node.wire..", "org.espalier.node.json..", "org.espalier.checkers..", "java.lang",
                        "java.lang.annotation", "java.lang.invoke",
                        "java.lang.runtime", "java.nio", "java.util", "java.util.function", "java.util.stream",
                        "org.jspecify.annotations"));
    }

    @Test
    void simulator_hasNoClockRandomnessThreadsOrHashOrder() {
        holds(noClasses().that().resideInAPackage("org.espalier.simulator..").should().dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(System|Thread|ThreadLocal|Runtime|Process.*)"
                        + "|java\\.util\\.(Random|SplittableRandom|UUID|Timer|Date|Calendar|HashMap|HashSet|IdentityHashMap|WeakHashMap)")
                .because("one schedule is one run, on every machine and for ever"));
    }

    @Test
    void virtualWorkbench_hasNoClockThreadsOrHashOrder() {
        holds(noClasses().that().resideInAPackage("org.espalier.virtual..").should().dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(System|Thread|ThreadLocal|Runtime|Process.*)"
                        + "|java\\.util\\.(SplittableRandom|UUID|Timer|Date|Calendar|HashMap|HashSet|IdentityHashMap|WeakHashMap)")
                .because(
                        "one schedule is one run; java.util.Random is a function of its seed, which the schedule gives"));
    }

    @Test
    void specTools_knowNoCore() {
        holds(noClasses().that().resideInAPackage("org.espalier.spec..").should().dependOnClassesThat()
                .resideInAnyPackage("org.espalier.core..", "org.espalier.runtime..", "org.espalier.node..",
                        "org.espalier.workbench..", "org.espalier.checkers.."));
    }

    @Test
    void workbench_runsNodesAsProcessesAndNeverAsClasses() {
        holds(noClasses().that().resideInAPackage("org.espalier.workbench..").should().dependOnClassesThat()
                .resideInAnyPackage("org.espalier.core..", "org.espalier.runtime..", "org.espalier.node..",
                        "org.espalier.cli.."));
    }

    @Test
    void node_startsFast_withoutLibraries() {
        holds(classes().that().resideInAPackage("org.espalier.node..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("org.espalier.node..", "org.espalier.runtime..", "org.espalier.core..",
                        "java..", "org.jspecify.annotations"));
    }

    @Test
    void packages_haveNoCycles() {
        holds(SlicesRuleDefinition.slices().matching("org.espalier.(**)").should().beFreeOfCycles());
    }

    @Test
    void theRules_seeTheClasses() {
        assertThat(ALL.size()).isGreaterThan(5);
    }

    private static void holds(ArchRule rule) {
        holds(rule, ALL);
    }

    private static void holds(ArchRule rule, JavaClasses classes) {
        rule.allowEmptyShould(true).check(classes);
    }
}
