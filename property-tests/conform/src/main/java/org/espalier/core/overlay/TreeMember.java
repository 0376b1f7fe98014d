package org.espalier.core.overlay;

import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Label;
import org.espalier.core.overlay.Tree.Message;
import org.espalier.core.overlay.TreeState.Frame;

/** A {@link Tree} that continues from its member's part of a state, and everything that it does. */
final class TreeMember implements Tree.Outbox {

    private static final int LIFE = 20; // a version of the class is the incarnation above, the attempt below

    final Tree tree;
    final List<Label> labels = new ArrayList<>();
    private final TreeBounds bounds;
    private final TreeState before;
    private final int self;
    private final long next;
    private final Set<Frame> sent = new HashSet<>();
    private final Tree.State begin;
    private Set<Frame> net;

    /**
     * @param suspected by this member
     * @param rest what is in the network beside the frame that it takes
     * @param ticking whether its clock has started: polls are due only then
     */
    TreeMember(TreeBounds bounds, TreeState s, int self, Set<Integer> suspected, Set<Frame> rest, boolean ticking) {
        this.bounds = bounds;
        this.before = s;
        this.self = self;
        this.net = rest;
        this.next = bounds.nextVer(s, self, rest);
        tree = tree(1);
        if (ticking) {
            tree.step(new Tree.Input.Tick(0), this);
        }
        List<Long> seen = new ArrayList<>();
        bounds.everybody().forEach(i -> seen.add(ours(at(at(s.seen(), self), i))));
        tree.restore(new Tree.State(at(s.par(), self), ours(at(s.pv(), self)), at(s.cand(), self),
                ours(at(s.ver(), self)), ascending(at(s.kids(), self)), seen, ascending(suspected)));
        begin = tree.snapshot();
        labels.clear();
        sent.clear();
        net = rest;
    }

    /** A member that has crashed and restarts. */
    TreeMember(TreeBounds bounds, TreeState s, int self) {
        this.bounds = bounds;
        this.before = s;
        this.self = self;
        this.net = s.net();
        this.next = 0;
        tree = tree(2);
        begin = tree.snapshot();
    }

    private Tree tree(long incarnation) {
        return new Tree(new Tree.Config(bounds.members, bounds.arity, bounds.maxKids, 1, 1, 1), self, incarnation,
                this::observe);
    }

    private static List<Integer> ascending(Set<Integer> all) {
        return all.stream().sorted().toList();
    }

    // ---------------------------------------------------------------- versions

    private static long ours(long version) {
        return version == 0 ? 0 : (1L << LIFE) + version;
    }

    /** A version that another member counts. */
    private static long theirs(long version) {
        return version == 0 ? 0 : version - (1L << LIFE);
    }

    /** A version that this member counts: the one after the present one is NextVer or VersionAfterReset. */
    private long own(long version) {
        long now = at(before.ver(), self);
        if (version >> LIFE == 2) {
            return now + version - (2L << LIFE);
        }
        return theirs(version) == now + 1 ? next : theirs(version);
    }

    // ---------------------------------------------------------------- what it does

    private void observe(String module, String action, int who, int peer, long x, long y) {
        labels.add(switch (action) {
            case "Poll", "Retry", "Refresh", "GiveUp", "Leave" -> Label.of(action, who);
            case "Ping", "DropKid" -> Label.of(action, who, peer);
            default -> Label.of(action);
        });
        net = bounds.carry(before, net, sent);
        sent.clear();
    }

    @Override
    public void send(int to, Message message) {
        sent.add(switch (message) {
            case Message.Attach(long v) -> new Frame("attach", self, to, own(v), Set.of());
            case Message.Accept(long v) -> new Frame("accept", self, to, theirs(v), Set.of());
            case Message.Busy(long v, List<Integer> kids) ->
                new Frame("busy", self, to, theirs(v), Set.copyOf(kids));
            case Message.Detach(long v) -> new Frame("detach", self, to, own(v), Set.of());
        });
    }

    static Message message(Frame frame) {
        long v = ours(frame.ver());
        return switch (frame.type()) {
            case "attach" -> new Message.Attach(v);
            case "accept" -> new Message.Accept(v);
            case "busy" -> new Message.Busy(v, ascending(frame.kids()));
            case "detach" -> new Message.Detach(v);
            default -> throw new IllegalArgumentException(frame.type());
        };
    }

    @Override
    public void edgeUp(int peer) {
        // what the layers above do with edges is theirs
    }

    @Override
    public void edgeDown(int peer) {
        // what the layers above do with edges is theirs
    }

    @Override
    public void watch(int peer) {
        // suspicion comes as the state says, asked for or not
    }

    @Override
    public void unwatch(int peer) {
        // suspicion comes as the state says, asked for or not
    }

    /** Whether it did nothing at all, but took the frame. */
    boolean dropped() {
        return idle() && tree.staleFrames() == 1;
    }

    /** Whether it did nothing at all: neither changed, nor said, nor was seen to do anything. */
    boolean idle() {
        return labels.isEmpty() && sent.isEmpty() && tree.snapshot().equals(begin);
    }

    /** The state with all that it did, what it sent unobserved included. */
    TreeState after() {
        Tree.State now = tree.snapshot();
        Map<Integer, Long> seen = at(before.seen(), self);
        for (int i = 0; i < bounds.members; i++) {
            long version = theirs(now.seen().get(i));
            seen = at(seen, i) == version ? seen : except(seen, i, version);
        }
        return new TreeState(changed(before.par(), now.par()), changed(before.pv(), own(now.pv())),
                changed(before.cand(), now.cand()), changed(before.ver(), own(now.ver())),
                changed(before.kids(), Set.copyOf(now.kids())), changed(before.seen(), seen),
                bounds.carry(before, net, sent), before.frag(), before.settled(), before.resets());
    }

    private <V> Map<Integer, V> changed(Map<Integer, V> f, V value) {
        return at(f, self).equals(value) ? f : except(f, self, value);
    }
}
