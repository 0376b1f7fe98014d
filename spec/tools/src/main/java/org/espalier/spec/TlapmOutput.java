package org.espalier.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what tlapm prints: with {@code --toolbox} a block of {@code @!!key:value} lines whenever it knows more of an
 * obligation, with {@code --summary} the places of proofs that are omitted or missing.
 *
 * <p>An obligation goes from prover to prover, so one that failed may be proved later; one of which nothing final was
 * said was not proved.
 */
final class TlapmOutput {

    private static final Pattern HEADER = Pattern
            .compile("^(?:THEOREM|LEMMA|COROLLARY|PROPOSITION)\\b\\s*(?:(\\w+)\\s*==)?");
    private static final Pattern UNPROVED = Pattern.compile("^\\s*(?:missing|omitted)_proof_\\d+ at line (\\d+),.*");
    private static final Pattern COUNT = Pattern.compile("@!!count:(\\d+)");
    private static final Set<String> PROVED = Set.of("proved", "trivial");

    private TlapmOutput() {}

    /**
     * The theorems of a module and what became of them.
     *
     * @param module  the module's text, in lines
     * @param toolbox what {@code tlapm --toolbox 0 0} printed
     * @param summary what {@code tlapm --summary} printed
     */
    static ProofReport report(String name, List<String> module, List<String> toolbox, List<String> summary) {
        TreeMap<Integer, String> headers = new TreeMap<>();
        for (int i = 0; i < module.size(); i++) {
            Matcher header = HEADER.matcher(module.get(i));
            if (header.find()) {
                headers.put(i + 1, header.group(1) == null ? "line " + (i + 1) : header.group(1));
            }
        }
        headers.putIfAbsent(0, "before the first theorem");
        Map<Integer, Integer> proved = new HashMap<>();
        Map<Integer, List<Integer>> failed = new HashMap<>();
        Map<Integer, List<Integer>> omitted = new HashMap<>();
        int announced = -1;
        Map<Integer, Obligation> obligations = obligations(toolbox);
        for (Obligation obligation : obligations.values()) {
            int theorem = headers.floorKey(obligation.line);
            if (obligation.proved) {
                proved.merge(theorem, 1, Integer::sum);
            } else {
                failed.computeIfAbsent(theorem, t -> new ArrayList<>()).add(obligation.line);
            }
        }
        for (String line : toolbox) {
            Matcher count = COUNT.matcher(line);
            if (count.matches()) {
                announced = Integer.parseInt(count.group(1));
            }
        }
        for (int line : unproved(summary)) {
            omitted.computeIfAbsent(headers.floorKey(line), t -> new ArrayList<>()).add(line);
        }
        List<ProofReport.Theorem> theorems = new ArrayList<>();
        headers.forEach((line, theorem) -> {
            ProofReport.Theorem entry = new ProofReport.Theorem(theorem, line, proved.getOrDefault(line, 0),
                    failed.getOrDefault(line, List.of()).stream().sorted().toList(),
                    omitted.getOrDefault(line, List.of()));
            if (line > 0 || entry.proved() + entry.failed().size() + entry.omitted().size() > 0) {
                theorems.add(entry);
            }
        });
        return new ProofReport(name, theorems, mishap(announced, obligations.size()));
    }

    private static String mishap(int announced, int seen) {
        if (announced < 0) {
            return "tlapm did not say how many obligations there are";
        }
        return announced == seen ? "" : "tlapm announced " + announced + " obligations and spoke of " + seen;
    }

    private static final class Obligation {
        private int line;
        private boolean proved;
    }

    private static Map<Integer, Obligation> obligations(List<String> toolbox) {
        Map<Integer, Obligation> byId = new TreeMap<>();
        Map<String, String> block = new HashMap<>();
        for (String line : toolbox) {
            if (line.equals("@!!BEGIN")) {
                block.clear();
            } else if (line.equals("@!!END")) {
                if ("obligation".equals(block.get("type"))) {
                    note(block, byId);
                }
            } else if (line.startsWith("@!!")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    block.put(line.substring(3, colon), line.substring(colon + 1));
                }
            }
        }
        return byId;
    }

    private static void note(Map<String, String> block, Map<Integer, Obligation> byId) {
        String id = block.get("id");
        String place = block.get("loc");
        if (id == null || place == null) {
            return;
        }
        Obligation obligation = byId.computeIfAbsent(Integer.valueOf(id), i -> new Obligation());
        obligation.line = Integer.parseInt(place.substring(0, place.indexOf(':')));
        obligation.proved |= PROVED.contains(block.getOrDefault("status", ""));
    }

    private static Set<Integer> unproved(List<String> summary) {
        Set<Integer> lines = new TreeSet<>();
        for (String line : summary) {
            Matcher place = UNPROVED.matcher(line);
            if (place.matches()) {
                lines.add(Integer.parseInt(place.group(1)));
            }
        }
        return lines;
    }
}
