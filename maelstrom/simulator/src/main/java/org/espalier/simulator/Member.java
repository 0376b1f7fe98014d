package org.espalier.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.espalier.core.Observer;
import org.espalier.core.cast.CastState;
import org.espalier.core.log.Durable;
import org.espalier.core.log.Entry;
import org.espalier.core.log.Outcome;
import org.espalier.core.log.Write;
import org.espalier.core.node.Node;
import org.espalier.core.node.NodeState;
import org.espalier.core.node.Order;
import org.espalier.core.node.Packet;
import org.espalier.simulator.fault.Crash;
import org.jspecify.annotations.Nullable;

/**
 * One member of the group through all its lives: the host of the core's {@link Node}, with a clock and a disk of its own, and
 * an application whose state is the list of what it was given.
 *
 * <p>A restarted member of a FIFO or causal group has all that it had delivered, and what it retained of it: its
 * specification wants that durable ({@code FifoTree.tla!Restart}). One of a total order has what its disk has.
 */
final class Member implements Node.Outbox {

    /** Packets that a paused member finds when it goes on; what is more is lost, as in a socket's buffer. */
    private static final int MAX_WAITING = 4_096;

    /** Where it lives. */
    interface World {

        /** In microseconds. */
        long now();

        void send(int from, int to, Packet packet);

        void wake(int member, long at);

        /** A sync began: how long it takes is the world's. */
        void sync(int member, long life, long writes);

        /** A life of it began. */
        void started(Member member);

        /** It handed so many writes to its disk in this life, or knows that so many are durable. */
        void wrote(Member member, long writes, boolean durable);

        /** Its application was given a message, FIFO or causal. */
        void given(Member member, Order by, int origin, long seq);

        void delivered(Member member, int message);

        void answered(Member member, int message, Outcome outcome);

        void finding(String property, String text);
    }

    private record Waiting(int from, Packet packet) {}

    final int index;
    final Clock clock;
    private final Schedule schedule;
    private final World world;
    private final Observer observer;
    private final @Nullable Journal journal;
    private final Order order;

    private MemberDisk disk;
    /** Whether it has lost what it had promised. */
    private boolean bereft;
    private @Nullable CastState keptFifo;
    private @Nullable CastState keptCausal;
    /** Of a host that sends first and writes after that: what it has written. */
    private final boolean lateWrites;
    private @Nullable NodeState unwritten;

    private @Nullable Node node;
    private long life;
    private int crashes;
    private int pauses;
    /** Whom it suspects without a reason, once for each fault that makes it. */
    private final ArrayDeque<Integer> suspects = new ArrayDeque<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    /** What the core has asked for, answered after the step: a state is that of the moment of the answer. */
    private final ArrayDeque<Supplier<Node.Input>> answers = new ArrayDeque<>();
    private long tickedAt;
    private long wakeAt;
    private int unsynced;
    private long written;
    private boolean syncing;
    private boolean parted;
    private Ints state = new Ints();
    /** Deliveries and other visible things so far; never goes back. */
    long deliveries;
    /** Whose packets wait for a slow member, until when. */
    long busyUntil;

    Member(int index, Schedule schedule, Clock clock, World world, Observer observer, @Nullable Journal journal) {
        this.index = index;
        this.schedule = schedule;
        this.clock = clock;
        this.world = world;
        this.observer = observer;
        this.journal = journal;
        order = schedule.workload().order();
        lateWrites = schedule.mutant().host() == HostVariant.FORWARD_FIRST;
        disk = newDisk();
    }

    private MemberDisk newDisk() {
        return schedule.tuning().files() && order == Order.TOTAL
                ? new MemberDisk.Files(schedule.seed() * 64 + index)
                : new MemberDisk.Records();
    }

    boolean isUp() {
        return node != null;
    }

    boolean isPaused() {
        return pauses > 0;
    }

    /** Whether there is something that the disk was given and has not synced. */
    boolean isUnsynced() {
        return unsynced > 0;
    }

    /** Whether it has lost a disk. */
    boolean isBereft() {
        return bereft;
    }

    long life() {
        return life;
    }

    /** What the application holds now. */
    Ints state() {
        return state;
    }

    // ---- Faults -----------------------------------------------------------------------------------------------------

