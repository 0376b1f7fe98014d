package org.espalier.runtime.storage.faulty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.espalier.runtime.storage.Disk;

/**
 * A disk in memory on which everything happens that {@link Disk} allows, and worse; one seed, one run. It outlives the
 * {@link org.espalier.runtime.storage.FileStorage} that uses it: after {@link #powerFails} or {@link #processDies} the next
 * one is opened on the same disk, and the files of the one before are dead.
 */
public final class FaultyDisk implements Disk {

    private final SplittableRandom random;
    private final DiskFaults faults;

    private SortedMap<String, Contents> names = new TreeMap<>();
    private SortedMap<String, Contents> durableNames = new TreeMap<>();
    private final List<Consumer<SortedMap<String, Contents>>> unsyncedNames = new ArrayList<>();

    private long life;
    private long syncs;
    private long syncMicros;

    public FaultyDisk(long seed, DiskFaults faults) {
        this.random = new SplittableRandom(seed);
        this.faults = faults;
    }

    /** A disk with what this one has, and other luck. All that was not synced counts as synced there. */
    public FaultyDisk copy(long seed) {
        return copy(seed, faults);
    }

    /** Like {@link #copy(long)}, with other faults. */
    public FaultyDisk copy(long seed, DiskFaults faults) {
        FaultyDisk copy = new FaultyDisk(seed, faults);
        names.forEach((name, contents) -> copy.names.put(name, contents.copy()));
        copy.durableNames = new TreeMap<>(copy.names);
        return copy;
    }

    /** Of what had not been synced, some is gone, as {@link Disk} says. */
    public void powerFails() {
        life++;
        int kept = random.nextInt(unsyncedNames.size() + 1);
        unsyncedNames.subList(0, kept).forEach(change -> change.accept(durableNames));
        unsyncedNames.clear();
        names = new TreeMap<>(durableNames);
        names.values().forEach(contents -> contents.losePower(random));
    }

    /** Everything written is still there. */
    public void processDies() {
        life++;
    }

    /** A bit changes on the medium. */
    public void flip(String name, long bit) {
        contents(name).flip(bit);
    }

    /** Some bit of some file changes on the medium, which is not empty. Says which. */
    public String rot() {
        List<String> candidates = names.keySet().stream().filter(name -> contents(name).size() > 0).toList();
        String name = candidates.get(random.nextInt(candidates.size()));
        long bit = random.nextLong((long) Byte.SIZE * contents(name).size());
        flip(name, bit);
        return "bit " + bit + " of " + name;
    }

    /** The file becomes as short as this. */
    public void cut(String name, int bytes) {
        contents(name).cutTo(bytes);
    }

    public long size(String name) {
        return contents(name).size();
    }

    /** How much of the file survives whatever happens. */
    public long durableSize(String name) {
        return contents(name).durableSize();
    }

    /** How many syncs of files there were. */
    public long syncs() {
        return syncs;
    }

    /** How long all syncs of files have taken; a host that has virtual time adds the difference to it. */
    public long syncMicros() {
        return syncMicros;
    }

    @Override
    public String place() {
        return "faulty disk";
    }

    @Override
    public List<String> names() {
        return List.copyOf(names.keySet());
    }

    @Override
    public Disk.File create(String name) throws IOException {
        if (names.containsKey(name)) {
            throw new IOException("there is already a " + name);
        }
        Contents contents = new Contents();
        change(to -> to.put(name, contents));
        return new OpenFile(contents);
    }

    @Override
    public Disk.File open(String name) throws IOException {
        return new OpenFile(existing(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Contents contents = existing(from);
        change(in -> {
            in.remove(from);
            in.put(to, contents);
        });
    }

    @Override
    public void delete(String name) throws IOException {
        existing(name);
        change(in -> in.remove(name));
    }

    @Override
    public void sync() {
        durableNames = new TreeMap<>(names);
        unsyncedNames.clear();
    }

    @Override
    public void close() {
        life++;
    }

    private void change(Consumer<SortedMap<String, Contents>> change) {
        change.accept(names);
        unsyncedNames.add(change);
    }

    private Contents existing(String name) throws IOException {
        Contents contents = names.get(name);
        if (contents == null) {
            throw new IOException("there is no " + name);
        }
        return contents;
    }

    private Contents contents(String name) {
        Contents contents = names.get(name);
        if (contents == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return contents;
    }

    private boolean happens(int perMillion) {
        return perMillion > 0 && random.nextInt(1_000_000) < perMillion;
    }

    private long used() {
        return names.values().stream().mapToLong(Contents::size).sum();
    }

    private final class OpenFile implements Disk.File {

        private final Contents contents;
        private final long opened = life;

        OpenFile(Contents contents) {
            this.contents = contents;
        }

        @Override
        public long size() {
            return contents.size();
        }

        @Override
        public void read(ByteBuffer into, long offset) {
            contents.read(into, offset);
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            requireOpen();
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            long growth = Math.max(0, offset + bytes.length - contents.size());
            long missing = Math.max(0, growth - (faults.capacityBytes() - used()));
            boolean fails = happens(faults.failedWritesPerMillion());
            int written = (int) Math.max(0, bytes.length - missing);
            contents.write((int) offset, bytes, fails ? random.nextInt(written + 1) : written);
            if (fails) {
                throw new IOException("Input/output error");
            }
            if (missing > 0) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void sync() throws IOException {
            requireOpen();
            syncs++;
            syncMicros += random.nextLong(faults.slowestSyncMicros() + 1);
            if (happens(faults.failedSyncsPerMillion())) {
                contents.failSync();
                throw new IOException("Input/output error");
            }
            contents.sync();
        }

        @Override
        public void close() {
            // nothing to give back
        }

        private void requireOpen() {
            if (opened != life) {
                throw new IllegalStateException("a file of an earlier life is used");
            }
        }
    }
}
