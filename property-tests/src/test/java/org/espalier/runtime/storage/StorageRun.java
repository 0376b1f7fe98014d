package org.espalier.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import org.espalier.checkers.properties.Choices;
import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.Snapshot;
import org.espalier.core.log.StorageException;
import org.espalier.core.log.Write;
import org.espalier.runtime.storage.faulty.DiskFaults;
import org.espalier.runtime.storage.faulty.FaultyDisk;

/**
 * A member's storage on a faulty disk, through many lives, beside the model of it: the record after each write since the last
 * that is known to be durable. Whatever happens, the next life must find one of them. What it finds is what it goes on with,
 * so that is durable from then on.
 */
final class StorageRun {

    private final Choices choices;
    private final StorageVariant variant;
    private final StorageConfig config;
    private final SplittableRandom bytes;
    private final long diskSeed;
    private final FaultyDisk disk;

    private FileStorage storage;
    /** The record that is durable, and what it became by each write since. */
    private final List<Durable> possible = new ArrayList<>(List.of(Durable.EMPTY));
    private boolean opened;
    private long incarnation;
    /** What has happened, for the message of a failure. */
    private final StringBuilder story = new StringBuilder();

    /** Crashes, and everything that was refused or failed: the companions that show that a run is not idle. */
    int crashes;
    int cuts;
    int failures;

    /** @param list of choices; the rest, as the contents of entries, follows from the first of them */
    StorageRun(List<Integer> list, StorageVariant variant, DiskFaults faults) {
        this.choices = new Choices(list);
        this.variant = variant;
        this.bytes = new SplittableRandom(choices.among(10_000));
        this.diskSeed = choices.among(10_000);
        this.disk = new FaultyDisk(diskSeed, faults);
        this.config = new StorageConfig(StorageConfig.Fsync.ALWAYS, List.of(300, 1_500, 1 << 20).get(choices.among(3)),
                1 << 20, choices.among(2) == 0 ? 256 : 4_096);
        this.storage = open();
    }

    void run() {
        while (choices.hasNext()) {
            try {
                step(choices.among(15));
            } catch (StorageException failed) {
                failures++;
                story.append("\n  ").append(failed.getMessage());
                crash(choices.among(2) == 0);
            }
        }
    }

    /** Something rots; then the log is refused, or nothing that was acknowledged is missing. Whether it was refused. */
    boolean rot() {
        disk.processDies();
        FaultyDisk rotten = disk.copy(diskSeed, DiskFaults.NONE);
        story.append("\n").append(rotten.rot());
        try (FileStorage next = FileStorage.open(rotten, config, 1, variant)) {
            found(next.recover());
            return false;
        } catch (StorageException refused) {
            assertThat(refused.getMessage()).as(story.toString()).contains("had been synced");
            return true;
        }
    }

    private void step(int choice) {
        switch (choice) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> append();
            case 9, 10, 11 -> {
                story.append("\nsync");
                storage.sync();
                durable();
            }
            case 12 -> crash(true);
            case 13 -> crash(false);
            default -> {
                story.append("\nclose");
                storage.close();
                durable();
                storage = open();
            }
        }
    }

    private void append() {
        Write write = write(possible.getLast());
        story.append("\nappend ep ").append(write.ep()).append(", snapshot ")
                .append(write.snapshot().map(Snapshot::index).orElse(0L)).append(", keep ").append(write.keep())
                .append(", ").append(write.entries().size()).append(" entries");
        possible.add(write.applyTo(possible.getLast()));
        storage.append(write);
    }

    private void durable() {
        Durable last = possible.getLast();
        possible.clear();
        possible.add(last);
    }

    private void crash(boolean powerFails) {
        crashes++;
        story.append(powerFails ? "\nthe power fails" : "\nthe process dies");
        if (powerFails) {
            disk.powerFails();
        } else {
            disk.processDies();
        }
        storage = open();
    }

    private FileStorage open() {
        while (true) {
            long clock = choices.among(1_000);
            try {
                FileStorage next = FileStorage.open(disk, config, clock, variant);
                story.append("\nopen ").append(next.cut().orElse(""));
                found(next.recover());
                cuts += next.cut().isPresent() ? 1 : 0;
                assertThat(next.incarnation()).as("incarnation%s", story).isGreaterThan(incarnation)
                        .isGreaterThanOrEqualTo(clock);
                incarnation = next.incarnation();
                assertThat(next.fresh() && opened).as("fresh%s", story).isFalse();
                opened = true;
                return next;
            } catch (StorageException e) {
                assertThat(e.getMessage()).as("a refusal after%s", story).contains("cannot open the log");
                failures++;
                story.append("\n  ").append(e.getMessage());
            }
        }
    }

    private void found(Durable durable) {
        assertThat(possible.stream().map(StorageRun::text)).as("what is found after%s", story).contains(text(durable));
        possible.clear();
        possible.add(durable);
    }

    /** Some write that fits. */
    private Write write(Durable now) {
        long base = now.base();
        long length = now.length();
        long ep = now.ep() + choices.among(2);
        return switch (choices.among(8)) {
            case 0 -> new Write(ep, now.le(), Optional.empty(), Long.MAX_VALUE, List.of());
            case 1 ->
                new Write(ep, ep, Optional.empty(), base + choices.among((int) (length - base) + 1), entries());
            case 2 -> {
                long index = base + 1 + choices.among((int) Math.max(1, length - base));
                long keep = index + choices.among((int) Math.max(1, length - index + 1));
                yield new Write(ep, now.le(), snapshot(index), keep, entries());
            }
            case 3 -> {
                long index = length + 1 + choices.among(5);
                yield new Write(ep, ep, snapshot(index), index, entries());
            }
            case 4 -> new Write(ep, now.le(), base == 0 ? Optional.empty() : snapshot(base), length, entries());
            default -> new Write(ep, now.le(), Optional.empty(), length, entries());
        };
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (int count = choices.among(4); count > 0; count--) {
            entries.add(new Entry(choices.among(3), 1 + bytes.nextInt(9), 1 + bytes.nextInt(99), blob()));
        }
        return entries;
    }

    private Optional<Snapshot> snapshot(long index) {
        return Optional.of(new Snapshot(index, List.of(Snapshot.Last.NONE, new Snapshot.Last(index, 3)), blob()));
    }

    private byte[] blob() {
        byte[] blob = new byte[List.of(0, 3, 100, 700, 1_900).get(choices.among(5))];
        if (choices.among(4) > 0) {
            for (int i = 0; i < blob.length; i++) {
                blob[i] = (byte) bytes.nextInt();
            }
        }
        return blob;
    }

    private static String text(Durable durable) {
        StringBuilder out = new StringBuilder("ep " + durable.ep() + " le " + durable.le() + " base " + durable.base());
        durable.snapshot().ifPresent(s -> out.append(s.last()).append(text(s.state())));
        for (Entry e : durable.entries()) {
            out.append("\n").append(e.origin()).append(' ').append(e.incarnation()).append(' ').append(e.seq())
                    .append(' ').append(text(e.payload()));
        }
        return out.toString();
    }

    private static String text(byte[] blob) {
        return blob.length + " bytes " + HexFormat.of().toHexDigits(Arrays.hashCode(blob));
    }
}
