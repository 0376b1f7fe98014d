package org.espalier.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks all witnesses of a model in one run of TLC.
 *
 * <p>A witness is an invariant that must be violated: it shows that the model reaches what it claims to be about. TLC stops
 * at its first violation, so a run per witness would be needed. Instead this generates a module that extends the model's
 * and, for each witness, notes the first state that violates it; the run ends when all are noted. Breadth-first, so
 * the level noted is that of the shortest way there.
 */
final class Witnesses {

    private static final String MODULE = "EspalierWitnesses";
    private static final String PENDING = "EspalierWitnessesPending";
    private static final int FIRST_REGISTER = 70_001;
    private static final Pattern NOTED = Pattern.compile("<<\"witness\", \"(\\w+)\", (\\d+)>>");

    private Witnesses() {}

    /**
     * A witness that was reached.
     *
     * @param name   of the invariant
     * @param states on the shortest way to a state that violates it, that state included
     */
    record Reached(String name, long states) {}

    /** Writes the generated module and its configuration into a folder; returns the paths in that order. */
    static List<Path> generate(Model model, TlcConfig config, Path folder) throws IOException {
        String root = Path.of(model.module()).getFileName().toString().replaceFirst("\\.tla$", "");
        StringBuilder module = new StringBuilder("---- MODULE " + MODULE + " ----\nEXTENDS " + root + "\n"
                + "EspalierTLC == INSTANCE TLC\n"
                + "EspalierNote(register, name, holds) ==\n"
                + "  IF holds \\/ EspalierTLC!TLCGet(register) THEN TRUE\n"
                + "  ELSE /\\ EspalierTLC!TLCSet(register, TRUE)\n"
                + "       /\\ EspalierTLC!PrintT(<<\"witness\", name, EspalierTLC!TLCGet(\"level\")>>)\n");
        List<String> invariants = new ArrayList<>();
        List<String> noted = new ArrayList<>();
        int register = FIRST_REGISTER;
        for (String witness : model.witnesses()) {
            module.append("ASSUME EspalierTLC!TLCSet(").append(register).append(", FALSE)\n");
            module.append("Espalier").append(witness).append(" == EspalierNote(").append(register).append(", \"")
                    .append(witness).append("\", ").append(witness).append(")\n");
            invariants.add("Espalier" + witness);
            noted.add("EspalierTLC!TLCGet(" + register + ")");
            register++;
        }
        module.append(PENDING).append(" == ~(").append(String.join(" /\\ ", noted)).append(")\n====\n");
        invariants.add(PENDING);
        Path moduleFile = folder.resolve(MODULE + ".tla");
        Path configFile = folder.resolve(MODULE + ".cfg");
        Files.writeString(moduleFile, module);
        Files.writeString(configFile, config.withInvariants(invariants));
        return List.of(moduleFile, configFile);
    }

    /** The witnesses that a run noted. */
    static List<Reached> reached(TlcResult result) {
        List<Reached> levels = new ArrayList<>();
        for (String line : result.printed()) {
            Matcher noted = NOTED.matcher(line);
            if (noted.matches()) {
                levels.add(new Reached(noted.group(1), Long.parseLong(noted.group(2))));
            }
        }
        // TLC counts the level from 0 or from 1, depending on its age: the final counterexample, which ends at the
        // last witness, tells which.
        @Nullable
        Trace trace = result.trace();
        long last = levels.stream().mapToLong(Reached::states).max().orElse(0);
        long shift = trace != null && PENDING.equals(result.violated()) ? trace.length() - last : 0;
        return levels.stream().map(r -> new Reached(r.name(), r.states() + shift))
                .sorted(Comparator.comparingLong(Reached::states)).toList();
    }

    /** Whether a run explored what it had to: it ended with all witnesses seen, or saw the whole state space. */
    static boolean complete(TlcResult result) {
        return result.result() == Result.OK
                || (result.result() == Result.INVARIANT && PENDING.equals(result.violated()));
    }
}
