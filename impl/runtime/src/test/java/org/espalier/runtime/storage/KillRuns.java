package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.espalier.core.log.Durable;

/**
 * Kills a {@link KilledMember} again and again, at random points, in one directory, and checks after each kill that the log
 * has everything that it said was synced, unaltered. The seed settles what the member writes and after which of its syncs it
 * is killed; how far it has gone on by then is up to the machine.
 */
final class KillRuns {

    private static final int MOST_SYNCS = 400;

    private final Path directory;
    private final long seed;
    private final boolean syncs;
    private final SplittableRandom random;
    private final List<Long> recoveryMicros = new ArrayList<>();
    private long synced;
    private long lastSynced;
    private long lastEpoch = 1;
    private long lastIncarnation;
    private int cut;

    /** @param syncs false for a member that says that it has synced and has not */
    KillRuns(Path directory, long seed, boolean syncs) {
        this.directory = directory;
        this.seed = seed;
        this.syncs = syncs;
        this.random = new SplittableRandom(seed);
    }

    void killOnce() throws IOException, InterruptedException {
        Process member = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                KilledMember.class.getName(), directory.toString(), Long.toString(random.nextLong()),
                Boolean.toString(syncs))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader said = member.inputReader()) {
            said(said.readLine(), "life ");
            int syncs = random.nextInt(MOST_SYNCS);
            for (int i = 0; i < syncs; i++) {
                said(said.readLine(), "synced ");
            }
            member.toHandle().destroyForcibly(); // it has gone on meanwhile; and its output stays open for us
            for (String line = said.readLine(); line != null && line.startsWith("synced ")
                    && line.split(" ").length == 3; line = said.readLine()) {
                said(line, "synced ");
            }
            member.waitFor();
        } finally {
            member.destroyForcibly();
        }
        check();
    }

    private void said(String line, String what) {
        assertThat(line).as("seed %s: what the member says", seed).startsWith(what);
        String[] words = line.split(" ");
        if (what.equals("life ")) {
            incarnation(Long.parseLong(words[1]));
            atLeast("length", Long.parseLong(words[2]), lastSynced);
            return;
        }
        synced++;
        lastSynced = Long.parseLong(words[1]);
        lastEpoch = Long.parseLong(words[2]);
    }

    private void check() {
        long before = System.nanoTime();
        try (FileStorage storage = FileStorage.open(directory, KilledMember.CONFIG, 1)) {
            recoveryMicros.add((System.nanoTime() - before) / 1_000);
            cut += storage.cut().isPresent() ? 1 : 0;
            incarnation(storage.incarnation());
            Durable durable = storage.recover();
            atLeast("length", durable.length(), lastSynced);
            atLeast("epoch", durable.ep(), lastEpoch);
            durable.snapshot().ifPresent(snapshot -> {
                assertThat(snapshot.state()).isEqualTo(KilledMember.snapshot(snapshot.index()).state());
                assertThat(snapshot.last()).isEqualTo(KilledMember.snapshot(snapshot.index()).last());
            });
            for (int i = 0; i < durable.entries().size(); i++) {
                assertThat(durable.entries().get(i)).usingRecursiveComparison()
                        .isEqualTo(KilledMember.entry(durable.base() + i + 1));
            }
            lastSynced = durable.length();
        }
    }

    private void incarnation(long incarnation) {
        assertThat(incarnation).as("seed %s: incarnation", seed).isGreaterThan(lastIncarnation);
        lastIncarnation = incarnation;
    }

    private void atLeast(String what, long found, long promised) {
        assertThat(found).as("seed %s: %s", seed, what).isGreaterThanOrEqualTo(promised);
    }

    @Override
    public String toString() {
        long[] micros = recoveryMicros.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%d kills, seed %d: %d syncs acknowledged, nothing lost, %d torn ends cut off; %d entries, incarnation %d; opening took %.1f ms (median), %.1f ms (max)"
                .formatted(micros.length, seed, synced, cut, lastSynced, lastIncarnation,
                        micros[micros.length / 2] / 1e3, Arrays.stream(micros).max().orElse(0) / 1e3);
    }
}
