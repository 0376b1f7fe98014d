package org.espalier.workbench.net;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A clock that stands still until it is told to go on. */
final class FakeClock implements LongSupplier {

    private long nanos;

    @Override
    public long getAsLong() {
        return nanos;
    }

    void advance(Duration d) {
        nanos += d.toNanos();
    }
}
