package org.espalier.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

import org.espalier.spec.Model.Tier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    private static final String GOOD = """
            {"name": "Ring", "module": "M.tla", "config": "m.cfg", "kind": "model", "tier": "ci", "checks": "rings",
             "expect": {"result": "ok", "distinct": 3, "depth": 2, "generated": 7}, "witnesses": ["ReachIt"]}""";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("M.tla"), "");
        Files.writeString(folder.resolve("m.cfg"), "SPECIFICATION Spec INVARIANT Inv");
        Files.writeString(folder.resolve("live.cfg"), "SPECIFICATION Spec PROPERTY Live");
        Files.writeString(folder.resolve("sym.cfg"), "SPECIFICATION Spec PROPERTY Live SYMMETRY S VIEW v");
    }

    private Manifest read(String... entries) throws IOException, ManifestException {
        Files.writeString(folder.resolve("models.json"), "{\"models\": [" + String.join(",\n", entries) + "]}");
        return Manifest.read(folder);
    }

    private List<String> mistakes(String... entries) {
        ManifestException e = catchThrowableOfType(ManifestException.class, () -> read(entries));
        assertThat(e).isNotNull();
        assertThat(e.mistakes()).allSatisfy(m -> assertThat(m).doesNotContain("\n").startsWith(folder.toString()));
        return e.mistakes();
    }

    @Test
    void goodEntry_isRead() throws Exception {
        Model model = read(GOOD).models().get(0);
        assertThat(model.name()).isEqualTo("Ring");
        assertThat(model.kind()).isEqualTo(Model.Kind.MODEL);
        assertThat(model.expect().distinct()).isEqualTo(3);
        assertThat(model.witnesses()).containsExactly("ReachIt");
    }

    @Test
    void everyMistake_isItsOwnLine() {
        assertThat(mistakes("""
                {"name": "a b", "module": "X.tla", "config": "m.txt", "kind": "modle", "checks": "",
                 "expects": 1, "expect": {"result": "okay", "distinct": -1}, "witnesses": "ReachIt"}"""))
                .anySatisfy(m -> assertThat(m).contains("models[0] a b: ", "name \"a b\""))
                .anySatisfy(m -> assertThat(m).contains("module X.tla: no such file"))
                .anySatisfy(m -> assertThat(m).contains("config m.txt must end in .cfg"))
                .anySatisfy(m -> assertThat(m).contains("kind \"modle\" is none of model, liveness"))
                .anySatisfy(m -> assertThat(m).contains("checks must be a text"))
                .anySatisfy(m -> assertThat(m).contains("unknown field expects"))
                .anySatisfy(m -> assertThat(m).contains("expect.result \"okay\" is none of ok, invariant"))
                .anySatisfy(m -> assertThat(m).contains("expect.distinct must be a count, not -1"))
                .anySatisfy(m -> assertThat(m).contains("witnesses must be a list")).hasSize(9);
    }

    @Test
    void notJson_saysTheLine() throws IOException {
        Files.writeString(folder.resolve("models.json"), "{\"models\": [\n{,\n]}");
        ManifestException e = catchThrowableOfType(ManifestException.class, () -> Manifest.read(folder));
        assertThat(e.mistakes()).hasSize(1).first().asString().contains("models.json:2: not JSON");
    }

    @Test
    void noFile_saysSo() {
        ManifestException e = catchThrowableOfType(ManifestException.class,
                () -> Manifest.read(folder.resolve("nowhere")));
        assertThat(e.mistakes()).hasSize(1).first().asString().endsWith("models.json: cannot be read: no such file");
    }

    @Test
    void sameNameTwice_isRefused() {
        assertThat(mistakes(GOOD, GOOD)).first().asString().contains("models[1] Ring: name is used twice");
    }

    @Test
    void livenessUnderAReduction_isRefused() {
        String entry = """
                {"name": "L", "module": "M.tla", "config": "sym.cfg", "kind": "liveness", "checks": "x",
                 "expect": {"result": "ok", "distinct": 1, "depth": 1}}""";
        assertThat(mistakes(entry)).first().asString().contains("sym.cfg checks a property under SYMMETRY and VIEW");
        assertThat(mistakes(entry.replace("sym.cfg", "m.cfg"))).first().asString().contains("no PROPERTY");
        assertThat(mistakes(entry.replace("liveness", "broken").replace("\"ok\"",
                "\"property\", \"violates\": \"Live\""))).first().asString().contains("SYMMETRY");
    }

    @Test
    void violates_mustStandInTheConfiguration() throws Exception {
        String entry = """
                {"name": "B", "module": "M.tla", "config": "m.cfg", "kind": "broken", "checks": "x",
                 "expect": {"result": "invariant", "violates": "Inv", "depth": 3}}""";
        assertThat(read(entry).models()).hasSize(1);
        assertThat(mistakes(entry.replace("\"Inv\"", "\"Other\""))).first().asString()
                .contains("violates Other is not among the invariant section of m.cfg (Inv)");
        assertThat(mistakes(entry.replace("\"violates\": \"Inv\",", ""))).first().asString()
                .contains("must name the invariant");
        assertThat(mistakes(entry.replace("\"invariant\", \"violates\": \"Inv\"", "\"ok\""))).first().asString()
                .contains("a broken variant must fail");
    }

    @Test
    void namesAndPatterns_areMatched_andNearOnesSuggested() throws Exception {
        Manifest manifest = read(GOOD, GOOD.replace("\"Ring\"", "\"Ring-big\"").replace("\"ci\"", "\"nightly\""));
        assertThat(manifest.matching("Ring-big", EnumSet.of(Tier.CI))).hasSize(1);
        assertThat(manifest.matching("Ring*", EnumSet.of(Tier.CI))).hasSize(1);
        assertThat(manifest.matching("Ring*", Manifest.tiers(true, false))).hasSize(2);
        assertThat(manifest.matching("R", EnumSet.allOf(Tier.class))).isEmpty();
        assertThat(manifest.near("ring")).containsExactly("Ring", "Ring-big");
        assertThat(manifest.near("Ring-bgi")).containsExactly("Ring-big");
        assertThat(manifest.near("somethingelse")).isEmpty();
    }

    @Test
    void ourOwnManifest_isGood() throws Exception {
        assertThat(Manifest.read(Path.of("..")).models()).isNotEmpty();
    }
}
