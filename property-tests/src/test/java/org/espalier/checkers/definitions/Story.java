package org.espalier.checkers.definitions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.espalier.checkers.definitions.Event.Crash;
import org.espalier.checkers.definitions.Event.Deliver;
import org.espalier.checkers.definitions.Event.Install;
import org.espalier.checkers.definitions.Event.Multicast;

/** A small history: what happened, in real time's order, in groups of 2 to 4 members. */
record Story(int members, List<Set<Integer>> groups, List<Event> events) {

    private static final String NOBODY = "nobody";

    /** Leaves out what cannot be: a message that is multicast a second time, what the dead do, the way back to a view. */
    Story {
        Set<Integer> multicast = new HashSet<>();
        Set<Integer> gone = new HashSet<>();
        Map<Integer, Integer> in = new HashMap<>();
        events = events.stream().filter(e -> !gone.contains(e.p()) && switch (e) {
            case Multicast m -> multicast.add(m.id());
            case Deliver d -> true;
            case Crash c -> gone.add(c.p());
            case Install i -> i.view() > Objects.requireNonNullElse(in.put(i.p(), Math.max(i.view(),
                    in.getOrDefault(i.p(), 0))), 0);
        }).toList();
    }

    static String name(int p) {
        return "n" + p;
    }

    List<String> names() {
        List<String> all = new ArrayList<>();
        for (int p = 0; p < members; p++) {
            all.add(name(p));
        }
        return all;
    }

    boolean crashed() {
        return events.stream().anyMatch(Crash.class::isInstance);
    }

    Set<Integer> there() {
        Set<Integer> all = new TreeSet<>();
        for (int p = 0; p < members; p++) {
            all.add(p);
        }
        events.forEach(e -> {
            if (e instanceof Crash) {
                all.remove(e.p());
            }
        });
        return all;
    }

    /** By message, whom it is for; what is never multicast is missing. */
    Map<Integer, Multicast> multicasts() {
        Map<Integer, Multicast> all = new LinkedHashMap<>();
        events.forEach(e -> {
            if (e instanceof Multicast m) {
                all.put(m.id(), m);
            }
        });
        return all;
    }

    /** Without the deliveries that NoCreation speaks of: of what nobody had multicast by then, or not to this member. */
    Story created() {
        Map<Integer, Multicast> known = new HashMap<>();
        return only(e -> {
            if (e instanceof Multicast m) {
                known.put(m.id(), m);
            }
            return !(e instanceof Deliver d) || (known.containsKey(d.id())
                    && groups.get(Objects.requireNonNull(known.get(d.id())).group()).contains(d.p()));
        });
    }

    /** And without those of a message that everybody who is there had delivered: the stream has forgotten it by then. */
    Story remembered() {
        Story created = created();
        Set<Integer> there = new TreeSet<>();
        for (int p = 0; p < members; p++) {
            there.add(p);
        }
        Map<Integer, Set<Integer>> has = new HashMap<>();
        Set<Integer> forgotten = new HashSet<>();
        return created.only(e -> {
            switch (e) {
                case Multicast m -> has.put(m.id(), new HashSet<>());
                case Crash c -> there.remove(c.p());
                case Deliver d -> {
                    if (forgotten.contains(d.id())) {
                        return false;
                    }
                    Objects.requireNonNull(has.get(d.id())).add(d.p());
                }
                case Install i -> {
                }
            }
            has.forEach((m, by) -> {
                if (!by.isEmpty() && by.containsAll(there)) {
                    forgotten.add(m);
                }
            });
            return true;
        });
    }

    /** Without the deliveries of a message that the member had delivered before. */
    Story once() {
        Set<Deliver> before = new HashSet<>();
        return only(e -> !(e instanceof Deliver d) || before.add(d));
    }

    private Story only(Predicate<Event> which) {
        return new Story(members, groups, events.stream().filter(which).toList());
    }

    /** The first so many events. */
    Story until(int length) {
        return new Story(members, groups, events.subList(0, length));
    }

