package org.espalier.core.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Others' submissions on their way to the root, or at the root before their turn. What finds no room is sent again by its origin. */
final class Relayed {

    private final LogConfig config;
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    Relayed(LogConfig config) {
        this.config = config;
    }

    void add(Entry entry) {
        if (entries.size() < config.maxRelayed()) {
            entries.add(entry);
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void clear() {
        entries.clear();
    }

    Entry next() {
        return entries.remove();
    }

    /** The next ones, within the bounds of one message. */
    List<Entry> batch() {
        List<Entry> batch = new ArrayList<>();
        int bytes = 0;
        while (!entries.isEmpty() && batch.size() < config.maxBatch() && bytes < config.maxBatchBytes()) {
            Entry entry = entries.remove();
            batch.add(entry);
            bytes += entry.payload().length;
        }
        return batch;
    }
}
