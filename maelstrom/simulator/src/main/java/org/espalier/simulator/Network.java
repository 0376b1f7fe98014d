package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;

import org.espalier.simulator.fault.Corruption;
import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Duplication;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.Hash;
import org.espalier.simulator.fault.Latency;
import org.espalier.simulator.fault.Loss;
import org.espalier.simulator.fault.Partition;
import org.espalier.simulator.fault.Reordering;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of packets, from the faults that there are.
 *
 * @param <M> what is sent
 */
public final class Network<M> {

    /**
     * What became of packets so far.
     *
     * @param corrupted those of which bits flipped, whatever the receiver's codec made of that
     */
    public record Tally(long sent, long lost, long corrupted, long duplicated, long cut) {}

    /**
     * What bits that flip leave of a packet.
     *
     * @param <M> what is sent
     */
    @FunctionalInterface
    public interface Garbling<M> {

        /** The packet as the receiver reads it, or null when it sees that this is none; luck says which bits flip. */
        @Nullable
        M read(int from, int to, M packet, long luck);
    }

    private final Delay usual;
    private final int nodes;
    private final EventQueue queue;
    private final int arrival;
    private final @Nullable Watch<M> watch;
    private final Garbling<M> damage;
    private final long[] luck; // by edge
    private final long[] count; // by edge
    private final List<Loss> losses = new ArrayList<>();
    private final List<Corruption> corruptions = new ArrayList<>();
    private final List<Duplication> duplications = new ArrayList<>();
    private final List<Reordering> reorderings = new ArrayList<>();
    private final List<Latency> latencies = new ArrayList<>();
    private final List<Partition> partitions = new ArrayList<>();
    private boolean calm = true;
    private long sent;
    private long lost;
    private long corrupted;
    private long duplicated;
    private long cut;

    /**
     * A network in which nothing is wrong.
     *
     * @param usual how long packets take then
     * @param queue where arrivals are put: the sender, the receiver, and the packet
     * @param arrival the kind of these events
     * @param damage what corruption does
     * @param watch hears what becomes of packets, or null
     */
    public Network(long seed, int nodes, Delay usual, EventQueue queue, int arrival,
            Garbling<M> damage, @Nullable Watch<M> watch) {
        this.arrival = arrival;
        this.damage = damage;
        this.watch = watch;
        this.usual = usual;
        this.nodes = nodes;
        this.queue = queue;
        luck = new long[nodes * nodes];
        count = new long[nodes * nodes];
        for (int edge = 0; edge < luck.length; edge++) {
            luck[edge] = Hash.of(seed, edge / nodes, edge % nodes);
        }
    }

    /** A fault of the network begins; false when it is none of the network's. */
    public boolean begin(Fault fault) {
        boolean mine = switch (fault) {
            case Loss f -> losses.add(f);
            case Corruption f -> corruptions.add(f);
            case Duplication f -> duplications.add(f);
            case Reordering f -> reorderings.add(f);
            case Latency f -> latencies.add(f);
            case Partition f -> partitions.add(f);
            default -> false;
        };
        calm &= !mine;
        return mine;
    }

    /** It is over. */
    public void end(Fault fault) {
        for (List<? extends Fault> faults : List.of(losses, corruptions, duplications, reorderings, latencies,
                partitions)) {
            faults.remove(fault);
        }
        calm = losses.isEmpty() && corruptions.isEmpty() && duplications.isEmpty() && reorderings.isEmpty()
                && latencies.isEmpty() && partitions.isEmpty();
    }

    /** A member sends a packet. */
    public void send(long now, int from, int to, M sentPacket) {
        M packet = sentPacket;
        int edge = from * nodes + to;
        long hash = Hash.of(luck[edge], count[edge]++);
        sent++;
        if (calm) {
            arrive(now, now + usual.micros(hash), from, to, packet, false);
            return;
        }
        for (Loss loss : losses) {
            if (loss.hits(hash)) {
                lost++;
                gone(now, from, to, packet, Watch.Loss.LOST);
                return;
            }
        }
        for (Corruption corruption : corruptions) {
            if (corruption.hits(hash)) {
                corrupted++;
                M read = damage.read(from, to, packet, corruption.bits(hash));
                if (read == null) {
                    gone(now, from, to, packet, Watch.Loss.CORRUPTED);
                    return;
                }
                packet = read;
            }
        }
        arrive(now, now + micros(hash), from, to, packet, false);
        for (Duplication duplication : duplications) {
            if (duplication.hits(hash)) {
                duplicated++;
                arrive(now, now + micros(Hash.of(hash, duplication.span().id())), from, to, packet, true);
            }
        }
    }

    private long micros(long hash) {
        Delay delay = latencies.isEmpty() ? usual : latencies.getLast().delay();
        long micros = delay.micros(hash);
        for (Reordering reordering : reorderings) {
            micros += reordering.micros(hash);
        }
        return micros;
    }

    private void gone(long now, int from, int to, M packet, Watch.Loss how) {
        if (watch != null) {
            watch.lost(now, from, to, packet, how);
        }
    }

    private void arrive(long now, long at, int from, int to, M packet, boolean copy) {
        if (watch != null) {
            watch.sent(now, at, from, to, packet, copy);
        }
        queue.add(at, arrival, from, to, 0, packet);
    }

    /** Whether a packet that gets there now is not heard. */
    public boolean cuts(long now, int from, int to) {
        for (Partition partition : partitions) {
            if (partition.cuts(from, to, now)) {
                cut++;
                return true;
            }
        }
        return false;
    }

    /** All of them. */
    public Tally tally() {
        return new Tally(sent, lost, corrupted, duplicated, cut);
    }
}
