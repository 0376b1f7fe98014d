package org.espalier.workbench.net;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Remembers how every message ended. */
final class Fates implements Journal {

    final List<String> lines = new ArrayList<>();
    final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);

    @Override
    public synchronized void ended(Message message, Fate fate, long atNanos) {
        counts.merge(fate, 1, Integer::sum);
        lines.add(message.src() + ">" + message.dest() + "#" + message.id() + (message.copy() ? "'" : "") + " "
                + message.dueNanos() + " " + fate);
    }

    int of(Fate fate) {
        return counts.getOrDefault(fate, 0);
    }
}
