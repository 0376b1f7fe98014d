package org.espalier.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.espalier.spec.Model.Tier;

/**
 * The models of a folder of specifications, and what TLC must say about each: the file {@code models.json}.
 *
 * @param folder where the specifications are
 * @param models in the order of reading
 */
public record Manifest(Path folder, List<Model> models) {

    public Manifest {
        models = List.copyOf(models);
    }

    /**
     * Reads {@code models.json} in a folder.
     *
     * @throws ManifestException with every mistake that was found
     */
    public static Manifest read(Path folder) throws ManifestException {
        return new ManifestReader(folder.toAbsolutePath().normalize()).read();
    }

    /** The model of that name. */
    public Optional<Model> find(String name) {
        return models.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    /** All models of these tiers, canaries included. */
    public List<Model> ofTiers(Set<Tier> tiers) {
        return models.stream().filter(m -> tiers.contains(m.tier())).toList();
    }

    /**
     * The models that a name or a pattern with {@code *} stands for, in the order of the manifest. A name in full is
     * found in every tier, a pattern only in the given ones.
     */
    public List<Model> matching(String nameOrPattern, Set<Tier> tiers) {
        if (nameOrPattern.indexOf('*') < 0) {
            return find(nameOrPattern).map(List::of).orElse(List.of());
        }
        Pattern pattern = Pattern.compile(Pattern.quote(nameOrPattern).replace("*", "\\E.*\\Q"));
        return ofTiers(tiers).stream().filter(m -> pattern.matcher(m.name()).matches()).toList();
    }

    /** Names that someone who typed {@code name} may have meant: at most three, the nearest first. */
    public List<String> near(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {}
        List<Candidate> candidates = new ArrayList<>();
        for (Model model : models) {
            String other = model.name().toLowerCase(Locale.ROOT);
            int distance = !wanted.isEmpty() && other.contains(wanted) ? 1 : distance(wanted, other);
            if (distance <= Math.max(2, wanted.length() / 3)) {
                candidates.add(new Candidate(model.name(), distance));
            }
        }
        return candidates.stream().sorted(Comparator.comparingInt(Candidate::distance)).limit(3).map(Candidate::name)
                .toList();
    }

    /** Insertions, deletions and changes that turn one word into another (Levenshtein). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    /** The tiers that a plain check runs, with what the flags add. */
    public static Set<Tier> tiers(boolean nightly, boolean simulate) {
        Set<Tier> tiers = EnumSet.of(Tier.CI);
        if (nightly) {
            tiers.add(Tier.NIGHTLY);
        }
        if (simulate) {
            tiers.add(Tier.SIMULATE);
        }
        return tiers;
    }

    /** Entries as JSON, for a list. */
    public static String toJson(List<Model> models) {
        return ReportJson.write(models);
    }
}