    /** Begins a life. */
    void start() {
        life++;
        world.started(this);
        Mutant mutant = schedule.mutant();
        long incarnation = mutant.host() == HostVariant.FORGOTTEN_INCARNATION ? 1 : life;
        Node next = new Node(schedule.tuning().config(schedule.workload(), index, schedule.nodes(), incarnation),
                observer, mutant.cast(), mutant.log());
        if (order == Order.TOTAL) {
            Durable durable = disk.recover();
            state = durable.snapshot().map(s -> Ints.of(s.state())).orElseGet(Ints::new);
            parted = false;
            next.recover(durable, !bereft);
            for (int i = 0; i < state.size(); i++) {
                holds(i, state.get(i));
            }
        } else if (keptFifo != null && keptCausal != null) {
            NodeState fresh = next.snapshot();
            next.restore(new NodeState(fresh.detector(), fresh.tree(), keptFifo, keptCausal, fresh.total(), List.of(),
                    List.of()));
        }
        node = next;
        unsynced = 0;
        written = 0;
        syncing = false;
        tickedAt = Long.MIN_VALUE;
        wakeAt = -1;
        suspectAgain();
    }

    /** The first of the crashes that hold at a time takes it down. */
    void crash(Crash.Disk how, long luck) {
        crashes++;
        if (node != null) {
            NodeState last = lateWrites && unwritten != null ? unwritten : node.snapshot();
            keptFifo = last.fifo().durable();
            keptCausal = last.causal().durable();
            node = null;
            unwritten = null;
            waiting.clear();
            answers.clear();
            disk.crash(how, luck);
            if (parted && journal != null) {
                journal.parted(index, (int) life, state);
            }
        }
        if (how == Crash.Disk.LOST) {
            disk = newDisk();
            bereft = true;
        }
    }

    /** The last to end brings it back. */
    void crashOver() {
        if (--crashes == 0) {
            start();
        }
    }

    void pause() {
        pauses++;
    }

    void resume() {
        if (--pauses == 0 && node != null) {
            for (Waiting w = waiting.poll(); w != null; w = waiting.poll()) {
                step(new Node.Input.Received(w.from(), w.packet()));
            }
            suspectAgain();
        }
    }

    /** From now on that one is suspected, and again whenever the timer goes off. */
    void suspect(int peer) {
        suspects.add(peer);
        if (node != null && pauses == 0) {
            suspectAgain();
        }
    }

    /** It is not any more, unless by another fault; and trusted again as any other. */
    void suspicionOver(int peer) {
        suspects.removeFirstOccurrence(peer);
    }

    /** Lets time come to now, and suspects. */
    private void suspectAgain() {
        step(null);
        suspects.forEach(peer -> step(new Node.Input.Suspect(peer)));
    }

    // ---- Inputs -----------------------------------------------------------------------------------------------------

    void receive(int from, Packet packet) {
        if (node == null) {
            return;
        }
        if (pauses > 0) {
            if (waiting.size() < MAX_WAITING) {
                waiting.add(new Waiting(from, packet));
            }
            return;
        }
        step(new Node.Input.Received(from, packet));
    }

    /** The application multicasts; false when it cannot. */
    boolean ask(int message) {
        if (node == null || pauses > 0) {
            return false;
        }
        if (journal != null) {
            journal.asked(index, message);
        }
        byte[] payload = Payload.of(message);
        if (order == Order.TOTAL) {
            step(new Node.Input.Submit(message + 1L, payload));
        } else {
            step(new Node.Input.Multicast(order, payload));
            if (journal != null) {
                journal.acked(message);
            }
        }
        return true;
    }

    /** The timer that was set for now. */
    void wake() {
        if (node != null && pauses == 0 && wakeAt == world.now()) {
            suspectAgain();
        }
    }

    /** The sync that took in so many writes of that life is over. */
    void synced(long ofLife, long writes) {
        if (node == null || ofLife != life) {
            return;
        }
        syncing = false;
        int done = (int) (writes - (written - unsynced));
        disk.sync(done);
        unsynced -= done;
        if (pauses == 0) {
            step(durable(writes));
        } else { // it hears of it when it goes on
            answers.add(() -> durable(writes));
        }
    }

    private Node.Input durable(long writes) {
        world.wrote(this, writes, true);
        return new Node.Input.Persisted(writes);
    }

    /** Its clock changed: what it waits for comes at another time. */
    void clockChanged() {
        wakeAt = -1;
        if (node != null && pauses == 0) {
            step(null);
        }
    }

