package org.espalier.runtime.storage.faulty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.runtime.storage.Disk;
import org.junit.jupiter.api.Test;

/** Each fault does what it is said to do, and no more. */
class FaultyDiskTest {

    @Test
    void whatWasSynced_survivesThePowerCut_andOfTheRestAnySectorMayBeMissing() throws IOException {
        Set<String> shapes = new TreeSet<>();
        for (long seed = 0; seed < 300; seed++) {
            FaultyDisk disk = disk(seed);
            Disk.File file = disk.create("a");
            file.write(ones(700), 0);
            file.sync();
            disk.sync();
            file.write(ones(3 * 512), 700);
            disk.powerFails();

            byte[] left = read(disk, "a");
            assertThat(left.length).isBetween(700, 700 + 3 * 512);
            StringBuilder shape = new StringBuilder();
            for (int at = 0; at < left.length; at += 512) {
                byte[] sector = Arrays.copyOfRange(left, at, Math.min(left.length, at + 512));
                int zeros = 0;
                for (byte b : sector) {
                    zeros += b == 0 ? 1 : 0;
                }
                int synced = Math.clamp(700 - at, 0, sector.length);
                assertThat(zeros).isIn(0, sector.length - synced);
                shape.append(zeros == 0 ? 'x' : '.');
            }
            shapes.add(shape.toString());
        }
        assertThat(shapes).contains("xx", "x.", "xxxxx", "xx.xx", "x.x.x", "xxxx").hasSizeGreaterThan(12);
    }

    @Test
    void names_areLostNewestFirst() throws IOException {
        Set<String> left = new TreeSet<>();
        for (long seed = 0; seed < 100; seed++) {
            FaultyDisk disk = disk(seed);
            disk.create("a");
            disk.sync();
            disk.rename("a", "b");
            disk.create("c");
            disk.delete("b");
            disk.powerFails();
            left.add(disk.names().toString());
        }
        assertThat(left).containsExactly("[a]", "[b, c]", "[b]", "[c]");
    }

    @Test
    void aFailedSync_losesWhatItShouldHaveKept() throws IOException {
        FaultyDisk failing = new FaultyDisk(1, new DiskFaults(1_000_000, 0, Long.MAX_VALUE, 0));
        Disk.File file = failing.create("a");
        failing.sync();
        file.write(ones(100), 0);
        assertThatExceptionOfType(IOException.class).isThrownBy(file::sync);
        assertThat(read(failing, "a")).hasSize(100);
        failing.powerFails();
        assertThat(read(failing, "a")).doesNotContain(1);
    }

    @Test
    void aWriteBeyondTheCapacity_isCutShort() throws IOException {
        FaultyDisk disk = new FaultyDisk(1, new DiskFaults(0, 0, 150, 0));
        disk.create("a").write(ones(100), 0);
        Disk.File file = disk.create("b");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.write(ones(100), 0))
                .withMessage("No space left on device");
        assertThat(disk.size("b")).isEqualTo(50);
    }

    @Test
    void whenTheProcessDies_everythingWrittenIsThere_andItsFilesAreDead() throws IOException {
        FaultyDisk disk = disk(1);
        Disk.File file = disk.create("a");
        file.write(ones(100), 0);
        disk.processDies();
        assertThat(read(disk, "a")).hasSize(100).containsOnly(1);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> file.write(ones(1), 100));
    }

    @Test
    void aFlippedBit_staysFlipped() throws IOException {
        FaultyDisk disk = disk(1);
        Disk.File file = disk.create("a");
        file.write(ones(100), 0);
        file.sync();
        disk.sync();
        disk.flip("a", 8 * 30 + 6);
        disk.powerFails();
        byte[] expected = ones(100).array();
        expected[30] = 1 | 1 << 6;
        assertThat(read(disk, "a")).isEqualTo(expected);
    }

    @Test
    void theSameSeed_givesTheSameLuck() throws IOException {
        Set<Integer> sizes = new TreeSet<>();
        for (long seed = 0; seed < 40; seed++) {
            byte[] luck = luck(seed);
            assertThat(luck(seed)).isEqualTo(luck);
            sizes.add(luck.length);
        }
        assertThat(sizes).hasSizeGreaterThan(10);
    }

    @Test
    void faultsOutOfRange_areNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DiskFaults(1_000_001, 0, 0, 0))
                .withMessage("failedSyncsPerMillion must be between 0 and 1000000 but is 1000001");
    }

    private static byte[] luck(long seed) throws IOException {
        FaultyDisk disk = disk(seed);
        disk.create("a").write(ones(5_000), 0);
        disk.sync();
        disk.powerFails();
        return read(disk, "a");
    }

    private static FaultyDisk disk(long seed) {
        return new FaultyDisk(seed, DiskFaults.NONE);
    }

    private static ByteBuffer ones(int bytes) {
        byte[] ones = new byte[bytes];
        Arrays.fill(ones, (byte) 1);
        return ByteBuffer.wrap(ones);
    }

    private static byte[] read(FaultyDisk disk, String name) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) disk.size(name));
        disk.open(name).read(bytes, 0);
        return bytes.array();
    }
}
