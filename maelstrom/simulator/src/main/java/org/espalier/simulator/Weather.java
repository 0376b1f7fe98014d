package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;

import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Drift;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.Hash;
import org.espalier.simulator.fault.Pause;
import org.espalier.simulator.fault.SlowDisk;
import org.espalier.simulator.fault.SlowNode;
import org.espalier.simulator.fault.Suspicion;

/** The faults that are there now. It tells the network of the network's, and the members of theirs. */
public final class Weather {

    /** Whom faults strike. */
    public interface Members {

        /** A crash begins; {@code luck} decides what is left of what the disk was not asked to sync. */
        void crash(int node, Crash.Disk disk, long luck);

        /** A crash is over; another may hold on. */
        void crashOver(int node);

        void pause(int node);

        /** A pause is over; another may hold on. */
        void resume(int node);

        /** From now on that clock is so many millionths too fast. */
        void drift(int node, long ppm);

        /** From now on the one suspects the other. */
        void suspect(int node, int peer);

        /** A suspicion is over; another may hold on. */
        void suspicionOver(int node, int peer);

        boolean isUp(int node);

        boolean isPaused(int node);

        /** Whether it has written what its disk has not synced. */
        boolean isUnsynced(int node);
    }

    private static final long MICROS = 1_000;
    private static final long SYNC_LUCK = 1;

    private final Schedule schedule;
    private final Network<?> network;
    private final Members members;
    private final Coverage coverage;
    private final List<Fault> active = new ArrayList<>();
    private long syncs;

    /** Calm. */
    public Weather(Schedule schedule, Network<?> network, Members members, Coverage coverage) {
        this.schedule = schedule;
        this.network = network;
        this.members = members;
        this.coverage = coverage;
    }

    /** Puts in the beginning and the end of each fault of the schedule, by its place there. */
    public void addTo(EventQueue queue, int beginning, int end) {
        for (int i = 0; i < schedule.faults().size(); i++) {
            queue.add(schedule.faults().get(i).span().from() * MICROS, beginning, i, 0, 0, null);
            queue.add(schedule.faults().get(i).span().to() * MICROS, end, i, 0, 0, null);
        }
    }

    /** A fault begins. */
    public void begin(Fault fault) {
        active.add(fault);
        kinds();
        if (network.begin(fault)) {
            return;
        }
        switch (fault) {
            case Crash(var span, int node, Crash.Disk disk) -> {
                see(Sometimes.DOWN_TOGETHER, othersAreDown(node));
                see(Sometimes.CRASHES_PAUSED, members.isUp(node) && members.isPaused(node));
                see(Sometimes.CRASHES_UNSYNCED, members.isUp(node) && members.isUnsynced(node));
                members.crash(node, disk, Hash.of(schedule.seed(), span.id()));
            }
            case Pause(var span, int node) -> {
                see(Sometimes.PAUSED_IN_SYNC, members.isUp(node) && members.isUnsynced(node));
                members.pause(node);
            }
            case Drift(var span, int node, long ppm) -> members.drift(node, ppmOf(node));
            case Suspicion(var span, int node, int peer) -> members.suspect(node, peer);
            default -> {
                // what is slow asks what is active
            }
        }
    }

    /** It is over. */
    public void end(Fault fault) {
        active.remove(fault);
        kinds();
        network.end(fault);
        switch (fault) {
            case Crash(var span, int node, Crash.Disk disk) -> members.crashOver(node);
            case Pause(var span, int node) -> members.resume(node);
            case Drift(var span, int node, long ppm) -> members.drift(node, ppmOf(node));
            case Suspicion(var span, int node, int peer) -> members.suspicionOver(node, peer);
            default -> {
                // nothing to undo
            }
        }
    }

    private void see(Sometimes what, boolean happens) {
        if (happens) {
            coverage.sometimes(what);
        }
    }

    private boolean othersAreDown(int node) {
        for (int other = 0; other < schedule.nodes(); other++) {
            if (other != node && !members.isUp(other)) {
                return true;
            }
        }
        return false;
    }

    private void kinds() {
        int kinds = 0;
        for (Fault fault : active) {
            kinds |= 1 << fault.kind().index();
        }
        coverage.under(kinds);
    }

    private long ppmOf(int node) {
        long ppm = 0;
        for (Fault fault : active) {
            ppm = fault instanceof Drift d && d.node() == node ? d.ppm() : ppm;
        }
        return ppm;
    }

    /** How long the next sync of a member takes. */
    public long syncMicros(int node) {
        long micros = 1 + Hash.below(Hash.of(schedule.seed(), SYNC_LUCK, syncs++), schedule.tuning().syncMicros());
        for (Fault fault : active) {
            micros += fault instanceof SlowDisk s && s.node() == node ? s.micros() : 0;
        }
        return micros;
    }

    /** How long a member takes for a packet. */
    public long serviceMicros(int node) {
        long micros = 0;
        for (Fault fault : active) {
            micros += fault instanceof SlowNode s && s.node() == node ? s.micros() : 0;
        }
        return micros;
    }
}
