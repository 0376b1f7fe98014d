package org.espalier.simulator;

/** A member's own clock: it started some time ago, and its rate changes. Times of the run are microseconds. */
public final class Clock {

    private static final long MILLION = 1_000_000;

    private long since;
    private long shown;
    private long ppm;

    /** @param startMillis what it shows when the run begins */
    public Clock(long startMillis) {
        shown = 1_000 * startMillis;
    }

    /** What it shows, in milliseconds. */
    public long millis(long now) {
        return Math.floorDiv(micros(now), 1_000L);
    }

    /** Whole seconds apart, so that a day at the greatest rate does not overflow. */
    private long micros(long now) {
        long elapsed = now - since;
        return shown + elapsed + elapsed / MILLION * ppm + elapsed % MILLION * ppm / MILLION;
    }

    /** When it will show so much, or a little earlier or later: whoever needs more looks again. */
    public long when(long millis) {
        double missing = 1_000.0 * millis - shown;
        return since + (long) StrictMath.ceil(missing * MILLION / (MILLION + ppm));
    }

    /** From now on it is so many millionths too fast. */
    public void drift(long now, long newPpm) {
        shown = micros(now);
        since = now;
        ppm = newPpm;
    }
}
