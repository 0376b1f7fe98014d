package org.espalier.checkers.definitions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.checkers.definitions.Event.Crash;
import org.espalier.checkers.definitions.Event.Deliver;
import org.espalier.checkers.definitions.Event.Multicast;
import org.espalier.checkers.multicast.MessageOrder;
import org.espalier.checkers.properties.Choices;

/** Draws small histories: sound ones of any order, of which most are then broken in one to three places. */
final class Drawn {

    private static final int MOST_MESSAGES = 8;
    private static final int MOST_EVENTS = 60;

    private final Choices choices;
    private final int members;
    private final List<Set<Integer>> groups;
    private final List<MessageOrder> orders;
    private final List<Event> events = new ArrayList<>();
    private final List<Multicast> sent = new ArrayList<>();
    private final Map<Integer, Set<Integer>> past = new HashMap<>();
    private final List<Set<Integer>> known = new ArrayList<>();
    private final List<Set<Integer>> has = new ArrayList<>();

    private Drawn(Choices choices, boolean grouped) {
        this.choices = choices;
        members = 2 + choices.among(3);
        Set<Integer> all = new TreeSet<>();
        for (int p = 0; p < members; p++) {
            all.add(p);
            known.add(new HashSet<>());
            has.add(new HashSet<>());
        }
        groups = grouped ? some(all) : List.of(all);
        MessageOrder one = List.of(MessageOrder.values()).get(choices.among(3));
        orders = grouped && choices.among(2) == 0 ? List.of(MessageOrder.values()) : List.of(one);
    }

    private List<Set<Integer>> some(Set<Integer> all) {
        List<Set<Integer>> some = new ArrayList<>();
        for (int g = 0; g < 3; g++) {
            Set<Integer> in = new TreeSet<>(all);
            int without = choices.among(members + 1);
            in.remove(without);
            if (members > 3 && choices.among(2) == 0) {
                in.remove((without + 1 + choices.among(2)) % members);
            }
            some.add(in);
        }
        return some;
    }

    /** In one group of all, in which all messages are of one order. */
    static Story cast(List<Integer> choices) {
        return new Drawn(new Choices(choices), false).story(true);
    }

    /** In three groups, which may be the same; nobody crashes. */
    static Story grouped(List<Integer> choices) {
        return new Drawn(new Choices(choices), true).story(false);
    }

    private Story story(boolean crashes) {
        Breaks breaks = Breaks.drawn(choices);
        boolean crash = crashes && choices.among(4) == 0;
        boolean whole = choices.among(2) == 0;
        int most = 1 + choices.among(MOST_MESSAGES);
        int at = choices.among(MOST_EVENTS);
        while (choices.hasNext() && events.size() < MOST_EVENTS) {
            if (sent.size() < most && choices.among(3) == 0) {
                multicast(choices.among(members));
            } else {
                deliver(choices.among(members));
            }
        }
        for (int turn = 0; whole && turn < members * MOST_MESSAGES; turn++) {
            deliver(turn % members);
        }
        if (crash) {
            events.add(Math.min(at, events.size()), new Crash(at % members));
        }
        breaks.applyTo(events, members);
        return new Story(members, groups, events);
    }

    private void multicast(int p) {
        int g = choices.among(groups.size());
        MessageOrder order = orders.get(choices.among(orders.size()));
        Multicast m = new Multicast(p, sent.size(), g, order);
        Set<Integer> before = Set.copyOf(known.get(p));
        if (!groups.get(g).contains(p) || (order != MessageOrder.TOTAL && !due(p, m, before))) {
            return;
        }
        sent.add(m);
        past.put(m.id(), before);
        known.get(p).add(m.id());
        events.add(m);
        if (order != MessageOrder.TOTAL) {
            take(p, m);
        }
    }

    private void take(int p, Multicast m) {
        has.get(p).add(m.id());
        known.get(p).add(m.id());
        known.get(p).addAll(Objects.requireNonNull(past.get(m.id())));
        events.add(new Deliver(p, m.id()));
    }

    /** Whether {@code p} has what must come before {@code m}. */
    private boolean due(int p, Multicast m, Set<Integer> before) {
        for (Multicast x : sent) {
            boolean ahead = before.contains(x.id()) && (m.order() != MessageOrder.FIFO || x.p() == m.p());
            boolean inTurn = m.order() == MessageOrder.TOTAL && x.order() == MessageOrder.TOTAL && x.id() < m.id();
            if ((ahead || inTurn) && groups.get(x.group()).contains(p) && !has.get(p).contains(x.id())) {
                return false;
            }
        }
        return true;
    }

    private void deliver(int p) {
        List<Multicast> ready = new ArrayList<>();
        for (Multicast m : sent) {
            if (groups.get(m.group()).contains(p) && !has.get(p).contains(m.id())
                    && due(p, m, Objects.requireNonNull(past.get(m.id())))) {
                ready.add(m);
            }
        }
        if (!ready.isEmpty()) {
            take(p, ready.get(choices.among(ready.size())));
        }
    }
}
