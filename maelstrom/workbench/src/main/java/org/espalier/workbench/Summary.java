package org.espalier.workbench;

/** A result for people. */
final class Summary {

    private Summary() {}

    static String of(TestResult result) {
        return Edn.pretty(result.tree());
    }
}
