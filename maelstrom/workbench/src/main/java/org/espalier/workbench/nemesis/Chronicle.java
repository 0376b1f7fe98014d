package org.espalier.workbench.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.espalier.workbench.client.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the nemeses do: to the history before and after each deed, to the run's log in words, and as spans. Thread-safe.
 */
public final class Chronicle {

    private final Recorder recorder;
    private final Consumer<String> log;
    private final List<FaultSpan> spans = new ArrayList<>();

    /**
     * @param recorder keeps the history, and its clock is the clock of the spans
     * @param log takes lines for people
     */
    public Chronicle(Recorder recorder, Consumer<String> log) {
        this.recorder = recorder;
        this.log = log;
    }

    /** Something is about to be done. */
    void plan(String f, @Nullable Object value) {
        recorder.nemesis(f, value);
    }

    /** It was done; the words are for people, and empty where nothing changed. */
    void done(String f, @Nullable Object value, String words) {
        recorder.nemesis(f, value);
        if (!words.isEmpty()) {
            log.accept(words);
        }
    }

    /** A fault of a kind begins. */
    synchronized void begins(FaultKind kind, Set<String> nodes) {
        spans.add(new FaultSpan(kind, recorder.now(), Long.MAX_VALUE, nodes));
    }

    /** All faults of a kind are over. */
    synchronized void ends(FaultKind kind) {
        long now = recorder.now();
        spans.replaceAll(s -> s.kind() == kind && s.to() == Long.MAX_VALUE
                ? new FaultSpan(kind, s.from(), now, s.nodes())
                : s);
    }

    /** The faults so far, in the order in which they began. */
    public synchronized List<FaultSpan> spans() {
        return List.copyOf(spans);
    }
}