    private void step(Node.@Nullable Input input) {
        Node at = Objects.requireNonNull(node);
        long millis = clock.millis(world.now());
        if (millis > tickedAt) {
            tickedAt = millis;
            at.step(new Node.Input.Tick(millis), this);
        }
        if (input != null) {
            unwritten = lateWrites ? at.snapshot() : null;
            at.step(input, this);
        }
        for (Supplier<Node.Input> answer = answers.poll(); answer != null; answer = answers.poll()) {
            at.step(answer.get(), this);
        }
        if (unsynced > 0 && !syncing) {
            syncing = true;
            world.sync(index, life, written);
        }
        long due = at.wakeAt();
        if (due != Long.MAX_VALUE) {
            long now = world.now();
            long when = Math.max(clock.when(Math.max(due, tickedAt + 1)), now + 1);
            if (wakeAt <= now || when < wakeAt) {
                wakeAt = when;
                world.wake(index, when);
            }
        }
    }

    // ---- What the core says -----------------------------------------------------------------------------------------

    @Override
    public void send(int peer, Packet packet) {
        world.send(index, peer, packet);
    }

    @Override
    public void deliver(Order by, int origin, long seq, byte[] payload) {
        int message = Payload.message(payload);
        state.add(message);
        world.given(this, by, origin, seq);
        if (journal != null) {
            journal.delivered(index, message);
        }
        delivered(message);
    }

    @Override
    public void deliver(long at, Entry entry) {
        if (at != state.size() + 1) {
            world.finding("GapFree", "n" + index + " delivers entry " + at + " after " + state.size());
        }
        int message = Payload.message(entry.payload());
        state.add(message);
        holds(state.size() - 1, message);
        delivered(message);
    }

    private void delivered(int message) {
        deliveries++;
        world.delivered(this, message);
    }

    private void holds(int position, int message) {
        if (journal != null && !journal.deliveredAt(index, position, message)) {
            parted = true;
        }
    }

    @Override
    public void snapshotWanted(Order by, int peer, long sid) {
        answers.add(() -> new Node.Input.SnapshotTaken(by, peer, sid, by == order ? state.bytes() : new byte[0]));
    }

    @Override
    public void install(Order by, long[] vec, byte[] bytes) {
        Ints installed = Ints.of(bytes);
        if (by != order) {
            return;
        }
        List<Integer> lost = new ArrayList<>();
        int[] had = state.sorted();
        int[] has = installed.sorted();
        for (int i = 0; i < state.size(); i++) {
            if (Arrays.binarySearch(has, state.get(i)) < 0) {
                lost.add(state.get(i));
            }
        }
        if (!lost.isEmpty()) {
            world.finding("GapFree", "n" + index + " installs a state without " + lost + ", which it had delivered");
        }
        for (int i = 0; i < installed.size() && journal != null; i++) {
            if (Arrays.binarySearch(had, installed.get(i)) < 0) {
                journal.delivered(index, installed.get(i));
            }
        }
        state = installed;
    }

    @Override
    public void persist(Write write) {
        disk.append(write);
        unsynced++;
        written++;
        world.wrote(this, written, false);
    }

    @Override
    public void outcome(long ticket, Outcome outcome) {
        int message = (int) (ticket - 1);
        if (outcome instanceof Outcome.Committed(long at)
                && (at > state.size() || state.get((int) at - 1) != message)) {
            world.finding("Validity", "n" + index + " says that m" + message + " is entry " + at + ", which it is not");
        }
        if (journal != null) {
            switch (outcome) {
                case Outcome.Committed committed -> journal.acked(message);
                case Outcome.NoQuorum refused -> journal.refused(message);
                case Outcome.BackPressured refused -> journal.refused(message);
                case Outcome.Unknown unknown -> {
                    // it may be delivered or not
                }
            }
        }
        world.answered(this, message, outcome);
    }

    @Override
    public void stateWanted() {
        answers.add(() -> new Node.Input.StateTaken(state.size(), state.bytes()));
    }

    @Override
    public void installState(long at, byte[] bytes) {
        state = Ints.of(bytes);
        if (state.size() != at) {
            world.finding("GapFree", "n" + index + " installs a state of " + state.size() + " entries as " + at);
        }
        for (int i = 0; i < state.size(); i++) {
            holds(i, state.get(i));
        }
    }

    /** All is over: what the last life has that an earlier one had not. */
    void end() {
        if (parted && journal != null) {
            journal.parted(index, (int) life, state);
        }
    }
}
