package org.espalier.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.espalier.spec.TlcResult.ActionCount;
import org.junit.jupiter.api.Test;

/** Reads outputs that TLC really printed: {@code src/test/resources/tlc/record.sh} records them. */
class TlcOutputTest {

    static final Path RECORDED = Path.of("src", "test", "resources", "tlc");

    private static TlcResult recorded(String name) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(RECORDED.resolve(name + ".out")));
        String last = lines.remove(lines.size() - 1);
        return TlcOutput.parse(lines, Integer.parseInt(last.substring("exit ".length())));
    }

    private static Trace trace(TlcResult result) {
        return Objects.requireNonNull(result.trace());
    }

    @Test
    void ok_givesCountsAndHowOftenEachActionFired() throws IOException {
        TlcResult result = recorded("ok");
        assertThat(result.result()).isEqualTo(Result.OK);
        assertThat(result.counts()).isEqualTo(new TlcResult.Counts(33, 22, 0, 7));
        assertThat(result.actions()).extracting(ActionCount::action).containsExactly("Up", "Back", "Never");
        assertThat(result.actions()).extracting(ActionCount::fired).containsExactly(20L, 12L, 0L);
        assertThat(result.version()).startsWith("TLC2 Version");
        assertThat(result.trace()).isNull();
        assertThat(result.messages()).isEmpty();
    }

    @Test
    void invariant_isNamed_andTheTraceSaysWhichActionLedToEachState() throws IOException {
        TlcResult result = recorded("invariant");
        assertThat(result.result()).isEqualTo(Result.INVARIANT);
        assertThat(result.violated()).isEqualTo("Small");
        Trace trace = trace(result);
        assertThat(trace.steps()).extracting(Trace.Step::action).containsExactly("Init", "Up", "Up");
        assertThat(trace.steps().get(2).values()).containsEntry("x", "2").containsKey("f");
        assertThat(trace.steps().get(1).location()).contains("module Cycle");
        assertThat(trace.backTo()).isZero();
        assertThat(trace.stuttering()).isFalse();
    }

    @Test
    void invariantOfTheInitialState_hasATraceOfOneState() throws IOException {
        TlcResult result = recorded("initial");
        assertThat(result.result()).isEqualTo(Result.INVARIANT);
        assertThat(result.violated()).isEqualTo("NonZero");
        assertThat(trace(result).length()).isEqualTo(1);
        assertThat(trace(result).steps().get(0).values()).containsEntry("x", "0").containsEntry("f", "<<{}, {}>>");
    }

    @Test
    void lasso_saysWhereItReturns() throws IOException {
        TlcResult result = recorded("lasso");
        assertThat(result.result()).isEqualTo(Result.PROPERTY);
        assertThat(result.violated()).isNull();
        assertThat(result.temporal()).isTrue();
        assertThat(trace(result).length()).isEqualTo(7);
        assertThat(trace(result).backTo()).isEqualTo(5);
        assertThat(trace(result).backBy()).isEqualTo("Back");
        assertThat(trace(result).toString()).endsWith("then Back, back to state 5, for ever" + System.lineSeparator());
    }

    @Test
    void stuttering_isSeen() throws IOException {
        TlcResult result = recorded("stuttering");
        assertThat(result.result()).isEqualTo(Result.PROPERTY);
        assertThat(trace(result).stuttering()).isTrue();
        assertThat(trace(result).length()).isEqualTo(1);
    }

    @Test
    void stepProperty_isNamed() throws IOException {
        TlcResult result = recorded("step");
        assertThat(result.result()).isEqualTo(Result.PROPERTY);
        assertThat(result.violated()).isEqualTo("AlwaysUp");
        assertThat(result.violationIsNamed()).isTrue();
    }

    @Test
    void deadlock_hasATrace() throws IOException {
        TlcResult result = recorded("deadlock");
        assertThat(result.result()).isEqualTo(Result.DEADLOCK);
        assertThat(trace(result).length()).isEqualTo(4);
    }

    @Test
    void assumption_isFalse() throws IOException {
        assertThat(recorded("assumption").result()).isEqualTo(Result.ASSUMPTION);
    }

    @Test
    void parseError_saysWhat() throws IOException {
        TlcResult result = recorded("parse");
        assertThat(result.result()).isEqualTo(Result.PARSE);
        assertThat(Judge.describe(result)).contains("line 4, col 18", "Unknown operator: `y'");
    }

    @Test
    void wrongConfiguration_countsAsAParseError() throws IOException {
        TlcResult result = recorded("config");
        assertThat(result.result()).isEqualTo(Result.PARSE);
        assertThat(result.messages()).first().asString().contains("Nixt");
    }

    @Test
    void evaluationError_isAnError_andQuotesItsCause() throws IOException {
        TlcResult result = recorded("evaluation");
        assertThat(result.result()).isEqualTo(Result.ERROR);
        assertThat(result.messages()).first().asString().contains("Cannot cast").doesNotContain("@!@!@");
        assertThat(result.trace()).isNotNull();
    }

    @Test
    void simulation_isOk_withoutCounts() throws IOException {
        TlcResult result = recorded("simulation");
        assertThat(result.result()).isEqualTo(Result.OK);
        assertThat(result.counts().generated()).isPositive();
        assertThat(result.counts().distinct()).isEqualTo(-1);
    }

    @Test
    void truncatedOutput_isNeverOk() throws IOException {
        List<String> lines = Files.readAllLines(RECORDED.resolve("ok.out"));
        List<String> whole = lines.subList(0, lines.size() - 1);
        assertThat(TlcOutput.parse(whole, 0).result()).isEqualTo(Result.OK);
        assertThat(TlcOutput.parse(whole, 137).result()).isEqualTo(Result.ERROR);
        for (int cut = 0; cut < whole.size() - 1; cut++) {
            assertThat(TlcOutput.parse(whole.subList(0, cut), 0).result()).as("after %d lines", cut)
                    .isEqualTo(Result.ERROR);
        }
    }

    @Test
    void statesLeft_areNeverOk_whateverTlcSays() throws IOException {
        List<String> lines = Files.readAllLines(RECORDED.resolve("ok.out")).stream()
                .map(l -> l.replace("0 states left on queue", "1 states left on queue")).toList();
        TlcResult result = TlcOutput.parse(lines.subList(0, lines.size() - 1), 0);
        assertThat(result.result()).isEqualTo(Result.ERROR);
        assertThat(result.messages()).first().asString().contains("1 states unexplored");
    }

    @Test
    void valuesOverSeveralLines_belongToTheirVariable() {
        TlcResult result = TlcOutput.parse(List.of("@!@!@STARTMSG 2110:1 @!@!@", "Invariant I is violated.",
                "@!@!@ENDMSG 2110 @!@!@", "@!@!@STARTMSG 2217:4 @!@!@", "1: <Initial predicate>",
                "/\\ net = { [type |-> \"ATTACH\",", "          ver |-> 1] }", "/\\ n = 2", "",
                "@!@!@ENDMSG 2217 @!@!@"), 12);
        assertThat(trace(result).steps().get(0).values()).containsEntry("n", "2").containsEntry("net",
                "{ [type |-> \"ATTACH\",\nver |-> 1] }");
    }
}
