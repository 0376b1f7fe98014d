package org.espalier.workbench;

import java.util.LinkedHashMap;

import org.espalier.checkers.Results;
import org.espalier.checkers.history.History;

/** Picks the checkers of a plan. */
final class Judge {

    private Judge() {}

    static Results judge(TestPlan plan, History history, boolean whole) {
        return new Results(new LinkedHashMap<>());
    }
}
