package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.conform.Atom;
import org.espalier.conform.Label;
import org.espalier.core.Observer;
import org.jspecify.annotations.Nullable;

/**
 * A state of which the members are shipped objects, made when first asked for, and everything that they do.
 *
 * @param <S> the state's type
 */
abstract class CastScene<S extends Record> {

    final CastGroup group;
    final List<Label> labels = new ArrayList<>();
    private final CastConfig config;
    private final Map<Integer, Member> members = new TreeMap<>();
    private final Map<Atom, List<List<Object>>> given = new HashMap<>();
    /** The frame whose arrival is the input. */
    private @Nullable CastMessage heard;

    CastScene(CastGroup group, CastConfig config, Map<Atom, List<List<Object>>> given) {
        this.group = group;
        this.config = config;
        this.given.putAll(given);
    }

    // ---------------------------------------------------------------- what the two layers do differently

    abstract Cast make(int self, CastConfig limits, Observer observer);

    /** {@code self} in the state. */
    abstract CastState state(int self);

    /** A frame was given to the link. */
    abstract void sent(int from, int to, CastMessage message);

    /** A frame leaves the network. */
    abstract void take(CastDelivery frame);

    /** All that is in flight between the two is gone. */
    abstract void cut(int p, int q);

    /** The state after all that was done. */
    abstract S after();

    /** What is in the class and not in a {@link CastState}. */
    void restored(Member member) {}

    /** {@code member} has been given the next message. */
    void delivered(Member member, List<Object> message) {}

    // ---------------------------------------------------------------- what a host does

    final Member member(int self) {
        return members.computeIfAbsent(self, i -> {
            Member member = new Member(i);
            member.cast.restore(state(i));
            restored(member);
            return member;
        });
    }

    final Iterable<Member> touched() {
        return members.values();
    }

    final void deliver(CastDelivery frame) {
        take(frame);
        heard = frame.message();
        member(frame.to()).step(new CastInput.Received(frame.from(), frame.message()));
        heard = null;
    }

    /** Both ends learn of the new session: in the specifications, in one step. */
    final void reset(int p, int q) {
        cut(p, q);
        member(p).cast.reset(q);
        member(q).cast.reset(p);
        oneReset(p, q);
    }

    /** The same through the public interface: each end subscribes again. */
    final void resetAndGoOn(int p, int q) {
        cut(p, q);
        member(p).step(new CastInput.LinkReset(q));
        member(q).step(new CastInput.LinkReset(p));
        oneReset(p, q);
    }

    private void oneReset(int p, int q) {
        require(labels.indexOf(Label.of("LinkReset", group.node(p), group.node(q))) == 0
                && labels.remove(Label.of("LinkReset", group.node(q), group.node(p))),
                "a reset is observed as "
                        + labels);
    }

    /** {@code p} begins a new life with what is durable, and its neighbours learn of it by the resets of their links. */
    final void restart(int p) {
        CastState durable = member(p).cast.snapshot().durable();
        Member again = new Member(p);
        members.put(p, again);
        again.cast.restore(durable);
        for (int q = 0; q < group.size(); q++) {
            if (q != p) {
                cut(p, q);
                member(q).cast.reset(p);
                require(labels.equals(List.of(Label.of("LinkReset", group.node(q), group.node(p)))),
                        "a reset is observed as " + labels);
                labels.clear();
            }
        }
        labels.add(Label.of("Restart", group.node(p)));
    }

    /** What {@code self}'s application has been given, in order. */
    final List<List<Object>> given(int self) {
        return given.getOrDefault(group.node(self), List.of());
    }

    final Map<Atom, List<List<Object>>> given() {
        return Map.copyOf(given);
    }

