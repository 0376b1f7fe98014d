package org.espalier.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

import org.espalier.simulator.Mistake;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.Swarm;
import org.espalier.spec.Model;
import org.espalier.spec.Model.Kind;
import org.espalier.spec.ModelReport;
import org.espalier.spec.Result;
import org.espalier.spec.TlcResult;
import org.espalier.spec.Trace;
import org.espalier.spec.Verdict;
import org.espalier.workbench.net.Fate;
import org.espalier.workbench.report.Content;
import org.espalier.workbench.report.Figures;
import org.espalier.workbench.report.Recording;
import org.espalier.workbench.report.Transit;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

    private static final String HOSTILE = "<script>alert('x')</script> & \"quotes\"";

    @TempDir
    Path checkout;
    private Path spec;
    private Path store;

    @BeforeEach
    void checkout() throws IOException {
        spec = Files.createDirectories(checkout.resolve("spec"));
        store = Files.createDirectories(checkout.resolve("store/verify/now"));
        Files.writeString(spec.resolve("FifoCast.tla"),
                "---- MODULE FifoCast ----\nFifoOrder == TRUE\nGapFree == TRUE\nNoCreation ==\n  /\\ TRUE\n====\n");
        Files.writeString(spec.resolve("FifoTree.tla"),
                "---- MODULE FifoTree ----\nFC == INSTANCE FifoCast WITH x <- y\nFifoOrder == FC!FifoOrder\nGapFree == /\\ FC!GapFree\n====\n");
        Files.writeString(spec.resolve("Link.tla"), "---- MODULE Link ----\nGapFree == TRUE\n====\n");
        Files.writeString(spec.resolve("Aside.tla"), "---- MODULE Aside ----\nFifoOrder == Y!FifoOrder\n====\n");
    }

    private static ModelReport model(String name, Kind kind, Result result, @Nullable String violated, boolean good) {
        Model model = new Model(name, "models/MC" + name + ".tla", "models/" + name + ".cfg", kind, Model.Tier.CI,
                "what " + name + " shows", "three nodes",
                new Model.Expectation(result, violated, 4711L, 9001L, 17L), List.of(), List.of(), null, null, null);
        Trace trace = good
                ? null
                : new Trace(List.of(new Trace.Step(1, "Init", "", Map.of("x", "0"))), false, 0, null);
        TlcResult said = new TlcResult(result, violated, trace, new TlcResult.Counts(9001, 4711, 0, 17), false,
                List.of(),
                List.of(), List.of(), "TLC 2.18", 0);
        Verdict verdict = good
                ? new Verdict(Verdict.Status.AGREES, List.of())
                : new Verdict(Verdict.Status.DISAGREES, List.of("4,711 distinct states, not 4,712"));
        return new ModelReport(model, false, said, List.of(), verdict, 1.5, "./espalier check " + name);
    }

    private static Recording recording() {
        long ms = 1_000_000;
        Content msg = new Content(true, List.of(), List.of(new Content.Cast("causal", 0, 1)), "DATA MSG");
        return new Recording(List.of("n0", "n1"),
                List.of(new Transit(1, 0, 1, 100 * ms, 130 * ms, 130 * ms, Fate.PARTITIONED, false, msg),
                        new Transit(2, 0, 1, 300 * ms, 340 * ms, 340 * ms, Fate.DELIVERED, false, msg)),
                List.of(new Recording.Fault(50 * ms, 200 * ms, "one: n0 | " + HOSTILE)),
                List.of(new Recording.Request(0, "broadcast", true, 99 * ms, 100 * ms)), 1_000 * ms);
    }

    private RunPart run(State state, List<String> troubles) {
        return new RunPart("causal broadcast", "Causal multicast", "two processes", Workload.BROADCAST, state,
                List.of(new RunPart.Property("FifoOrder", state, 12), new RunPart.Property("Homemade", State.GOOD, 3)),
                troubles, Map.of("broadcast", Map.of("0.5", 1.0, "0.99", 2.0, "1", 3.0)), Map.of(),
                recording(), 42,
                "./espalier test --seed 42", store.resolve("broadcast/x"));
    }

    private static Verification verification(List<ModelReport> models, List<RunPart> runs) {
        Facts facts = new Facts(ZonedDateTime.of(2026, 11, 23, 10, 0, 0, 0, ZoneOffset.UTC), "0123456789abcdef", true,
                42,
                "JDK 25", "a machine, 2 cores", "./espalier verify --seed 42");
        State state = models.stream().allMatch(m -> m.verdict().good())
                ? runs.stream().map(RunPart::state).reduce(State.GOOD, State::merge)
                : State.BAD;
        return new Verification(facts, List.of(new Step("everything", "all of it", state, "1 of 1", 12.5)), models,
                "TLC 2.18", List.of(), FOLLOWED, SEEN, runs, "", 12.5);
    }

    private String page(Verification found) throws IOException {
        return Page.of(found, Definitions.in(spec), store);
    }

    private static final TracePart FOLLOWED = new TracePart(new Step("traces", "events", State.GOOD, "15 groups", 1),
            "", "./espalier trace run.ndjson");
    private static final MistakePart SEEN = mistakes(
            new MistakeRow(Mistake.ALL.get(0), "Convergence", true, null, "Convergence"));

    private static MistakePart mistakes(MistakeRow... rows) {
        return new MistakePart(new Step("known mistakes", "each is seen",
                State.of(List.of(rows).stream().allMatch(MistakeRow::good)), "some", 1), List.of(rows));
    }

    private static Verification good() {
        return verification(List.of(model("Alpha", Kind.MODEL, Result.OK, null, true),
                model("Beta", Kind.LIVENESS, Result.OK, null, true),
                model("AlphaNoGuard", Kind.BROKEN, Result.INVARIANT, "FifoOrder", true),
                model("ReachThere", Kind.WITNESS, Result.INVARIANT, "ReachThere", true),
                model("canary", Kind.CANARY, Result.OK, null, true)), List.of());
    }

    @Test
    void everyModel_hasARow_withItsCounts() throws IOException {
        String page = page(good());

        assertThat(page).contains(">Alpha</a>", ">Beta</a>", ">AlphaNoGuard</a>", ">ReachThere</a>", ">canary</a>",
                "what Alpha shows", "4,711", "9,001", "liveness");
    }

    @Test
    void verdict_comesFirst() throws IOException {
        String page = page(good());

        assertThat(page).contains("Everything holds", "seed 42", "commit 0123456789ab+", "./espalier verify --seed 42");
        assertThat(page.indexOf("Everything holds")).isLessThan(page.indexOf("What was done"));
        assertThat(page).doesNotContain("What is wrong");
    }

    @Test
    void simulationThatFails_isShownWithItsReplay() throws IOException {
        Verification good = good();
        SimulationPart part = SimulationPart.run(
                Swarm.of(org.espalier.simulator.Workload.TOTAL, Mutant.named("no-quorum"), 20_000), 100,
                (seed, done) -> {});
        assertThat(part.step().state()).isEqualTo(State.BAD);
        Verification found = new Verification(good.facts(), List.of(part.step()), good.models(), good.tlc(),
                List.of(part), FOLLOWED, SEEN, List.of(), "", 12.5);

        assertThat(part.trouble()).contains("FifoTotal");
        assertThat(page(found)).contains("What is wrong", part.replay()).containsPattern("--seed [0-9]+ --seeds 1");
        assertThat(VerificationText.table(found, store)).contains("VIOLATED", part.trouble(), part.replay());
    }

    @Test
    void eachKnownMistake_hasARow_withWhatSeesIt() throws IOException {
        String page = page(good());

        assertThat(page).containsPattern("no-sync</th>.*fifo.*Convergence.*tested.*–.*Convergence");
    }

    @Test
    void aMistakeThatOneLayerAloneSees_isWrong_andSoIsATraceThatIsRejected() throws IOException {
        Verification good = good();
        MistakePart missed = mistakes(new MistakeRow(Mistake.ALL.get(0), "Convergence", false, null, null));
        TracePart rejected = new TracePart(new Step("traces", "events", State.BAD, "15 groups", 1),
                "total, seed 3: line 17, Commit of EpochLog: not IsRoot(p)", "./espalier trace it.ndjson");
        Verification found = new Verification(good.facts(), List.of(rejected.step(), missed.step()), good.models(),
                good.tlc(), List.of(), rejected, missed, List.of(), "", 12.5);

        assertThat(page(found)).contains("2 steps failed", "a mistake that is not seen", rejected.trouble(),
                rejected.replay());
        assertThat(VerificationText.table(found, store)).contains("seen by 1 layers of checks", rejected.trouble());
    }

    @Test
    void violation_isShownBeforeAnythingElse_withSeedCommitAndCommand() throws IOException {
        String page = page(verification(good().models(), List.of(run(State.BAD, List.of("n1 delivered 5 without 3")))));

        assertThat(page).contains("One step failed", "n1 delivered 5 without 3");
        String wrong = page.substring(page.indexOf("What is wrong"), page.indexOf("What was done"));
        assertThat(wrong).contains("n1 delivered 5 without 3", "at commit 0123456789ab+, seed 42",
                "<code>./espalier test --seed 42</code>", "FifoOrder");
    }

    @Test
    void modelThatDisagrees_isShownWithItsReasonsAndTrace() throws IOException {
        String page = page(verification(List.of(model("Alpha", Kind.MODEL, Result.INVARIANT, "FifoOrder", false)),
                List.of()));

        String wrong = page.substring(page.indexOf("What is wrong"), page.indexOf("What was done"));
        assertThat(wrong).contains("4,711 distinct states, not 4,712", "Init", "./espalier check Alpha");
    }

    @Test
    void whatOthersWrote_isEscaped() throws IOException {
        String page = page(verification(good().models(), List.of(run(State.BAD, List.of(HOSTILE)))));

        assertThat(page).doesNotContain("<script")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;");
    }

    @Test
    void page_needsNoNetwork() throws IOException {
        String page = page(verification(good().models(), List.of(run(State.GOOD, List.of()))));

        assertThat(page).doesNotContain("http://", "https://", "src=", "@import", "url(h");
    }

    @Test
    void names_leadToTheModuleThatDefinesThem_relatively() throws IOException {
        String page = page(verification(good().models(), List.of(run(State.GOOD, List.of()))));

        assertThat(page).contains("href=\"../../../spec/FifoCast.tla\"", "href=\"../../../spec/models/MCAlpha.tla\"")
                .contains("Homemade").doesNotContain("Homemade.tla");
    }

    @Test
    void borrowedDefinition_isReadWhereItIsMade() throws IOException {
        Definitions definitions = Definitions.in(spec);

        assertThat(definitions.of("FifoOrder", "FifoTreeNoSync")).contains("FifoCast");
        assertThat(definitions.of("GapFree", "LinkNoGuard")).as("two modules define it").contains("Link");
        assertThat(definitions.of("GapFree", "FifoTree-live")).contains("FifoCast");
        assertThat(definitions.of("FifoOrder", "Aside")).as("its instance is not here").contains("Aside");
        assertThat(definitions.of("NoCreation", "Elsewhere")).contains("FifoCast");
        assertThat(definitions.of("Nothing", "FifoCast")).isEmpty();
    }

    @Test
    void run_hasItsPictures() throws IOException {
        String page = page(verification(good().models(), List.of(run(State.GOOD, List.of()))));

        assertThat(page.split("<svg ", -1)).as("two excerpts, three trees, one chart").hasSize(1 + 6);
    }

    @Test
    void runWithKills_showsWhoWasStruck_andHowItWasBorne() throws IOException {
        Recording r = recording();
        Recording struck = new Recording(r.nodes(), r.transits(), r.faults(),
                List.of(new Recording.Outage(1, "killed", 60_000_000, 250_000_000)), r.requests(), r.end());
        Map<String, Object> resilience = Map.of("fault-counts", Map.of("partition", 1L, "kill", 1L),
                "slowest-progress-ms", 321.0,
                "sides", Map.of("minority", Map.of("longest-wait-ms", 1500.0, "unanswered-count", 0L)));
        RunPart part = new RunPart("lin-kv", "Keys", "two processes", Workload.LIN_KV, State.GOOD, List.of(), List.of(),
                Map.of(), resilience, struck, 42, "./espalier test --seed 42", store.resolve("lin-kv/x"));

        String page = page(verification(good().models(), List.of(part)));

        assertThat(page).contains("times a process was killed", "321 ms", Figures.millis(1_500_000_000L), "0 had none",
                "class=\"outage killed\"", "n1 killed from", "killed and started again", "operations on keys");
        assertThat(VerificationText.json(verification(good().models(), List.of(part)), Path.of("report.html")))
                .contains("\"resilience\"");
    }

    @Test
    void text_hasTheStepsTheTroubleAndThePage() {
        Verification found = verification(good().models(),
                List.of(run(State.BAD, List.of("n1 delivered 5 without 3"))));

        String text = VerificationText.table(found, Path.of("store/verify/now/report.html"));

        assertThat(text).contains("everything", "12.5", "n1 delivered 5 without 3", "seed 42, commit 0123456789ab+",
                "again: ./espalier test --seed 42", "report: store/verify/now/report.html");
    }

    @Test
    void json_hasTheSame() {
        String json = VerificationText.json(good(), Path.of("report.html"));

        assertThat(org.espalier.checkers.history.Json.parse(json.strip())).asInstanceOf(
                org.assertj.core.api.InstanceOfAssertFactories.MAP).containsEntry("state", "good")
                .containsEntry("seed", 42L)
                .containsKeys("steps", "models", "runs", "report");
    }
}
