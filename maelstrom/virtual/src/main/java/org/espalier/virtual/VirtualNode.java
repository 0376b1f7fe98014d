package org.espalier.virtual;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

import org.espalier.core.Observer;
import org.espalier.node.NodeProgram;
import org.espalier.node.Variant;
import org.espalier.simulator.Clock;
import org.espalier.simulator.fault.Crash;
import org.jspecify.annotations.Nullable;

/**
 * One node through all its lives: the process that runs a {@link NodeProgram}, with its pipes, its clock and its disk. As a
 * real one it does nothing while it waits for its disk, and takes in all that has come by then in one batch.
 */
final class VirtualNode {

    /** Lines that wait for a node that is paused or waits for its disk. */
    private static final int MAX_WAITING = 1 << 16;
    /** What the wall clock shows when the run begins: incarnations are counted from there. */
    private static final long WALL_MILLIS = 1_700_000_000_000L;

    /** Where it runs. */
    interface World {

        /** In microseconds. */
        long now();

        /** Asks for a {@link #wake} at that time. */
        void wake(int node, long at);

        /** A sync began: how long it takes is the world's. */
        void sync(int node, long life);

        /** It says a line. */
        void said(int node, byte[] line);
    }

    /**
     * What is the same in all its lives.
     *
     * @param args the program's command line
     * @param openings what it is told first in each life
     */
    record Setup(List<String> args, Variant variant, Observer observer, List<byte[]> openings) {}

    private final int index;
    private final Setup setup;
    private final Clock clock;
    private final NodeDisk disk;
    private final World world;

    private @Nullable NodeProgram program;
    private long life;
    private int crashes;
    private int pauses;
    /** Whom it suspects without a reason, once for each fault that makes it. */
    private final ArrayDeque<String> suspects = new ArrayDeque<>();
    private boolean syncing;
    /** A sync ended while the node was paused. */
    private boolean synced;
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private long tickedAt;
    private long wakeAt;

    VirtualNode(int index, Setup setup, Clock clock, NodeDisk disk, World world) {
        this.index = index;
        this.setup = setup;
        this.clock = clock;
        this.disk = disk;
        this.world = world;
    }

    // ---- Lives ------------------------------------------------------------------------------------------------------

    /** Begins a life. */
    void start() {
        life++;
        NodeDisk.Life begun = disk.begin(WALL_MILLIS + world.now() / 1_000);
        program = new NodeProgram(setup.args(), setup.variant(), begun.incarnation(), begun.storage(),
                setup.observer(), new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        syncing = false;
        synced = false;
        tickedAt = Long.MIN_VALUE;
        wakeAt = Long.MIN_VALUE;
        waiting.addAll(setup.openings());
        if (pauses == 0) {
            work();
        }
    }

    /** The first of the crashes that hold at a time takes it down; false when it was down already. */
    boolean crash(Crash.Disk how, long luck) {
        crashes++;
        if (program == null) {
            return false;
        }
        program = null;
        waiting.clear();
        disk.crash(how, luck);
        return true;
    }

    /** The last to end brings it back; whether this was it. */
    boolean crashOver() {
        if (--crashes > 0) {
            return false;
        }
        start();
        return true;
    }

    boolean isUp() {
        return program != null;
    }

    boolean isPaused() {
        return pauses > 0;
    }

    /** Whether it waits for its disk. */
    boolean isUnsynced() {
        return syncing;
    }

    void pause() {
        pauses++;
    }

    void resume() {
        if (--pauses > 0 || program == null) {
            return;
        }
        if (synced) {
            synced = false;
            afterSync();
        } else if (!syncing) {
            work();
        }
    }

    /** From now on that one is suspected, and again whenever the timer goes off. */
    void suspect(String peer) {
        suspects.add(peer);
        if (program != null && pauses == 0 && !syncing) {
            suspectAgain();
        }
    }

    /** It is not any more, unless by another fault; and trusted again as any other. */
    void suspicionOver(String peer) {
        suspects.removeFirstOccurrence(peer);
    }

    private void suspectAgain() {
        NodeProgram running = running();
        suspects.forEach(running::suspect);
        work();
    }

    // ---- Input ------------------------------------------------------------------------------------------------------

    /** A line has come; one that is down does not hear it. */
    void receive(byte[] line) {
        if (program == null) {
            return;
        }
        if (waiting.size() == MAX_WAITING) {
            throw new IllegalStateException("n" + index + " has left " + MAX_WAITING + " messages unread");
        }
        waiting.add(line);
        if (pauses == 0 && !syncing) {
            work();
        }
    }

    /** The timer that was set for now. */
    void wake() {
        if (program != null && pauses == 0 && !syncing && wakeAt == world.now()) {
            suspectAgain();
        }
    }

    /** The sync of that life is over. */
    void synced(long ofLife) {
        if (program == null || ofLife != life) {
            return;
        }
        if (pauses > 0) {
            synced = true;
        } else {
            afterSync();
        }
    }

    /** Its clock changed: what it waits for comes at another time. */
    void clockDrifts(long ppm) {
        clock.drift(world.now(), ppm);
        if (program != null && pauses == 0 && !syncing) {
            work();
        }
    }

    private void afterSync() {
        NodeProgram running = running();
        running.sync();
        syncing = false;
        if (!speak(running)) {
            work();
        }
    }

    /** A batch: what has come, the time, and what follows from both. */
    private void work() {
        NodeProgram running = running();
        long millis = clock.millis(world.now());
        for (byte[] line = waiting.poll(); line != null; line = waiting.poll()) {
            running.line(line, millis);
        }
        running.tick(millis);
        tickedAt = millis;
        if (!speak(running)) {
            setTimer(running);
        }
    }

    /** Says what there is to say; whether the rest waits for the disk. */
    private boolean speak(NodeProgram running) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean waits;
        try {
            waits = running.speakTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] lines = out.toByteArray();
        int from = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                world.said(index, Arrays.copyOfRange(lines, from, i));
                from = i + 1;
            }
        }
        if (waits) {
            syncing = true;
            world.sync(index, life);
        }
        return waits;
    }

    private void setTimer(NodeProgram running) {
        long due = running.wakeAt();
        if (due == Long.MAX_VALUE) {
            return;
        }
        long now = world.now();
        long when = Math.max(clock.when(Math.max(due, tickedAt + 1)), now + 1);
        if (wakeAt <= now || when < wakeAt) {
            wakeAt = when;
            world.wake(index, when);
        }
    }

    private NodeProgram running() {
        NodeProgram running = program;
        if (running == null) {
            throw new IllegalStateException("n" + index + " is down");
        }
        return running;
    }
}
