package org.espalier.core.link;

import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import org.espalier.conform.Constants;
import org.espalier.conform.Label;
import org.espalier.conform.World;
import org.espalier.core.link.ArqLink.Buffered;
import org.espalier.core.link.ArqLink.Held;
import org.espalier.core.link.ArqLink.Message;
import org.espalier.core.link.ArqLink.Outbox;
import org.espalier.core.link.ArqLinkState.Frame;
import org.espalier.core.link.ArqLinkState.Holding;
import org.espalier.core.link.ArqLinkState.Payload;
import org.espalier.core.link.ArqLinkState.Submitted;

/**
 * Two {@link ArqLink}s, one at each end, over a network that is a set of frames: {@code ArqLink.tla}. {@link #steps} calls the
 * class's single actions, {@link #runs} its public {@link ArqLink#step}.
 *
 * <p><b>What the model leaves out.</b> What a payload is: the class never looks into one, and here it is its number. When a
 * timer runs out, and which payload is sent again then: here any, at any time; {@code ArqLinkTest} looks at the timers. Which
 * acknowledgements wait for company: {@link #runs} sees that each choice is a path of the specification. The other direction of
 * the link, whose state stays as it begins.
 */
public final class ArqLinkWorld implements World<ArqLinkState> {

    private static final List<String> ENDS = List.of("A", "B");

    private final Map<?, ?> incarnations;
    private final int payloads;
    private final List<String> classes;
    private final int sendWindow;
    private final int receiveWindow;
    private final int maxLosses;

    /** With the constants of a model. */
    public ArqLinkWorld(Constants model) {
        incarnations = model.function("Incarnations");
        payloads = model.set("Payloads").size();
        classes = model.set("Classes").stream().map(String.class::cast).toList();
        sendWindow = model.number("SendWindow");
        receiveWindow = model.number("RecvWindow");
        maxLosses = model.number("MaxLosses");
    }

    @Override
    public Class<ArqLinkState> type() {
        return ArqLinkState.class;
    }

    @Override
    public Map<String, Predicate<ArqLinkState>> invariants() {
        return new ArqLinkInvariants(incarnations, payloads, classes, sendWindow, receiveWindow, maxLosses).all();
    }

    @Override
    public List<ArqLinkState> initial() {
        Set<Frame> greetings = Set.of(new Frame.Hi("HI", "A", 1), new Frame.Hi("HI", "B", 1));
        ArqLink.State<Long> fresh = new End("A", 1).link.snapshot();
        return List.of(new ArqLinkState(Map.of("A", 1L, "B", 1L), Map.of("A", 0L, "B", 0L), fresh.base(), List.of(),
                Set.of(), fresh.exp(), Set.of(), fresh.owed(), greetings, 0, List.of(), List.of(), Set.of()));
    }

    @Override
    public void steps(ArqLinkState s, Steps<ArqLinkState> out) {
        for (String e : ENDS) {
            attempt(s, e, out, ArqLink::sayHi);
            attempt(s, e, out, ArqLink::greet);
            for (Frame frame : s.net()) {
                if (!frame.from().equals(e)) {
                    attempt(s, e, out, (link, box) -> link.introduce(message(frame), box));
                    attempt(s, e, out, (link, box) -> link.handle(message(frame), box));
                }
            }
            crashRestart(s, e, out);
        }
        for (String kind : classes) {
            if (s.sent().size() < payloads) {
                long payload = s.sent().size() + 1L;
                attempt(s, "A", out, (link, box) -> {
                    if (link.room() > 0) {
                        link.step(new ArqLink.Input.Submit<>(payload, kind.equals("ordered")), box);
                    }
                });
            }
        }
        for (long n = 1; n <= payloads + 1L; n++) {
            long number = n;
            attempt(s, "A", out, (link, box) -> link.retransmit(number, box));
        }
        attempt(s, "B", out, ArqLink::advance);
        attempt(s, "B", out, ArqLink::sendAck);
        lose(s, out);
    }

