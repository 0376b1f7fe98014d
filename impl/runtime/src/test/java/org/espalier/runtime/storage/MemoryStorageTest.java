package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.espalier.runtime.storage.Samples.appending;
import static org.espalier.runtime.storage.Samples.snapshot;

import java.util.SplittableRandom;
import java.util.TreeSet;

import org.espalier.core.log.Durable;
import org.junit.jupiter.api.Test;

class MemoryStorageTest {

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    void aCrash_takesASuffixOfWhatWasNotSynced() {
        append(1, 4);
        storage.sync();
        append(5, 9);
        assertThat(length()).isEqualTo(9);

        storage.crash(3);

        assertThat(length()).isEqualTo(7);
        append(8, 8);
        storage.crash(9);
        assertThat(length()).isEqualTo(8);
    }

    @Test
    void aRandomCrash_leavesAnythingFromTheLastSyncOn() {
        TreeSet<Long> lengths = new TreeSet<>();
        for (long seed = 0; seed < 100; seed++) {
            MemoryStorage other = new MemoryStorage();
            for (long index = 1; index <= 5; index++) {
                other.append(appending(index));
                if (index == 2) {
                    other.sync();
                }
            }
            other.crash(new SplittableRandom(seed));
            lengths.add(other.recover().length());
        }
        assertThat(lengths).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void closing_keepsEverything() {
        append(1, 3);
        storage.append(snapshot(2, 3));
        storage.close();
        storage.crash(0);

        Durable durable = storage.recover();
        assertThat(durable.base()).isEqualTo(2);
        assertThat(durable.length()).isEqualTo(3);
    }

    @Test
    void aWriteThatDoesNotFit_isRefusedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> storage.append(appending(2)));
        append(1, 1);
        storage.sync();
        assertThat(length()).isEqualTo(1);
    }

    @Test
    void eachLife_hasALargerNumber_whateverTheClockSays() {
        assertThat(storage.begin(-4)).isEqualTo(1);
        assertThat(storage.begin(100)).isEqualTo(100);
        assertThat(storage.begin(3)).isEqualTo(101);
    }

    private void append(long from, long to) {
        for (long index = from; index <= to; index++) {
            storage.append(appending(index));
        }
    }

    private long length() {
        return storage.recover().length();
    }
}
