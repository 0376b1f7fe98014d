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
 * @param definition where the property is defined, as {@code FifoCast.tla!FifoOrder}, or null
 */
public record PropertyResult(String property, Verdict verdict, long checked, long violations, List<Violation> examples,
        @Nullable String note, @Nullable String definition) implements Result {

    /** Of a property that is defined where its {@link Definition} says. */
    public PropertyResult(String property, Verdict verdict, long checked, long violations, List<Violation> examples,
            @Nullable String note) {
        this(property, verdict, checked, violations, examples, note, Definition.of(property));
    }

    /** The same, with the property of that name in another module. */
    public PropertyResult definedIn(String module) {
        return new PropertyResult(property, verdict, checked, violations, examples, note,
                definition == null ? null : module + ".tla!" + property);
    }

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
        if (definition != null) {
            tree.put("definition", definition);
        }
        return tree;
    }
}