    final int taken(String... actions) {
        List<String> names = Arrays.asList(actions);
        return (int) labels.stream().filter(l -> names.contains(l.action())).count();
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** What no variable of the specifications shows, and each of their states takes for granted. */
    final CastState settled(Member member) {
        CastState now = member.cast.snapshot();
        long end = now.firstIndex() + now.log().size();
        require(Arrays.equals(member.cast.vec(), group.vectorOf(given(member.self))), "the vector is "
                + now.vec() + " after " + given(member.self));
        now.log().forEach(entry -> require(Arrays.equals(entry.payload(), CastGroup.payload(entry.origin(),
                entry.seq())), "another payload in the log at " + entry));
        now.sub().forEach(sub -> require(sub.owed().equals("NOTHING"), sub.owed() + " is not sent"));
        now.pub().forEach(pub -> require(pub.owed().equals("NOTHING")
                && (!pub.st().equals("ON") || pub.cursor() == end), "not all is sent: " + pub));
        for (int i = 0; i < group.size(); i++) {
            require(i == member.self || member.cast.serves(i) == now.pub().get(i).st().equals("ON"), "serves");
        }
        return now;
    }

    private static long sid(CastMessage message) {
        return switch (message) {
            case CastMessage.Sub m -> m.sid();
            case CastMessage.Unsub m -> m.sid();
            case CastMessage.Accept m -> m.sid();
            case CastMessage.Busy m -> m.sid();
            case CastMessage.NeedSnapshot m -> m.sid();
            case CastMessage.SnapshotRequest m -> m.sid();
            case CastMessage.Snapshot m -> m.sid();
            case CastMessage.Msg m -> m.sid();
            case CastMessage.Close m -> m.sid();
            case CastMessage.Digest m -> -1;
        };
    }

    /** A shipped object and its host. */
    final class Member implements CastOutbox {

        final int self;
        final Cast cast;
        /** The peers for which the host was asked for a snapshot. */
        final List<Integer> wanted = new ArrayList<>();

        private Member(int self) {
            this.self = self;
            this.cast = make(self, config, this::observe);
        }

        void step(CastInput input) {
            cast.step(input, this);
        }

        private void observe(String module, String action, int me, int peer, long x, long y) {
            require(me == self && module.equals(cast.getClass().getSimpleName()), "observed as " + module + " " + me);
            require(numbered(action, peer, x, y), action + " is observed with " + x + " and " + y);
            labels.add(switch (action) {
                case "Multicast", "Truncate" -> Label.of(action, group.node(me));
                case "LinkReset" -> Label.of(action, group.node(me), group.node(peer));
                case "Accept", "Refuse", "OnUnsub", "OnAsk", "TakeSnapshot", "Close" ->
                    Label.of(action, group.edge(me, peer));
                case "DropStale" -> Label.of(action, y == 1 ? group.edge(me, peer) : group.edge(peer, me));
                default -> Label.of(action, group.edge(peer, me));
            });
        }

        /** Whether an observation has the numbers that it should have. */
        private boolean numbered(String action, int peer, long x, long y) {
            return switch (action) {
                case "LinkReset" -> x == 0 && y == 0;
                case "Multicast" -> x == self && y == cast.vec[self] + 1;
                case "Truncate" -> x == cast.log.origin(cast.log.first()) && y == cast.log.seq(cast.log.first());
                case "Subscribe", "Unsubscribe" -> x == cast.subs.end(peer).sid;
                case "Close", "TakeSnapshot" -> x == cast.pubs.end(peer).sid;
                case "Receive" -> heard instanceof CastMessage.Msg m && x == m.origin() && y == m.seq();
                default -> heard == null || x == sid(heard);
            };
        }

        @Override
        public int room(int peer) {
            return Integer.MAX_VALUE;
        }

        @Override
        public void send(int peer, CastMessage message) {
            if (message instanceof CastMessage.Msg m) {
                require(Arrays.equals(m.payload(), CastGroup.payload(m.origin(), m.seq())), "sends another payload");
            }
            sent(self, peer, message);
        }

        @Override
        public void deliver(int origin, long seq, byte[] payload) {
            require(Arrays.equals(payload, CastGroup.payload(origin, seq)), "delivers another payload");
            List<Object> message = group.message(origin, seq);
            delivered(this, message);
            List<List<Object>> more = new ArrayList<>(given(self));
            more.add(message);
            given.put(group.node(self), List.copyOf(more));
        }

        @Override
        public void snapshotNeeded(int peer) {
            // the host has nothing to do
        }

        @Override
        public void snapshotWanted(int peer, long sid) {
            require(sid == cast.pubs.end(peer).sid, "a snapshot for stream " + sid);
            wanted.add(peer);
        }

        /** The state of the application grows by what the snapshot has and it has not. */
        @Override
        public void install(long[] vec, byte[] state) {
            List<List<Object>> all = group.messages(state);
            require(Arrays.equals(vec, group.vectorOf(all)), "a snapshot of another vector");
            Map<Atom, Long> before = group.vector(group.vectorOf(given(self)));
            List<List<Object>> more = new ArrayList<>(given(self));
            all.stream().filter(m -> !CastGroup.has(before, m)).forEach(more::add);
            given.put(group.node(self), List.copyOf(more));
        }
    }
}
