package org.espalier.cli;

import java.io.PrintStream;
import java.util.Locale;

import org.espalier.simulator.Campaign;
import org.espalier.simulator.RunResult;

/** On a terminal, and after two seconds: one line that says how many runs there were and how fast they come. */
final class SimulateProgress implements Campaign.Progress, AutoCloseable {

    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long APART_NANOS = 200_000_000L;

    private final PrintStream err = System.err;
    private final boolean terminal = Boolean.getBoolean("espalier.terminal");
    private final String of;
    private final long begin = System.nanoTime();
    private long shownAt = begin + QUIET_NANOS - APART_NANOS;
    private boolean dirty;

    SimulateProgress(Campaign.Plan plan) {
        this.of = plan.seeds() > Integer.MAX_VALUE
                ? ""
                : " of " + (plan.seeds() - plan.shard() + plan.shards() - 1) / plan.shards();
    }

    @Override
    public void ran(long runs, long seed, RunResult result) {
        double minutes = (System.nanoTime() - begin) / 60e9;
        show(String.format(Locale.ROOT, "%d%s runs, seed %d, %,.0f a minute", runs, of, seed, runs / minutes));
    }

    void shrinking(int runs) {
        show("making what failed smaller: " + runs + " runs");
    }

    private void show(String line) {
        long now = System.nanoTime();
        if (terminal && now - shownAt >= APART_NANOS) {
            shownAt = now;
            dirty = true;
            err.print("\r\u001b[K" + line);
            err.flush();
        }
    }

    @Override
    public void close() {
        if (dirty) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
