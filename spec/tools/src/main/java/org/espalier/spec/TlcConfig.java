package org.espalier.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sections of a TLC configuration file.
 *
 * @param sections the words of each section, in the order of the file; a keyword that is repeated has several entries
 */
public record TlcConfig(List<Section> sections) {

    private static final Set<String> KEYWORDS = Set.of("CONSTANT", "CONSTANTS", "CONSTRAINT", "CONSTRAINTS",
            "ACTION_CONSTRAINT", "ACTION_CONSTRAINTS", "INVARIANT", "INVARIANTS", "INIT", "NEXT", "VIEW", "SYMMETRY",
            "SPECIFICATION", "PROPERTY", "PROPERTIES", "TYPE", "TYPE_CONSTRAINT", "ALIAS", "POSTCONDITION",
            "CHECK_DEADLOCK");
    private static final Map<String, String> SINGULAR = Map.of("CONSTANTS", "CONSTANT", "CONSTRAINTS", "CONSTRAINT",
            "ACTION_CONSTRAINTS", "ACTION_CONSTRAINT", "INVARIANTS", "INVARIANT", "PROPERTIES", "PROPERTY");
    /** With one of these, TLC's answer about a temporal property means nothing. */
    private static final Set<String> REDUCTIONS = Set.of("SYMMETRY", "VIEW", "CONSTRAINT", "ACTION_CONSTRAINT");

    public TlcConfig {
        sections = List.copyOf(sections);
    }

    /**
     * A keyword (in the singular) and what follows it.
     *
     * @param keyword of TLC
     * @param words   up to the next keyword
     */
    public record Section(String keyword, List<String> words) {

        public Section {
            words = List.copyOf(words);
        }
    }

    /** Reads a file. */
    public static TlcConfig read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** Reads the text of a file. */
    public static TlcConfig parse(String text) {
        List<Section> sections = new ArrayList<>();
        String keyword = null;
        List<String> words = new ArrayList<>();
        for (String word : withoutComments(text).split("[\\s]+")) {
            if (KEYWORDS.contains(word)) {
                if (keyword != null) {
                    sections.add(new Section(keyword, words));
                }
                keyword = SINGULAR.getOrDefault(word, word);
                words = new ArrayList<>();
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
        if (keyword != null) {
            sections.add(new Section(keyword, words));
        }
        return new TlcConfig(sections);
    }

    private static String withoutComments(String text) {
        StringBuilder plain = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("(*", i)) {
                depth++;
                i++;
            } else if (depth > 0 && text.startsWith("*)", i)) {
                depth--;
                i++;
                plain.append(' ');
            } else if (depth == 0 && text.startsWith("\\*", i)) {
                int end = text.indexOf('\n', i);
                i = (end < 0 ? text.length() : end) - 1;
            } else if (depth == 0) {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    /** Everything listed under a keyword. */
    public List<String> all(String keyword) {
        return sections.stream().filter(s -> s.keyword().equals(keyword)).flatMap(s -> s.words().stream()).toList();
    }

    public List<String> invariants() {
        return all("INVARIANT");
    }

    public List<String> properties() {
        return all("PROPERTY");
    }

    /** The keywords present that make the check of a temporal property worthless. */
    public Set<String> reductions() {
        Set<String> present = new TreeSet<>(REDUCTIONS);
        present.removeIf(k -> all(k).isEmpty());
        return present;
    }

    /** The same model with other invariants, no properties, and no check for deadlocks. */
    public String withInvariants(List<String> invariants) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            if (!Set.of("INVARIANT", "PROPERTY", "CHECK_DEADLOCK").contains(section.keyword())) {
                text.append(section.keyword()).append(' ').append(String.join(" ", section.words())).append('\n');
            }
        }
        return text + "CHECK_DEADLOCK FALSE\nINVARIANT " + String.join(" ", invariants) + "\n";
    }
}
