package org.espalier.workbench;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.espalier.workbench.client.Recorder;
import org.espalier.workbench.net.Cut;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Partition;

/** Divides and heals the network in turn, by the seed. */
final class PartitionNemesis {

    private final TestPlan.Nemesis plan;
    private final Network network;
    private final Recorder recorder;
    private final RunLog log;
    private final Random random;
    private final Thread thread = new Thread(this::run, "nemesis");

    PartitionNemesis(TestPlan.Nemesis plan, Network network, Recorder recorder, RunLog log, Random random) {
        this.plan = plan;
        this.network = network;
        this.recorder = recorder;
        this.log = log;
        this.random = random;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                divide();
                pause();
                heal();
                pause();
            }
        } catch (InterruptedException e) {
            // the main phase is over
        }
    }

    private void pause() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * 2 * plan.interval().toNanos()));
    }

    private void divide() {
        List<Partition.Shape> all = List.of(Partition.Shape.values());
        Partition.Shape any = all.get(random.nextInt(all.size()));
        Partition.Shape shape = plan.shape().orElse(any);
        Partition partition = Partition.draw(shape, network.nodes(), random);
        recorder.nemesis("start-partition", shape.label());
        network.partition(partition.cut());
        recorder.nemesis("start-partition", shape.label() + ": " + partition.story());
        log.say("partition " + shape.label() + ": " + partition.story());
    }

    private void heal() {
        recorder.nemesis("stop-partition", null);
        network.partition(Cut.NONE);
        recorder.nemesis("stop-partition", "network-healed");
        log.say("healed");
    }

    /** Ends the partitions for good. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
        heal();
    }
}
