package org.espalier.checkers.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Result;
import org.espalier.checkers.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one property of a delivery history.
 *
 * @param property its name, as in the specification
 * @param verdict whether it holds
 * @param checked how many deliveries (or reads) were judged
 * @param violations how many of them violate it
 * @param examples explanations of the first few violations
 * @param note why the verdict is unknown, or null
 */
public record PropertyResult(String property, Verdict verdict, long checked, long violations, List<Violation> examples,
        @Nullable String note) implements Result {

    public PropertyResult {
        examples = List.copyOf(examples);
    }

    @Override
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("valid?", verdict.toTree());
        tree.put("checked-count", checked);
        tree.put("violation-count", violations);
        if (!examples.isEmpty()) {
            tree.put("violations", examples.stream().map(Violation::toTree).toList());
        }
        if (note != null) {
            tree.put("note", note);
        }
        String definition = Definition.of(property);
        if (definition != null) {
            tree.put("definition", definition);
        }
        return tree;
    }
}