    /** What {@link ArqLink#step} makes of each frame, and of a flush. */
    @Override
    public void runs(ArqLinkState s, Runs<ArqLinkState> out) {
        for (String e : ENDS) {
            for (Frame frame : s.net()) {
                if (!frame.from().equals(e)) {
                    run(s, e, out, new ArqLink.Input.Received<>(message(frame)));
                }
            }
            run(s, e, out, new ArqLink.Input.Flush<>());
        }
    }

    private void run(ArqLinkState s, String e, Runs<ArqLinkState> out, ArqLink.Input<Long> input) {
        End end = new End(s, e);
        end.link.step(input, end);
        if (!end.labels.isEmpty()) {
            out.run(end.labels, end.after());
        }
    }

    private void attempt(ArqLinkState s, String e, Steps<ArqLinkState> out,
            BiConsumer<ArqLink<Long>, Outbox<Long>> input) {
        End end = new End(s, e);
        input.accept(end.link, end);
        if (end.labels.size() > 1) {
            throw new IllegalStateException("one action was asked for, and these were taken: " + end.labels);
        }
        if (!end.labels.isEmpty()) {
            out.step(end.after(), end.labels.get(0));
        } else if (!end.after().equals(s)) {
            out.step(end.after(), Label.of("(unobserved)"));
        }
    }

    /** What a host does: a larger incarnation, and nothing else of the former life. */
    private void crashRestart(ArqLinkState s, String e, Steps<ArqLinkState> out) {
        long next = at(s.inc(), e) + 1;
        if (((Set<?>) at(incarnations, e)).contains(next)) {
            End end = new End(s, e, next);
            if (e.equals("A")) {
                s.buf().forEach(p -> end.lost.add(p.v()));
            }
            end.link.sayHi(end);
            out.step(end.after(), Label.of("CrashRestart", e));
        }
    }

    private void lose(ArqLinkState s, Steps<ArqLinkState> out) {
        if (s.losses() < maxLosses) {
            for (Frame frame : s.net()) {
                Set<Frame> rest = new HashSet<>(s.net());
                rest.remove(frame);
                out.step(new ArqLinkState(s.inc(), s.ses(), s.base(), s.buf(), s.seen(), s.exp(), s.held(), s.owed(),
                        Set.copyOf(rest), s.losses() + 1, s.sent(), s.got(), s.lost()), Label.of("Lose"));
            }
        }
    }

    // ---------------------------------------------------------------- frames

    private static Message<Long> message(Frame frame) {
        return switch (frame) {
            case Frame.Hi hi -> new ArqLink.Hi<>(hi.a());
            case Frame.Ho ho -> new ArqLink.Ho<>(ho.a(), ho.b());
            case Frame.Data d -> new ArqLink.Data<>(d.a(), d.b(), d.n(), d.kind().equals("ordered"), d.v());
            case Frame.Ack ack -> new ArqLink.Ack<>(ack.a(), ack.b(), ack.n(), bits(ack.gaps(), ack.n() + 1));
        };
    }

    private static Frame frame(String from, Message<Long> message) {
        return switch (message) {
            case ArqLink.Hi<Long>(long a) -> new Frame.Hi("HI", from, a);
            case ArqLink.Ho<Long>(long a, long b) -> new Frame.Ho("HO", from, a, b);
            case ArqLink.Data<Long> d ->
                new Frame.Data("DATA", from, d.a(), d.b(), d.n(), kind(d.ordered()), d.payload());
            case ArqLink.Ack<Long> ack ->
                new Frame.Ack("ACK", from, ack.a(), ack.b(), ack.n(), numbers(ack.gaps(), ack.n() + 1));
        };
    }

    private static String kind(boolean ordered) {
        return ordered ? "ordered" : "arrival";
    }

    private static long bits(Set<Long> numbers, long first) {
        return numbers.stream().mapToLong(n -> 1L << (n - first)).reduce(0, (x, y) -> x | y);
    }

    private static Set<Long> numbers(long bits, long first) {
        Set<Long> all = new HashSet<>();
        for (long rest = bits; rest != 0; rest &= rest - 1) {
            all.add(first + Long.numberOfTrailingZeros(rest));
        }
        return Set.copyOf(all);
    }

    // ---------------------------------------------------------------- one end in a state

