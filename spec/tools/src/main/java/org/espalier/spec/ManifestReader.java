package org.espalier.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.espalier.spec.Model.Expectation;
import org.espalier.spec.Model.Kind;
import org.espalier.spec.Model.KnownBug;
import org.espalier.spec.Model.Simulation;
import org.espalier.spec.Model.Tier;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and checks {@code models.json}; collects every mistake rather than stopping at the first. */
final class ManifestReader {

    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> MODEL_FIELDS = List.of("name", "module", "config", "kind", "tier", "checks",
            "constants", "expect", "witnesses", "idle", "known", "simulate", "transitions");
    private static final List<String> EXPECT_FIELDS = List.of("result", "violates", "distinct", "generated", "depth");
    private static final List<String> KNOWN_FIELDS = List.of("bug", "result", "avoid");
    private static final List<String> SIMULATE_FIELDS = List.of("traces", "depth", "seed");

    private final Path folder;
    private final Path file;
    private final List<String> mistakes = new ArrayList<>();

    ManifestReader(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("models.json");
    }

    Manifest read() throws ManifestException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new ManifestException(List.of(file + ": cannot be read: " + reason(e)));
        } catch (JacksonException e) {
            throw new ManifestException(List.of(file + ":" + e.getLocation().getLineNr() + ": not JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("")));
        }
        JsonNode list = root.path("models");
        if (!root.isObject() || !list.isArray()) {
            throw new ManifestException(List.of(file + ": must be an object with a list \"models\""));
        }
        List<Model> models = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            Entry entry = new Entry(list.get(i), i);
            Model model = entry.read();
            if (model != null) {
                if (!names.add(model.name())) {
                    entry.mistake("name is used twice");
                }
                models.add(model);
            }
        }
        if (!mistakes.isEmpty()) {
            throw new ManifestException(mistakes);
        }
        return new Manifest(folder, models);
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "no such file"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** One element of the list. */
    private final class Entry {

        private final JsonNode node;
        private final String where;

        Entry(JsonNode node, int index) {
            this.node = node;
            String name = node.path("name").asString("");
            this.where = file + ": models[" + index + "]" + (name.isEmpty() ? "" : " " + name) + ": ";
        }

        void mistake(String what) {
            mistakes.add(where + what);
        }

        @Nullable
        Model read() {
            int before = mistakes.size();
            if (!node.isObject()) {
                mistake("must be an object");
                return null;
            }
            fields(node, "", MODEL_FIELDS);
            String name = text(node, "", "name", true);
            if (!name.isEmpty() && !NAME.matcher(name).matches()) {
                mistake("name \"" + name + "\" may have letters, digits, '.', '_' and '-' only");
            }
            String module = path("module", ".tla");
            String config = path("config", ".cfg");
            Kind kind = word(node, "", "kind", Kind.values(), Kind::name, Kind.MODEL);
            Tier tier = node.has("tier") ? word(node, "", "tier", Tier.values(), Tier::name, Tier.CI) : Tier.CI;
            String checks = text(node, "", "checks", true);
            String constants = text(node, "", "constants", false);
            List<String> witnesses = identifiers("witnesses");
            List<String> idle = identifiers("idle");
            Expectation expect = expectation();
            KnownBug known = node.has("known") ? known() : null;
            Simulation simulation = tier == Tier.SIMULATE ? simulation() : null;
            if (tier != Tier.SIMULATE && node.has("simulate")) {
                mistake("simulate needs tier \"simulate\"");
            }
            if (mistakes.size() > before) {
                return null; // the rules below would only repeat what is wrong
            }
            Model model = new Model(name, module, config, kind, tier, checks, constants, expect, witnesses, idle,
                    known, simulation, count(node, "", "transitions"));
            try {
                HouseRules.check(model, TlcConfig.read(folder.resolve(config)), this::mistake);
            } catch (IOException e) {
                mistake("config " + config + " cannot be read: " + reason(e));
            }
            return mistakes.size() > before ? null : model;
        }

        private void fields(JsonNode object, String prefix, List<String> known) {
            for (String field : object.propertyNames()) {
                if (!known.contains(field)) {
                    mistake("unknown field " + prefix + field + " (there are " + String.join(", ", known) + ")");
                }
            }
        }

        private String text(JsonNode object, String prefix, String field, boolean needed) {
            JsonNode value = object.path(field);
            if (value.isMissingNode() && !needed) {
                return "";
            }
            if (!value.isString() || (needed && value.stringValue().isBlank())) {
                mistake(prefix + field + (value.isMissingNode() ? " is missing" : " must be a text"));
                return "";
            }
            String text = value.stringValue();
            if (text.indexOf('\n') >= 0) {
                mistake(prefix + field + " must be one line");
            }
            return text;
        }

        private String path(String field, String suffix) {
            String path = text(node, "", field, true);
            if (path.isEmpty()) {
                return path;
            }
            Path resolved = folder.resolve(path).normalize();
            if (!path.endsWith(suffix)) {
                mistake(field + " " + path + " must end in " + suffix);
            } else if (!resolved.startsWith(folder)) {
                mistake(field + " " + path + " leaves the folder of the specifications");
            } else if (!Files.isRegularFile(resolved)) {
                mistake(field + " " + path + ": no such file in " + folder);
            }
            return path;
        }

        private <E> E word(JsonNode object, String prefix, String field, E[] values, Function<E, String> name,
                E otherwise) {
            String text = text(object, prefix, field, true);
            for (E value : values) {
                if (name.apply(value).toLowerCase(Locale.ROOT).equals(text)) {
                    return value;
                }
            }
            if (!text.isEmpty()) {
                mistake(prefix + field + " \"" + text + "\" is none of "
                        + Arrays.stream(values).map(name).map(n -> n.toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")));
            }
            return otherwise;
        }

        private List<String> identifiers(String field) {
            JsonNode value = node.path(field);
            if (value.isMissingNode()) {
                return List.of();
            }
            List<String> names = new ArrayList<>();
            for (JsonNode element : value) {
                if (!element.isString() || !IDENTIFIER.matcher(element.stringValue()).matches()) {
                    mistake(field + " must be a list of TLA+ identifiers; " + element + " is none");
                } else {
                    names.add(element.stringValue());
                }
            }
            if (!value.isArray() || value.isEmpty()) {
                mistake(field + " must be a list of TLA+ identifiers, and not empty");
            }
            return names;
        }

        private @Nullable Long count(JsonNode object, String prefix, String field) {
            JsonNode value = object.path(field);
            if (value.isMissingNode()) {
                return null;
            }
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
                mistake(prefix + field + " must be a count, not " + value);
                return null;
            }
            return value.longValue();
        }

        private Expectation expectation() {
            JsonNode expect = node.path("expect");
            if (!expect.isObject()) {
                mistake("expect " + (expect.isMissingNode() ? "is missing" : "must be an object"));
                return new Expectation(Result.OK, null, null, null, null);
            }
            fields(expect, "expect.", EXPECT_FIELDS);
            Result result = word(expect, "expect.", "result", Result.values(), Result::name, Result.OK);
            String violates = text(expect, "expect.", "violates", false);
            return new Expectation(result, violates.isEmpty() ? null : violates,
                    count(expect, "expect.", "distinct"), count(expect, "expect.", "generated"),
                    count(expect, "expect.", "depth"));
        }

        private KnownBug known() {
            JsonNode known = node.path("known");
            if (!known.isObject()) {
                mistake("known must be an object");
            }
            fields(known, "known.", KNOWN_FIELDS);
            return new KnownBug(text(known, "known.", "bug", true),
                    word(known, "known.", "result", Result.values(), Result::name, Result.OK),
                    text(known, "known.", "avoid", true));
        }

        private Simulation simulation() {
            JsonNode bounds = node.path("simulate");
            if (bounds.isMissingNode()) {
                return Simulation.DEFAULT;
            }
            fields(bounds, "simulate.", SIMULATE_FIELDS);
            Long traces = count(bounds, "simulate.", "traces");
            Long depth = count(bounds, "simulate.", "depth");
            Long seed = count(bounds, "simulate.", "seed");
            Simulation standard = Simulation.DEFAULT;
            return new Simulation(traces == null ? standard.traces() : traces,
                    depth == null ? standard.depth() : (int) Math.min(depth, Integer.MAX_VALUE),
                    seed == null ? standard.seed() : seed);
        }
    }
}
