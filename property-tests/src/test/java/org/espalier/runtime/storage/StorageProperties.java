package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.espalier.checkers.properties.Choices;
import org.espalier.runtime.storage.faulty.DiskFaults;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is acknowledged is never lost, whatever the disk does; and each broken storage is found out. */
class StorageProperties {

    private static final DiskFaults FAILING = new DiskFaults(30_000, 10_000, Long.MAX_VALUE, 5_000);

    @Property(tries = 800, edgeCases = EdgeCasesMode.NONE)
    void aCrash_losesNothingThatWasSynced(@ForAll("choices") List<Integer> choices) {
        new StorageRun(choices, StorageVariant.SOUND, DiskFaults.NONE).run();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aDiskThatFails_losesNothingThatWasSynced(@ForAll("choices") List<Integer> choices) {
        new StorageRun(choices, StorageVariant.SOUND, FAILING).run();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aRottenBit_isRefused_orDoesNoHarm(@ForAll("choices") List<Integer> choices) {
        StorageRun run = new StorageRun(choices, StorageVariant.SOUND, DiskFaults.NONE);
        run.run();
        run.rot();
    }

    @Example
    void theRuns_seeCrashesTornEndsAndFailures() {
        SplittableRandom random = new SplittableRandom(1);
        int crashes = 0;
        int cuts = 0;
        int failures = 0;
        int refusals = 0;
        for (int i = 0; i < 200; i++) {
            StorageRun run = new StorageRun(list(random), StorageVariant.SOUND, FAILING);
            run.run();
            crashes += run.crashes;
            cuts += run.cuts;
            failures += run.failures;
            refusals += run.rot() ? 1 : 0;
        }
        assertThat(crashes).isGreaterThan(500);
        assertThat(cuts).isGreaterThan(50);
        assertThat(failures).isGreaterThan(100);
        assertThat(refusals).isBetween(50, 199);
    }

    @Property(generation = GenerationMode.EXHAUSTIVE)
    void aBrokenStorage_isFound(@ForAll("broken") StorageVariant variant) {
        assertThatExceptionOfType(AssertionError.class).as(variant.name()).isThrownBy(() -> {
            SplittableRandom random = new SplittableRandom(7);
            for (int i = 0; i < 2_000; i++) {
                StorageRun run = new StorageRun(list(random), variant, FAILING);
                run.run();
                run.rot();
            }
        }).withMessageMatching(
                "(?s)\\[(what is found|%s).*"
                        .formatted(variant == StorageVariant.FORGET_INCARNATION ? "incarnation" : "a refusal"));
    }

    private static List<Integer> list(SplittableRandom random) {
        return IntStream.range(0, 250).map(i -> random.nextInt(10_000)).boxed().toList();
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Choices.upTo(250);
    }

    @Provide
    Arbitrary<StorageVariant> broken() {
        return Arbitraries.of(StorageVariant.class).filter(variant -> variant != StorageVariant.SOUND);
    }
}
