package org.espalier.checkers.definitions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How often each checker and its definition were asked, and how often the definition said no. */
final class Tally {

    private static final int ENOUGH = 300;
    /** One in so many. */
    private static final int RARELY = 100;

    private final List<Judge> judges;
    private final int[] asked;
    private final int[] broken;
    private int stories;

    Tally(List<Judge> judges) {
        this.judges = judges;
        this.asked = new int[judges.size()];
        this.broken = new int[judges.size()];
    }

    /** Asks them all, and throws {@link AssertionError} with the history if two do not say the same. */
    void ask(Story story) {
        stories++;
        for (int i = 0; i < asked.length; i++) {
            Judge.Opinions said = judges.get(i).ask(story);
            if (said == null) {
                continue;
            }
            if (said.differ()) {
                throw new AssertionError(said.toString());
            }
            asked[i]++;
            broken[i] += said.definition() ? 0 : 1;
        }
    }

    /** The pairs of which the definition hardly ever, of some hundred histories, said no, or yes. */
    List<String> idle() {
        return stories < ENOUGH
                ? List.of()
                : IntStream.range(0, asked.length)
                        .filter(i -> Math.min(broken[i], asked[i] - broken[i]) * RARELY < asked[i] || asked[i] == 0)
                        .mapToObj(this::line).toList();
    }

    private String line(int i) {
        return String.format(Locale.ROOT, "%8d histories, %7d broken: %s, %s", asked[i], broken[i],
                judges.get(i).checker(), judges.get(i).cited());
    }

    /** Leaves the numbers in {@code target}. */
    void write(String name) throws IOException {
        Path to = Path.of("target", "definitions", name + ".txt");
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.write(to, IntStream.range(0, asked.length).mapToObj(this::line).toList());
    }
}
