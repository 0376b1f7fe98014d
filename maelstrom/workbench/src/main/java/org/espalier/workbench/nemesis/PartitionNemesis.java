package org.espalier.workbench.nemesis;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.espalier.workbench.net.Cut;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Partition;

/** Divides and heals the network. */
public final class PartitionNemesis extends Nemesis {

    private final Optional<Partition.Shape> wanted;
    private final Network network;
    private boolean divided;

    /** A nemesis of that shape, or of any each time. */
    public PartitionNemesis(Duration interval, Optional<Partition.Shape> shape, Network network, Chronicle chronicle,
            Random random) {
        super("partition nemesis", interval, true, chronicle, random);
        this.wanted = shape;
        this.network = network;
    }

    @Override
    void turn() {
        if (divided) {
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
        chronicle.plan("start-partition", shape.label());
        chronicle.begins(FaultKind.PARTITION, minority(partition.cut()));
        network.partition(partition.cut());
        divided = true;
        String story = shape.label() + ": " + partition.story();
        chronicle.done("start-partition", story, "partition " + story);
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
    void mendAll() {
        chronicle.plan("stop-partition", null);
        network.partition(Cut.NONE);
        divided = false;
        chronicle.ends(FaultKind.PARTITION);
        chronicle.done("stop-partition", "network-healed", "healed");
    }
}
