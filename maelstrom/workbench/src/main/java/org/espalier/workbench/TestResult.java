package org.espalier.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Verdict;
import org.espalier.workbench.process.NodeFault;
import org.jspecify.annotations.Nullable;

/**
 * How a run went.
 *
 * @param plan what was run
 * @param verdict the worst of all verdicts
 * @param faults what nodes did that ended the run early or made it void
 * @param tree all results as a value tree, under Maelstrom's names where it has one
 * @param directory where the results, the history and the messages lie
 */
public record TestResult(TestPlan plan, Verdict verdict, List<NodeFault> faults, Map<String, @Nullable Object> tree,
        Path directory) {

    /** The file with one line for each message. */
    public static final String MESSAGES = "messages.jsonl";
    /** The directory that the nodes run in: the run's own, so that what they keep under a relative path is, too. */
    public static final String NODE_FILES = "node-files";

    public TestResult {
        faults = List.copyOf(faults);
    }

    /** The command that runs the plan again. */
    public String replay() {
        return Replay.command(plan);
    }

    /** A result by its path in the tree; null when there is none. */
    public @Nullable Object get(String... path) {
        Object at = tree;
        for (String key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    /** What is wrong with the values of keys, with logs or transactions: for people, each of one or several lines; empty when nothing is. */
    public List<String> stories() {
        return get(Judge.WORKLOAD) instanceof Map<?, ?> workload ? Stories.of(workload) : List.of();
    }

    /** Messages between servers per operation, Maelstrom's way: reads and acknowledgements of any kind included. */
    public double messagesPerOperation() {
        return get("net", "servers", "msgs-per-op") instanceof Double d ? d : 0;
    }

    /** The result for people, several lines, the verdict last. */
    public String summary() {
        return Summary.of(this);
    }
}
