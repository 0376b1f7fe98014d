package org.espalier.core.link;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.espalier.core.link.ArqLinkState.Frame;
import org.espalier.core.link.ArqLinkState.Payload;
import org.espalier.core.link.ArqLinkState.Submitted;

/**
 * The invariants of {@code ArqLink.tla}, and those of {@code FifoLink.tla} for it, said again. Payloads are numbers from 1 in
 * the order of their submission.
 */
record ArqLinkInvariants(Map<?, ?> incarnations, long payloads, List<String> classes, int sendWindow, int receiveWindow,
        int maxLosses) {

    private static final String ORDERED = "ordered";

    Map<String, Predicate<ArqLinkState>> all() {
        Map<String, Predicate<ArqLinkState>> all = new LinkedHashMap<>();
        all.put("TypeOK", s -> endsInBounds(s) && historyInBounds(s) && s.net().stream().allMatch(this::inBounds));
        all.put("NoCreation", s -> s.got().stream().allMatch(p -> p >= 1 && p <= s.sent().size()));
        all.put("NoDuplication", s -> new HashSet<>(s.got()).size() == s.got().size());
        all.put("FifoOrder", ArqLinkInvariants::fifoOrder);
        all.put("GapFree", ArqLinkInvariants::gapFree);
        all.put("AckedMeansDelivered", s -> LongStream.rangeClosed(1, s.sent().size())
                .allMatch(p -> s.got().contains(p) || s.lost().contains(p) || pending(s).contains(p)));
        all.put("LostNeedsCrash", s -> s.lost().stream()
                .noneMatch(p -> sent(s, p).ses().equals(List.of(at(s.inc(), "A"), at(s.inc(), "B")))));
        all.put("NoFuture", ArqLinkInvariants::noFuture);
        all.put("DataIsSent", s -> s.net().stream().allMatch(x -> !(x instanceof Frame.Data d) || isSent(s, d)));
        all.put("BufIsTail", ArqLinkInvariants::bufIsTail);
        all.put("DeliveredBelowExp", ArqLinkInvariants::deliveredBelowExp);
        all.put("AckIsTrue", s -> s.net().stream().allMatch(x -> !(x instanceof Frame.Ack ack) || isTrue(s, ack)));
        all.put("SeenIsHeld", ArqLinkInvariants::seenIsHeld);
        all.put("WindowBound", this::windowBound);
        return all;
    }

    // ---------------------------------------------------------------- bounds

    private boolean endsInBounds(ArqLinkState s) {
        return s.inc().keySet().equals(Set.of("A", "B")) && s.ses().keySet().equals(s.inc().keySet())
                && s.inc().entrySet().stream().allMatch(e -> lives(e.getKey()).contains(e.getValue()))
                && s.ses().values().stream().allMatch(n -> n >= 0) && s.base() >= 1 && s.exp() >= 1
                && s.buf().stream().allMatch(p -> isPayload(p.v(), p.kind()))
                && s.seen().stream().allMatch(this::isNumber)
                && s.held().stream().allMatch(h -> isNumber(h.n()) && isPayload(h.v(), h.kind()));
    }

    private boolean historyInBounds(ArqLinkState s) {
        return s.losses() >= 0 && s.losses() <= maxLosses
                && s.sent().stream().allMatch(p -> p.ses().size() == 2 && classes.contains(p.kind()))
                && s.got().stream().allMatch(this::isNumber)
                && s.lost().stream().allMatch(p -> p >= 1 && p <= s.sent().size());
    }

    private boolean inBounds(Frame frame) {
        Set<?> a = lives("A");
        Set<?> b = lives("B");
        return switch (frame) {
            case Frame.Hi hi -> lives(hi.from()).contains(hi.a());
            case Frame.Ho ho -> lives(other(ho.from())).contains(ho.a()) && lives(ho.from()).contains(ho.b());
            case Frame.Data d -> d.from().equals("A") && a.contains(d.a()) && b.contains(d.b()) && isNumber(d.n())
                    && isPayload(d.v(), d.kind());
            case Frame.Ack ack -> ack.from().equals("B") && a.contains(ack.a()) && b.contains(ack.b()) && ack.n() >= 1
                    && ack.n() <= payloads + 1 && ack.gaps().stream().allMatch(this::isNumber);
        };
    }

    private Set<?> lives(String end) {
        return (Set<?>) at(incarnations, end);
    }

    private boolean isNumber(long n) {
        return n >= 1 && n <= payloads;
    }

    private boolean isPayload(long v, String kind) {
        return isNumber(v) && classes.contains(kind);
    }

    // ---------------------------------------------------------------- what users may rely on

    private static boolean fifoOrder(ArqLinkState s) {
        List<Long> ordered = s.got().stream().filter(p -> isOrdered(s, p)).toList();
        return ordered.equals(ordered.stream().sorted().distinct().toList());
    }

    private static boolean gapFree(ArqLinkState s) {
        for (int j = 0; j < s.got().size(); j++) {
            long p = s.got().get(j);
            if (isOrdered(s, p) && !s.got().subList(0, j).containsAll(before(s, p))) {
                return false;
            }
        }
        return true;
    }

    private static List<Long> before(ArqLinkState s, long p) {
        return session(s, sent(s, p).ses()).stream().filter(q -> q < p).toList();
    }

    private static boolean isOrdered(ArqLinkState s, long p) {
        return sent(s, p).kind().equals(ORDERED);
    }

    private static Submitted sent(ArqLinkState s, long p) {
        return s.sent().get((int) p - 1);
    }

    private static Set<Long> pending(ArqLinkState s) {
        return s.buf().stream().map(Payload::v).collect(Collectors.toSet());
    }

    // ---------------------------------------------------------------- why they may

    /** The payloads of a session: number n is the n-th. */
    private static List<Long> session(ArqLinkState s, List<Long> ses) {
        List<Long> all = new ArrayList<>();
        for (long p = 1; p <= s.sent().size(); p++) {
            if (sent(s, p).ses().equals(ses)) {
                all.add(p);
            }
        }
        return all;
    }

    private static boolean noFuture(ArqLinkState s) {
        return at(s.ses(), "A") <= at(s.inc(), "B") && at(s.ses(), "B") <= at(s.inc(), "A")
                && s.net().stream().allMatch(x -> sender(x) <= at(s.inc(), x.from())
                        && (x instanceof Frame.Hi || receiver(x) <= at(s.inc(), other(x.from()))));
    }

    private static long sender(Frame frame) {
        return switch (frame) {
            case Frame.Hi hi -> hi.a();
            case Frame.Ho ho -> ho.b();
            case Frame.Data d -> d.a();
            case Frame.Ack ack -> ack.b();
        };
    }

    private static long receiver(Frame frame) {
        return switch (frame) {
            case Frame.Hi hi -> hi.a();
            case Frame.Ho ho -> ho.a();
            case Frame.Data d -> d.b();
            case Frame.Ack ack -> ack.a();
        };
    }

    private static String other(String end) {
        return end.equals("A") ? "B" : "A";
    }

    private static boolean isSent(ArqLinkState s, Frame.Data d) {
        List<Long> session = session(s, List.of(d.a(), d.b()));
        return d.n() <= session.size() && session.get((int) d.n() - 1) == d.v()
                && sent(s, d.v()).kind().equals(d.kind());
    }

    private static boolean bufIsTail(ArqLinkState s) {
        List<Long> mine = session(s, List.of(at(s.inc(), "A"), at(s.ses(), "A")));
        List<Long> kept = s.buf().stream().map(Payload::v).toList();
        return mine.size() == s.base() + kept.size() - 1
                && mine.subList(mine.size() - kept.size(), mine.size()).equals(kept);
    }

    private static boolean deliveredBelowExp(ArqLinkState s) {
        List<Long> session = session(s, List.of(at(s.ses(), "B"), at(s.inc(), "B")));
        Set<Long> delivered = new HashSet<>(session.subList(0, (int) Math.min(s.exp() - 1, session.size())));
        s.held().stream().filter(h -> h.kind().equals("arrival") && session.contains(h.v()))
                .forEach(h -> delivered.add(h.v()));
        return session.stream().filter(s.got()::contains).collect(Collectors.toSet()).equals(delivered);
    }

    private static boolean isTrue(ArqLinkState s, Frame.Ack ack) {
        List<Long> session = session(s, List.of(ack.a(), ack.b()));
        long most = ack.gaps().stream().mapToLong(n -> n).reduce(ack.n() - 1, Math::max);
        return most <= session.size() && s.got().containsAll(session.subList(0, (int) ack.n() - 1));
    }

    private static boolean seenIsHeld(ArqLinkState s) {
        boolean together = at(s.ses(), "A").equals(at(s.inc(), "B")) && at(s.ses(), "B").equals(at(s.inc(), "A"));
        return !together || s.seen().stream()
                .allMatch(n -> n < s.exp() || s.held().stream().anyMatch(h -> h.n() == n));
    }

    private boolean windowBound(ArqLinkState s) {
        Map<Long, Long> held = new HashMap<>();
        s.held().forEach(h -> held.merge(h.n(), 1L, Long::sum));
        return s.buf().size() <= sendWindow
                && held.entrySet().stream().allMatch(e -> e.getValue() == 1 && e.getKey() >= s.exp()
                        && e.getKey() < s.exp() + receiveWindow);
    }
}
