package org.espalier.checkers.definitions;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.checkers.definitions.Event.Deliver;
import org.espalier.checkers.definitions.Event.Install;
import org.espalier.checkers.properties.Choices;

/** One to three changes to a history, drawn before it is, so that they stay the same when the history shrinks. */
final class Breaks {

    private static final int MOST = 3;
    private static final int NUMBERS = 4;
    private static final int MADE_UP = 100;
    private static final int KINDS = 7;

    private final int[] chosen;

    private Breaks(int[] chosen) {
        this.chosen = chosen;
    }

    /** None, in one of four. */
    static Breaks drawn(Choices choices) {
        int[] chosen = new int[NUMBERS * choices.among(MOST + 1)];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = choices.among(10_000);
        }
        return new Breaks(chosen);
    }

    void applyTo(List<Event> events, int members) {
        for (int i = 0; i < chosen.length && !events.isEmpty(); i += NUMBERS) {
            change(events, members, chosen[i], chosen[i + 1], chosen[i + 2], chosen[i + 3]);
        }
    }

    private static void change(List<Event> events, int members, int kind, int where, int to, int who) {
        int i = where % events.size();
        int j = to % events.size();
        Event e = events.get(i);
        switch (kind % KINDS) {
            case 0 -> events.remove(i);
            case 1 -> events.add(Math.max(i, j), e instanceof Deliver ? e : new Deliver(who % members, where % 8));
            case 2 -> {
                events.set(i, events.get(j));
                events.set(j, e);
            }
            case 3 -> events.add(j, new Deliver(who % members, MADE_UP + where % 2));
            case 4 -> events.set(i, altered(e, who % members));
            case 5 -> events.add(j % events.size(), events.remove(i));
            default -> swapNext(events, i, e);
        }
    }

    private static Event altered(Event e, int who) {
        return switch (e) {
            case Deliver d -> new Deliver(who, d.id());
            case Install install -> {
                Set<Integer> others = new TreeSet<>(install.members());
                if (!others.remove(who)) {
                    others.add(who);
                }
                yield new Install(install.p(), install.view(), others);
            }
            case Event.Multicast m -> m;
            case Event.Crash c -> c;
        };
    }

    /** With the next event at the same member. */
    private static void swapNext(List<Event> events, int i, Event e) {
        for (int k = i + 1; k < events.size(); k++) {
            if (events.get(k).p() == e.p()) {
                events.set(i, events.get(k));
                events.set(k, e);
                return;
            }
        }
    }
}
