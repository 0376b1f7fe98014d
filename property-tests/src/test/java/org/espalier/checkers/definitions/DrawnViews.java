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
import org.espalier.checkers.definitions.Event.Install;
import org.espalier.checkers.definitions.Event.Multicast;
import org.espalier.checkers.multicast.MessageOrder;
import org.espalier.checkers.properties.Choices;

/** Draws small histories with views, by the steps of ViewCast.tla, of which most are then broken. */
final class DrawnViews {

    private static final int MOST_VIEWS = 4;
    private static final int MOST_MESSAGES = 6;
    private static final int MOST_EVENTS = 60;

    /** From one view to another: what belongs to whoever goes. */
    private record Step(int from, int to) {}

    private final Choices choices;
    private final int members;
    /** The first view's number is 1, and it is the first of these. */
    private final List<Set<Integer>> views = new ArrayList<>();
    private final int[] at;
    private final List<Set<Integer>> has = new ArrayList<>();
    private final List<Multicast> sent = new ArrayList<>();
    private final Map<Integer, Integer> sentIn = new HashMap<>();
    private final Map<Step, Set<Integer>> cut = new HashMap<>();
    private final List<Event> events = new ArrayList<>();

    private DrawnViews(Choices choices) {
        this.choices = choices;
        members = 2 + choices.among(3);
        at = new int[members];
        Set<Integer> all = new TreeSet<>();
        for (int p = 0; p < members; p++) {
            all.add(p);
            has.add(new HashSet<>());
        }
        views.add(all);
        for (int p = 0; p < members; p++) {
            install(p, 1);
        }
    }

    static Story story(List<Integer> choices) {
        return new DrawnViews(new Choices(choices)).story();
    }

    private Story story() {
        Breaks breaks = Breaks.drawn(choices);
        boolean crash = choices.among(3) == 0;
        int when = choices.among(MOST_EVENTS);
        while (choices.hasNext() && events.size() < MOST_EVENTS) {
            int p = choices.among(members);
            switch (choices.among(8)) {
                case 0 -> agree();
                case 1, 2 -> multicast(p);
                case 3, 4 -> go(p);
                default -> deliver(p);
            }
        }
        if (crash) {
            events.add(Math.min(when, events.size()), new Crash(when % members));
        }
        breaks.applyTo(events, members);
        return new Story(members, List.of(views.get(0)), events);
    }

    private void agree() {
        if (views.size() == MOST_VIEWS) {
            return;
        }
        Set<Integer> in = new TreeSet<>(views.get(0));
        in.remove(choices.among(members + 1));
        views.add(in);
    }

    private void install(int p, int v) {
        at[p] = v;
        events.add(new Install(p, v, views.get(v - 1)));
    }

    private void multicast(int p) {
        boolean wedged = cut.keySet().stream().anyMatch(s -> s.from() == at[p] && isIn(p, s.to()));
        if (sent.size() < MOST_MESSAGES && !wedged) {
            Multicast m = new Multicast(p, sent.size(), 0, MessageOrder.FIFO);
            sent.add(m);
            sentIn.put(m.id(), at[p]);
            events.add(m);
        }
    }

    private boolean isIn(int p, int view) {
        return views.get(view - 1).contains(p);
    }

    private void deliver(int p) {
        List<Integer> may = new ArrayList<>();
        for (Multicast m : sent) {
            if (Objects.requireNonNull(sentIn.get(m.id())) == at[p] && !has.get(p).contains(m.id()) && cut.entrySet()
                    .stream().allMatch(c -> c.getKey().from() != at[p] || !isIn(p, c.getKey().to())
                            || c.getValue().contains(m.id()))) {
                may.add(m.id());
            }
        }
        if (!may.isEmpty()) {
            take(p, may.get(choices.among(may.size())));
        }
    }

    private void take(int p, int m) {
        has.get(p).add(m);
        events.add(new Deliver(p, m));
    }

    /** To a later view, after what belongs to that step, which is settled if it is not yet. */
    private void go(int p) {
        int to = at[p] + 1 + choices.among(2);
        if (to > views.size() || !isIn(p, to)) {
            return;
        }
        int from = at[p];
        Set<Integer> owed = cut.computeIfAbsent(new Step(from, to), s -> owed(from, to));
        Set<Integer> had = has.get(p);
        boolean more = sent.stream()
                .anyMatch(m -> Objects.requireNonNull(sentIn.get(m.id())) == from && had.contains(m.id())
                        && !owed.contains(m.id()));
        if (more) {
            return; // it has delivered what belongs to another step
        }
        for (int m : owed) {
            if (!had.contains(m)) {
                take(p, m);
            }
        }
        install(p, to);
    }

    private Set<Integer> owed(int from, int to) {
        Set<Integer> owed = new TreeSet<>();
        for (Multicast m : sent) {
            boolean had = false;
            for (int q = 0; q < members; q++) {
                had |= at[q] == from && isIn(q, to) && (m.p() == q || has.get(q).contains(m.id()));
            }
            if (had && Objects.requireNonNull(sentIn.get(m.id())) == from) {
                owed.add(m.id());
            }
        }
        return owed;
    }
}