    /** A link that continues from the state of its end, and everything that it does. */
    private final class End implements Outbox<Long> {

        private final ArqLinkState before;
        private final String name;
        private final ArqLink<Long> link;
        private final List<Label> labels = new ArrayList<>();
        private final Set<Frame> net = new HashSet<>();
        private final List<Long> got = new ArrayList<>();
        private final Set<Long> lost = new HashSet<>();
        private final List<Submitted> sent = new ArrayList<>();

        /** An end of no state yet. */
        private End(String name, long incarnation) {
            this.before = new ArqLinkState(Map.of(), Map.of(), 1, List.of(), Set.of(), 1, Set.of(), false, Set.of(), 0,
                    List.of(), List.of(), Set.of());
            this.name = name;
            link = link(incarnation);
        }

        /** A new life. */
        private End(ArqLinkState s, String name, long incarnation) {
            this.before = s;
            this.name = name;
            link = link(incarnation);
            labels.clear();
            remember(s);
        }

        /** Continues where {@code s} is. */
        private End(ArqLinkState s, String name) {
            this(s, name, at(s.inc(), name));
            long ses = at(s.ses(), name);
            link.restore(name.equals("A")
                    ? new ArqLink.State<>(at(s.inc(), "A"), ses, s.base(),
                            s.buf().stream().map(p -> new Buffered<>(p.v(), p.kind().equals("ordered"))).toList(),
                            s.seen().stream().sorted().toList(), 1, List.of(), false)
                    : new ArqLink.State<>(at(s.inc(), "B"), ses, 1, List.of(), List.of(), s.exp(),
                            s.held().stream().map(h -> new Held<>(h.n(), h.v(), h.kind().equals("ordered"))).toList(),
                            s.owed()));
        }

        private ArqLink<Long> link(long incarnation) {
            return new ArqLink<>(new ArqLink.Config(sendWindow, receiveWindow, 1, 1, 1, 1, 1), ENDS.indexOf(name),
                    1 - ENDS.indexOf(name), incarnation, this::observe);
        }

        private void remember(ArqLinkState s) {
            net.addAll(s.net());
            got.addAll(s.got());
            lost.addAll(s.lost());
            sent.addAll(s.sent());
        }

        private void observe(String module, String action, int self, int peer, long x, long y) {
            labels.add(switch (action) {
                case "SayHi", "Greet" -> Label.of(action, name);
                case "OnHi", "Meet" -> Label.of(action, name, x);
                case "Submit" -> Label.of(action, kind(y == 1));
                case "Advance", "SendAck" -> Label.of(action);
                default -> Label.of(action, x);
            });
        }

        @Override
        public void send(Message<Long> message) {
            net.add(frame(name, message));
            if (message instanceof ArqLink.Data<Long> d && d.payload() > sent.size()) {
                sent.add(new Submitted(List.of(d.a(), d.b()), kind(d.ordered())));
            }
        }

        @Override
        public void deliver(Long payload, boolean ordered) {
            got.add(payload);
        }

        @Override
        public void reset(long peerIncarnation, int gone) {
            before.buf().stream().limit(name.equals("A") ? gone : 0).forEach(p -> lost.add(p.v()));
        }

        private ArqLinkState after() {
            ArqLink.State<Long> now = link.snapshot();
            boolean a = name.equals("A");
            return new ArqLinkState(except(before.inc(), name, now.inc()), except(before.ses(), name, now.ses()),
                    a ? now.base() : before.base(),
                    a ? now.buf().stream().map(b -> new Payload(b.v(), kind(b.ordered()))).toList() : before.buf(),
                    a ? Set.copyOf(now.seen()) : before.seen(), a ? before.exp() : now.exp(),
                    a ? before.held() : holdings(now.held()), a ? before.owed() : now.owed(), Set.copyOf(net),
                    before.losses(), List.copyOf(sent), List.copyOf(got), Set.copyOf(lost));
        }
    }

    private static Set<Holding> holdings(List<Held<Long>> held) {
        Set<Holding> all = new HashSet<>();
        held.forEach(h -> all.add(new Holding(h.n(), h.v(), kind(h.ordered()))));
        return Set.copyOf(all);
    }
}
