package org.espalier.workbench.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Something for a client to ask.
 *
 * @param f the function, as histories name it
 * @param value its argument, a value tree; null for a question
 * @param isFinal whether it belongs to the reads after recovery
 */
public record Request(String f, @Nullable Object value, boolean isFinal) {

    /** A read after recovery. */
    public static final Request FINAL_READ = new Request("read", null, true);

    static Request of(String f, @Nullable Object value) {
        return new Request(f, value, false);
    }

    /** Jepsen's way to write a value that belongs to a key. */
    static List<@Nullable Object> tuple(@Nullable Object key, @Nullable Object value) {
        List<@Nullable Object> tuple = new ArrayList<>(2);
        tuple.add(key);
        tuple.add(value);
        return Collections.unmodifiableList(tuple);
    }

    /** Whether asking changes nothing at the nodes: then no answer is as good as a failure. */
    public boolean idempotent() {
        return f.equals("read") || f.equals("assign") || f.equals("deliveries");
    }
}
