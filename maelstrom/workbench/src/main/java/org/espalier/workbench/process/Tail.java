package org.espalier.workbench.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of a stream. Thread-safe. */
final class Tail {

    private static final int LINES = 32;
    private static final int LINE_BYTES = 2000;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(byte[] line, int length) {
        if (lines.size() == LINES) {
            lines.removeFirst();
        }
        String text = new String(line, 0, Math.min(length, LINE_BYTES), StandardCharsets.UTF_8);
        lines.addLast(length > LINE_BYTES ? text + "…" : text);
    }

    synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }
}
