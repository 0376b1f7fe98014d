package org.espalier.workbench.nemesis;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.espalier.workbench.net.Cut;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Partition;
import org.jspecify.annotations.Nullable;

/** Divides and heals the network. Where flapping is asked for besides partitions, each fault is one of either. */
public final class PartitionNemesis extends Nemesis {

    private final List<FaultKind> kinds;
    private final Optional<Partition.Shape> wanted;
    private final Network network;
    /** The fault that there is. */
    private @Nullable FaultKind raging;
    private @Nullable Flapper flapper;

    /**
     * A nemesis of that shape, or of any each time.
     *
     * @param kinds {@link FaultKind#PARTITION}, {@link FaultKind#FLAPPING} or both
     */
    public PartitionNemesis(Duration interval, Set<FaultKind> kinds, Optional<Partition.Shape> shape, Network network,
            Chronicle chronicle, Random random) {
        super("partition nemesis", interval, true, chronicle, random);
        this.kinds = List.copyOf(EnumSet.copyOf(kinds));
        this.wanted = shape;
        this.network = network;
    }

    @Override
    void turn() throws InterruptedException {
        if (raging != null) {
            mendAll();
        } else {
            divide();
        }
    }

    private void divide() {
        List<Partition.Shape> all = List.of(Partition.Shape.values());
        Partition.Shape any = all.get(random.nextInt(all.size()));
        Partition.Shape shape = wanted.orElse(any);
        Partition partition = Partition.draw(shape, network.nodes(), random);
        FaultKind kind = kinds.size() == 1 ? kinds.getFirst() : kinds.get(random.nextInt(kinds.size()));
        String f = "start-" + kind.label();
        chronicle.plan(f, shape.label());
        chronicle.begins(kind, minority(partition.cut()));
        if (kind == FaultKind.FLAPPING) {
            Flapper fresh = new Flapper(network, partition.cut(), new Random(random.nextLong()));
            fresh.start();
            flapper = fresh;
        } else {
            network.partition(partition.cut());
        }
        raging = kind;
        String story = shape.label() + ": " + partition.story();
        chronicle.done(f, story, (kind == FaultKind.FLAPPING ? "flapping partition " : "partition ") + story);
    }

    /** Those that can talk with no majority, themselves included. */
    private Set<String> minority(Cut cut) {
        List<String> nodes = network.nodes();
        Set<String> minority = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            int partners = 0;
            for (int j = 0; j < nodes.size(); j++) {
                partners += cut.drops(i, j) || cut.drops(j, i) ? 0 : 1;
            }
            if (partners <= nodes.size() / 2) {
                minority.add(nodes.get(i));
            }
        }
        return minority;
    }

    @Override
    void mendAll() throws InterruptedException {
        FaultKind kind = raging == null ? kinds.getFirst() : raging;
        String f = "stop-" + kind.label();
        chronicle.plan(f, null);
        if (flapper != null) {
            flapper.stop();
            flapper = null;
        }
        network.partition(Cut.NONE);
        raging = null;
        chronicle.ends(kind);
        chronicle.done(f, "network-healed", "healed");
    }
}
