package org.espalier.runtime.storage;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * What a segment begins with. A segment gets its name only when the header, and what it vouches for, is durable.
 *
 * @param base whether the log begins here: nothing before this segment counts
 * @param number of the segment; one greater than that of the segment before
 * @param incarnation the life of the member that writes it
 * @param previousIncarnation that of the segment before
 * @param previousEnd how many bytes of the segment before count: all of them had been synced
 * @param durableEnd how many bytes of this one had been synced before it got its name
 */
record SegmentHeader(boolean base, long number, long incarnation, long previousIncarnation, long previousEnd,
        long durableEnd) {

    static final int BYTES = 60;

    private static final long MAGIC = 0x4573_7061_6c4c_6f67L; // EspalLog
    private static final int VERSION = 1;
    private static final int SUMMED_BYTES = BYTES - 4;
    private static final String PREFIX = "segment-";
    private static final String SUFFIX = ".log";
    private static final int DIGITS = 16;

    /** The first of all. */
    static SegmentHeader first(long incarnation) {
        return new SegmentHeader(true, 1, incarnation, 0, 0, BYTES);
    }

    /** One that goes on where {@code end} bytes of the one before count. */
    static SegmentHeader after(SegmentHeader before, long end, long incarnation) {
        return new SegmentHeader(false, before.number() + 1, incarnation, before.incarnation(), end, BYTES);
    }

    /** One that the log begins in, of the same life. */
    static SegmentHeader anew(SegmentHeader before) {
        return new SegmentHeader(true, before.number() + 1, before.incarnation(), before.incarnation(), 0, BYTES);
    }

    SegmentHeader withDurableEnd(long bytes) {
        return new SegmentHeader(base, number, incarnation, previousIncarnation, previousEnd, bytes);
    }

    String name() {
        return name(number);
    }

    static String name(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + SUFFIX;
    }

    /** The number of the segment of this name, empty when it is no segment's. */
    static OptionalLong number(String name) {
        if (name.length() != PREFIX.length() + DIGITS + SUFFIX.length() || !name.startsWith(PREFIX)
                || !name.endsWith(SUFFIX)) {
            return OptionalLong.empty();
        }
        String digits = name.substring(PREFIX.length(), PREFIX.length() + DIGITS);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    ByteBuffer encoded() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        out.putLong(MAGIC).putInt(VERSION).putInt(base ? 1 : 0).putLong(number).putLong(incarnation)
                .putLong(previousIncarnation).putLong(previousEnd).putLong(durableEnd);
        return out.putInt(sum(out)).flip();
    }

    /** @throws Malformed saying what is wrong with it */
    static SegmentHeader decode(ByteBuffer in) throws Malformed {
        if (in.remaining() < BYTES) {
            throw new Malformed("it is shorter than a segment's header");
        }
        if (in.getLong(0) != MAGIC) {
            throw new Malformed("it does not begin as a segment does");
        }
        if (in.getInt(SUMMED_BYTES) != sum(in)) {
            throw new Malformed("the header's checksum does not match");
        }
        if (in.getInt(8) != VERSION) {
            throw new Malformed("it has format " + in.getInt(8) + ", and this program knows format " + VERSION);
        }
        return new SegmentHeader(in.getInt(12) != 0, in.getLong(16), in.getLong(24), in.getLong(32), in.getLong(40),
                in.getLong(48));
    }

    private static int sum(ByteBuffer header) {
        CRC32C sum = new CRC32C();
        sum.update(header.duplicate().position(0).limit(SUMMED_BYTES));
        return (int) sum.getValue();
    }

    /** Not a header, or not one of ours. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;

        Malformed(String what) {
            super(what);
            this.what = what;
        }

        String what() {
            return what;
        }
    }
}
