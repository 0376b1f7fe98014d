package org.espalier.core.link;

import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

import org.espalier.core.Observer;
import org.espalier.core.link.ArqLink.Ack;
import org.espalier.core.link.ArqLink.Config;
import org.espalier.core.link.ArqLink.Data;
import org.espalier.core.link.ArqLink.Hi;
import org.espalier.core.link.ArqLink.Ho;
import org.espalier.core.link.ArqLink.Input;
import org.espalier.core.link.ArqLink.Message;

/**
 * Two ends in virtual time over a network that loses, duplicates and reorders, with users that submit and ends that
 * restart; a {@link Contract} watches each direction. Everything follows from the seed.
 */
final class Adversary {

    /** A defect of the host or the network that the link relies on not to have. */
    enum Mutant {
        NONE,
        /** Mistake 6: a restarted end is who it was before. */
        INCARNATION_FORGOTTEN,
        /** Mistake 6: frames do not say for whom they are, so whoever receives one takes it for its own. */
        DESTINATION_ABSENT
    }

    private record Flight(long at, long tie, int to, Message<Integer> message) {}

    private static final long QUIET_BY_MILLIS = 3_600_000;

    private final Random random;
    private final Mutant mutant;
    private final PriorityQueue<Flight> network = new PriorityQueue<>(
            Comparator.comparingLong(Flight::at).thenComparingLong(Flight::tie));
    private final End[] ends;
    private final Contract[] contracts = {new Contract(), new Contract()}; // by sender
    final Map<String, Integer> actions = new TreeMap<>();

    private double loss;
    private double duplicate;
    private final long maxDelay;
    private final double restart;
    private long now;
    private long ties;

    Adversary(long seed, Mutant mutant) {
        this.mutant = mutant;
        random = new Random(seed);
        loss = random.nextInt(4) * 0.15;
        duplicate = random.nextInt(3) * 0.2;
        maxDelay = random.nextInt(1, 400);
        restart = random.nextInt(3) * 0.01;
        ends = new End[]{new End(0), new End(1)};
    }

    /** This many steps of users, faults and network. */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            now += random.nextInt(30);
            arrivals();
            End end = ends[random.nextInt(2)];
            double dice = random.nextDouble();
            if (dice < restart) {
                end.restart();
            } else if (dice < 0.05) {
                end.reload();
            } else if (dice < 0.7) {
                end.submit(random.nextInt(3) > 0);
            } else {
                end.step(new Input.Flush<>());
            }
        }
    }

    /** Faults cease; everything that is under way arrives. */
    void rest() {
        loss = 0;
        duplicate = 0;
        long until = now + QUIET_BY_MILLIS;
        while (!network.isEmpty() || !ends[0].link.idle() || !ends[1].link.idle()) {
            if (now > until) {
                throw new Contract.Broken("Validity", "still busy after an hour without faults");
            }
            long wake = Math.min(ends[0].link.wakeAt(), ends[1].link.wakeAt());
            Flight next = network.peek();
            now = Math.max(now, next == null ? wake : Math.min(wake, next.at()));
            arrivals();
        }
        contracts[0].atRest();
        contracts[1].atRest();
    }

    Contract contract(int sender) {
        return contracts[sender];
    }

    ArqLink.Counters counters(int end) {
        return ends[end].link.counters();
    }

    private void arrivals() {
        for (Flight f = network.peek(); f != null && f.at() <= now; f = network.peek()) {
            network.remove();
            End to = ends[f.to()];
            to.step(new Input.Received<>(
                    mutant == Mutant.DESTINATION_ABSENT ? readdressed(f.message(), to.inc) : f.message()));
        }
        for (End end : ends) {
            if (end.link.wakeAt() <= now) {
                end.step(new Input.Tick<>(now));
            }
        }
    }

    /** One end and its user. */
    private final class End implements ArqLink.Outbox<Integer> {

        private final int self;
        private final Config config;
        private long inc;
        private ArqLink<Integer> link;
        private long ses;

        End(int self) {
            this.self = self;
            int window = 1 + random.nextInt(8);
            config = new Config(window, 1 + random.nextInt(8), 50, 800, random.nextInt(40), 100, 2_000);
            inc = 1;
            link = start();
        }

        private ArqLink<Integer> start() {
            Observer count = (module, action, me, peer, x, y) -> actions.merge(action, 1, Integer::sum);
            return new ArqLink<>(config, self, 1 - self, inc, count);
        }

        void restart() {
            contracts[self].ended();
            inc += mutant == Mutant.INCARNATION_FORGOTTEN ? 0 : 1;
            link = start();
            ses = 0;
            step(new Input.Tick<>(now));
        }

        /** The same life goes on from a snapshot, as a checker would have it. */
        void reload() {
            ArqLink.State<Integer> state = link.snapshot();
            link = start();
            link.step(new Input.Tick<>(now), this);
            link.restore(state);
        }

        void submit(boolean ordered) {
            if (link.room() > 0) {
                int p = contracts[self].submitted(inc, link.peerIncarnation(), ordered);
                step(new Input.Submit<>(p, ordered));
            }
        }

        void step(Input<Integer> input) {
            link.step(input, this);
            ArqLink.State<Integer> state = link.snapshot();
            contracts[self].acknowledged(state.base());
            ends[1 - self].seenIsHeld(state);
        }

        /** What the other end believes to be here, is here. */
        private void seenIsHeld(ArqLink.State<Integer> sender) {
            ArqLink.State<Integer> state = link.snapshot();
            if (sender.ses() == inc && state.ses() == sender.inc()) {
                for (long n : sender.seen()) {
                    if (n >= state.exp() && state.held().stream().noneMatch(h -> h.n() == n)) {
                        throw new Contract.Broken("SeenIsHeld", "number " + n + " of end " + (1 - self));
                    }
                }
            }
        }

        @Override
        public void send(Message<Integer> message) {
            for (int copies = random.nextDouble() < duplicate ? 2 : 1; copies > 0; copies--) {
                if (random.nextDouble() >= loss) {
                    long delay = random.nextLong(1, maxDelay + 1);
                    // once in a while a frame takes long enough to survive restarts
                    long late = random.nextInt(20) == 0 ? 20 * maxDelay : 0;
                    network.add(new Flight(now + delay + late, ties++, 1 - self, message));
                }
            }
        }

        @Override
        public void deliver(Integer payload, boolean ordered) {
            contracts[1 - self].delivered(payload, ordered, ses, inc);
        }

        @Override
        public void reset(long peerIncarnation, int lost) {
            int pending = contracts[self].ended();
            if (pending != lost) {
                throw new Contract.Broken("AckedMeansDelivered", lost + " reported lost, " + pending + " pending");
            }
            ses = peerIncarnation;
        }
    }

    private static Message<Integer> readdressed(Message<Integer> message, long receiver) {
        return switch (message) {
            case Hi<Integer> hi -> hi;
            case Ho<Integer>(long a, long b) -> new Ho<>(receiver, b);
            case Data<Integer>(long a, long b, long n, boolean ordered, Integer p) ->
                new Data<>(a, receiver, n, ordered, p);
            case Ack<Integer>(long a, long b, long n, long gaps) -> new Ack<>(receiver, b, n, gaps);
        };
    }
}