    /** By message, its pair; in {@code of}, which this story may be the beginning of. */
    static Map<Integer, List<Object>> numbers(Story of) {
        Map<Integer, List<Object>> all = new HashMap<>();
        int[] sent = new int[of.members];
        of.multicasts().values().forEach(m -> all.put(m.id(), List.of(name(m.p()), ++sent[m.p()])));
        return all;
    }

    Facts facts() {
        return facts(this);
    }

    /** As the definitions look at it, with the messages named as in the whole story, of which this is the beginning. */
    Facts facts(Story whole) {
        Map<Integer, List<Object>> numbers = numbers(whole);
        Map<String, Integer> sent = new LinkedHashMap<>();
        Map<String, List<List<Object>>> dlv = new LinkedHashMap<>();
        Map<String, List<Facts.Planned>> plan = new LinkedHashMap<>();
        Map<Integer, Set<List<Object>>> before = new HashMap<>();
        for (int p = 0; p < members; p++) {
            sent.put(name(p), 0);
            dlv.put(name(p), new ArrayList<>());
            plan.put(name(p), new ArrayList<>());
            before.put(p, new LinkedHashSet<>());
        }
        Map<Integer, Set<List<Object>>> directly = new HashMap<>();
        before.keySet().forEach(p -> directly.put(p, new LinkedHashSet<>()));
        Map<List<Object>, Set<List<Object>>> past = new LinkedHashMap<>();
        Map<List<Object>, Set<List<Object>>> direct = new LinkedHashMap<>();
        Set<List<Object>> placed = new LinkedHashSet<>();
        for (Event e : events) {
            Set<List<Object>> mine = Objects.requireNonNull(before.get(e.p()));
            Set<List<Object>> own = Objects.requireNonNull(directly.get(e.p()));
            switch (e) {
                case Multicast m -> {
                    List<Object> number = Objects.requireNonNull(numbers.get(m.id()));
                    past.put(number, Set.copyOf(mine));
                    direct.put(number, Set.copyOf(own));
                    mine.add(number);
                    own.add(number);
                    sent.merge(name(m.p()), 1, Integer::sum);
                }
                case Deliver d -> {
                    List<Object> number = numbers.getOrDefault(d.id(), List.of(NOBODY + d.id(), 1));
                    Objects.requireNonNull(dlv.get(name(d.p()))).add(number);
                    own.add(number);
                    mine.add(number);
                    mine.addAll(past.getOrDefault(number, Set.of()));
                    placed.add(number);
                }
                case Crash c -> {
                }
                case Install i -> {
                }
            }
        }
        whole.multicasts().values().forEach(m -> Objects.requireNonNull(plan.get(name(m.p())))
                .add(new Facts.Planned("g" + m.group(), m.order().name().toLowerCase(Locale.ROOT))));
        Map<String, Set<String>> belongs = new LinkedHashMap<>();
        for (int g = 0; g < groups.size(); g++) {
            belongs.put("g" + g, named(groups.get(g)));
        }
        return new Facts(named(new TreeSet<>(before.keySet())), named(there()), sent, dlv, direct, past, belongs, plan,
                held(dlv, placed, numbers, whole));
    }

    private Map<String, List<List<Object>>> held(Map<String, List<List<Object>>> dlv, Set<List<Object>> placed,
            Map<Integer, List<Object>> numbers, Story whole) {
        Map<String, List<List<Object>>> held = new LinkedHashMap<>();
        for (int q = 0; q < members; q++) {
            List<List<Object>> log = new ArrayList<>(Objects.requireNonNull(dlv.get(name(q))));
            int node = q;
            whole.multicasts().values().forEach(m -> {
                List<Object> number = Objects.requireNonNull(numbers.get(m.id()));
                if (placed.contains(number) && !groups.get(m.group()).contains(node)) {
                    log.add(number);
                }
            });
            held.put(name(q), log);
        }
        return held;
    }

    static Set<String> named(Set<Integer> some) {
        Set<String> names = new LinkedHashSet<>();
        some.forEach(p -> names.add(name(p)));
        return names;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(members + " members, groups " + groups);
        for (Event e : events) {
            text.append(System.lineSeparator()).append("  ").append(e);
        }
        return text.toString();
    }
}
