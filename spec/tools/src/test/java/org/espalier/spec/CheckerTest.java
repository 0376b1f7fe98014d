package org.espalier.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs TLC for real, on a counter. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CheckerTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final List<String> entries = new ArrayList<>();

    @BeforeEach
    void module() throws IOException {
        Files.copy(TlcOutputTest.RECORDED.resolve("Cycle.tla"), folder.resolve("Cycle.tla"));
        Files.writeString(folder.resolve("MCCycle.tla"), """
                ---- MODULE MCCycle ----
                EXTENDS Cycle
                ReachThree == x # 3
                ReachBothSets == f[1] = {} \\/ f[2] = {}
                ReachFour == x # 4
                NoGuard(i) == x < Max + 1
                ====
                """);
    }

    private void model(String name, String kind, String config, String expect, String... more) throws IOException {
        Files.writeString(folder.resolve(name + ".cfg"), config);
        entries.add("""
                {"name": "%s", "module": "MCCycle.tla", "config": "%s.cfg", "kind": "%s", "checks": "a counter",
                 "expect": %s%s}""".formatted(name, name, kind, expect, String.join("", more)));
    }

    private CheckReport check() throws Exception {
        Files.writeString(folder.resolve("models.json"), "{\"models\": [" + String.join(",", entries) + "]}");
        Manifest manifest = Manifest.read(folder);
        Checker.Options standard = Checker.Options.standard();
        Checker checker = new Checker(manifest,
                new Checker.Options(standard.java(), standard.jar(), "256m", 2, 1));
        return checker.check(manifest.models(), CheckListener.NONE);
    }

    private static Verdict verdict(CheckReport report, String name) {
        return report.models().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow().verdict();
    }

    @Test
    void modelAsPinned_agrees_andItsWitnessesAreReachedByTheShortestWay() throws Exception {
        model("good", "model", "CONSTANT Max = 3 SPECIFICATION Spec INVARIANT TypeOK",
                "{\"result\": \"ok\", \"distinct\": 22, \"depth\": 7, \"generated\": 33}", ", \"idle\": [\"Never\"]",
                ", \"witnesses\": [\"ReachBothSets\", \"ReachThree\"]");
        model("walk", "model", "CONSTANT Max = 30 SPECIFICATION Spec INVARIANT TypeOK", "{\"result\": \"ok\"}",
                ", \"tier\": \"simulate\", \"simulate\": {\"traces\": 20, \"depth\": 10, \"seed\": 7}");
        CheckReport report = check();
        assertThat(report.good()).as(report.toJson()).isTrue();
        assertThat(report.models()).extracting(ModelReport::name).containsExactly("good", "good (witnesses)", "walk");
        assertThat(report.models().get(2).result().counts().generated()).isPositive();
        assertThat(report.models().get(1).reached()).containsExactly("ReachBothSets (3)", "ReachThree (4)");
        assertThat(report.toJson()).contains("\"MCCycle.tla\"", "\"Cycle!Up\" : 20", "\"generated\" : 33");
    }

    @Test
    void disagreements_areNamed() throws Exception {
        String spec = "CONSTANT Max = 3 SPECIFICATION Spec INVARIANT TypeOK";
        model("counts", "model", spec, "{\"result\": \"ok\", \"distinct\": 21, \"depth\": 7, \"generated\": 34}",
                ", \"idle\": [\"Never\", \"Nothing\", \"Back\"]");
        model("silent", "model", spec, "{\"result\": \"ok\"}", ", \"witnesses\": [\"ReachThree\", \"ReachFour\"]");
        model("alive", "broken", "CONSTANT Max = 3 SPECIFICATION Spec INVARIANT TypeOK",
                "{\"result\": \"invariant\", \"violates\": \"TypeOK\", \"depth\": 3}");
        model("other", "broken", "CONSTANT Max = 3 SPECIFICATION Spec INVARIANT Small TypeOK",
                "{\"result\": \"invariant\", \"violates\": \"TypeOK\", \"depth\": 3}");
        CheckReport report = check();
        assertThat(report.good()).isFalse();
        assertThat(verdict(report, "counts").reasons()).containsExactly("expected generated states 34, seen 33",
                "expected distinct states 21, seen 22",
                "action Back fires, though the manifest says it is idle here",
                "idle action Nothing is none of Up, Back, Never");
        assertThat(verdict(report, "silent").reasons()).containsExactly(
                "not pinned; this run says \"distinct\": 22, \"depth\": 7, \"generated\": 33",
                "action Never (Cycle, line 9) never fires");
        assertThat(verdict(report, "silent (witnesses)").reasons()).containsExactly(
                "witness ReachFour is not violated by any of the 22 states: the model never gets there");
        assertThat(verdict(report, "alive").reasons())
                .containsExactly("expected invariant TypeOK violated, seen ok");
        assertThat(verdict(report, "other").reasons()).containsExactly(
                "expected invariant TypeOK violated, seen invariant Small violated after 3 states");
    }

    @Test
    void temporalPropertyNamedByItsConfigurationAlone_isAccepted_andAskedForWhenAmbiguous() throws Exception {
        String expect = "{\"result\": \"property\", \"violates\": \"StaysAtTwo\"}";
        model("one", "broken", "CONSTANT Max = 3 SPECIFICATION Spec PROPERTY StaysAtTwo", expect);
        model("two", "broken", "CONSTANT Max = 3 SPECIFICATION Spec PROPERTIES StaysAtTwo ComesToOne", expect);
        model("holds", "liveness", "CONSTANT Max = 3 SPECIFICATION Spec PROPERTY ComesToOne",
                "{\"result\": \"ok\", \"distinct\": 22, \"depth\": 7}");
        CheckReport report = check();
        assertThat(verdict(report, "one").good()).isTrue();
        assertThat(verdict(report, "holds").good()).isTrue();
        assertThat(verdict(report, "two").reasons()).containsExactly(
                "TLC does not say which of StaysAtTwo, ComesToOne failed: leave only StaysAtTwo in two.cfg");
    }

    @Test
    void interrupt_killsTlcAndRemovesItsScratchFolder() throws Exception {
        Files.writeString(folder.resolve("Endless.tla"), """
                ---- MODULE Endless ----
                EXTENDS Naturals
                VARIABLE x
                Init == x = 0
                Next == x' = x + 1
                ====
                """);
        Files.writeString(folder.resolve("Endless.cfg"), "INIT Init NEXT Next");
        Checker.Options standard = Checker.Options.standard();
        TlcRun.Settings settings = new TlcRun.Settings(standard.java(), standard.jar(), "256m", List.of(folder));
        CountDownLatch ended = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            try {
                TlcRun.run(settings, new TlcRun.Task(folder.resolve("Endless.tla"), folder.resolve("Endless.cfg"), 1,
                        false, true, null));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                ended.countDown();
            }
        });
        thread.start();
        ProcessHandle child = awaitChild();
        thread.interrupt();
        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(child.onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
    }

    /** The TLC that runs Endless: other tests of this JVM may have children too. */
    private static ProcessHandle awaitChild() {
        while (true) {
            try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
                ProcessHandle child = children
                        .filter(c -> c.info().commandLine().orElse("").contains("Endless.tla")).findFirst()
                        .orElse(null);
                if (child != null) {
                    return child;
                }
            }
            Thread.onSpinWait();
        }
    }
}
