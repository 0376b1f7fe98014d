package org.espalier.spec;

import java.util.List;

/**
 * What tlapm says of one module.
 *
 * @param module   the module's name
 * @param theorems what it states, in its order
 * @param mishap   why tlapm gave no answer; empty if it did
 */
public record ProofReport(String module, List<Theorem> theorems, String mishap) {

    public ProofReport {
        theorems = List.copyOf(theorems);
    }

    /**
     * A theorem or lemma.
     *
     * @param name    its name, or the line where it stands if it has none
     * @param line    where it begins, from 1
     * @param proved  how many obligations of its proof are proved
     * @param failed  the lines of obligations that are not
     * @param omitted the lines of steps that nobody proved: OMITTED, or without any proof
     */
    public record Theorem(String name, int line, int proved, List<Integer> failed, List<Integer> omitted) {

        public Theorem {
            failed = List.copyOf(failed);
            omitted = List.copyOf(omitted);
        }
    }

    public int proved() {
        return theorems.stream().mapToInt(Theorem::proved).sum();
    }

    public int failed() {
        return theorems.stream().mapToInt(t -> t.failed().size()).sum();
    }

    public int omitted() {
        return theorems.stream().mapToInt(t -> t.omitted().size()).sum();
    }

    /** Whether tlapm answered and no obligation failed. What is omitted is told, and no failure. */
    public boolean good() {
        return mishap.isEmpty() && failed() == 0;
    }
}
