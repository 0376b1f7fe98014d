package org.espalier.simulator;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * What is going to happen, by time; what is due at one time happens in the order in which it was put in.
 *
 * <p>A heap of arity four over two arrays of {@code long}s, the second of which holds the order of arrival and the place of the
 * rest in arrays that are used again and again: nothing is allocated for an event. Arity four, as a level less costs more than
 * a comparison more (LaMarca and Ladner, "The Influence of Caches on the Performance of Heaps", 1996).
 */
public final class EventQueue {

    /** Events at a time. */
    public static final int MAX_EVENTS = 1 << 20;

    private static final int SLOT_BITS = 20;
    private static final int ARITY_BITS = 2;

    private long[] at = new long[256];
    private long[] order = new long[256];
    private int size;
    private long arrived;

    private int[] kind = new int[256];
    private int[] a = new int[256];
    private int[] b = new int[256];
    private long[] x = new long[256];
    private @Nullable Object[] what = new @Nullable Object[256];
    private int[] free = new int[256];
    private int freed;
    private int used;

    /** The event taken last. */
    private long nowAt;
    private int now;

    /** Events that are due. */
    public int size() {
        return size;
    }

    /**
     * Puts in an event.
     *
     * @throws IllegalStateException when there are {@value #MAX_EVENTS} already
     */
    public void add(long time, int kind, int a, int b, long x, @Nullable Object what) {
        int slot = slot();
        this.kind[slot] = kind;
        this.a[slot] = a;
        this.b[slot] = b;
        this.x[slot] = x;
        this.what[slot] = what;
        if (size == at.length) {
            at = Arrays.copyOf(at, 2 * size);
            order = Arrays.copyOf(order, 2 * size);
        }
        up(size++, time, (arrived++ << SLOT_BITS) | slot);
    }

    /** Takes the next event, which the accessors below speak of until the next call; false when there is none. */
    public boolean take() {
        if (size == 0) {
            return false;
        }
        nowAt = at[0];
        now = (int) order[0] & (MAX_EVENTS - 1);
        size--;
        if (size > 0) {
            down(at[size], order[size]);
        }
        free[freed++] = now; // it is read before anything is put in
        return true;
    }

    /** Its time. */
    public long at() {
        return nowAt;
    }

    /** What kind of event it is, as it was put in; so are the other three. */
    public int kind() {
        return kind[now];
    }

    public int a() {
        return a[now];
    }

    public int b() {
        return b[now];
    }

    public long x() {
        return x[now];
    }

    /** What the event is about; asked for once. */
    public @Nullable Object what() {
        Object it = what[now];
        what[now] = null;
        return it;
    }

    private int slot() {
        if (freed > 0) {
            return free[--freed];
        }
        if (used == MAX_EVENTS) {
            throw new IllegalStateException("more than " + MAX_EVENTS + " events are due");
        }
        if (used == kind.length) {
            int room = 2 * used;
            kind = Arrays.copyOf(kind, room);
            a = Arrays.copyOf(a, room);
            b = Arrays.copyOf(b, room);
            x = Arrays.copyOf(x, room);
            what = Arrays.copyOf(what, room);
            free = Arrays.copyOf(free, room);
        }
        return used++;
    }

    private void up(int from, long time, long rank) {
        int i = from;
        while (i > 0) {
            int parent = (i - 1) >> ARITY_BITS;
            if (at[parent] < time || (at[parent] == time && order[parent] < rank)) {
                break;
            }
            at[i] = at[parent];
            order[i] = order[parent];
            i = parent;
        }
        at[i] = time;
        order[i] = rank;
    }

    private void down(long time, long rank) {
        int i = 0;
        int first = 1;
        while (first < size) {
            int least = first;
            int end = Math.min(first + (1 << ARITY_BITS), size);
            for (int child = first + 1; child < end; child++) {
                if (at[child] < at[least] || (at[child] == at[least] && order[child] < order[least])) {
                    least = child;
                }
            }
            if (time < at[least] || (time == at[least] && rank < order[least])) {
                break;
            }
            at[i] = at[least];
            order[i] = order[least];
            i = least;
            first = (i << ARITY_BITS) + 1;
        }
        at[i] = time;
        order[i] = rank;
    }
}
