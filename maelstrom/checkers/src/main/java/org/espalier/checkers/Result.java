package org.espalier.checkers;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What a checker found: a verdict, and a tree of facts under Maelstrom's names. */
public interface Result {

    Verdict verdict();

    /**
     * The result as a value tree for JSON or EDN; its first entry is {@code valid?}. Iteration order is the order of reading.
     */
    Map<String, @Nullable Object> toTree();
}
