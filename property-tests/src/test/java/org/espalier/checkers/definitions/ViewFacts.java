package org.espalier.checkers.definitions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.espalier.checkers.definitions.Event.Crash;
import org.espalier.checkers.definitions.Event.Deliver;
import org.espalier.checkers.definitions.Event.Install;
import org.espalier.checkers.definitions.Event.Multicast;

/** A history with views as {@code Judged.tla} looks at it; the views are {@code 1..last}. */
record ViewFacts(Set<String> node, int last, Map<String, Set<List<Object>>> installed,
        Map<String, Map<Integer, Integer>> next, Map<List<Object>, Integer> sentIn,
        Map<String, Map<Integer, Set<List<Object>>>> dlvIn) {

    /** Where a member is before its first view; as in the specification, what it delivers there is in no view. */
    private static final int NOWHERE = 0;

    static ViewFacts of(Story story) {
        Map<Integer, List<Object>> numbers = Story.numbers(story);
        int last = 1;
        for (Event e : story.events()) {
            last = e instanceof Install i ? Math.max(last, i.view()) : last;
        }
        Map<String, Set<List<Object>>> installed = new LinkedHashMap<>();
        Map<String, Map<Integer, Integer>> next = new LinkedHashMap<>();
        Map<List<Object>, Integer> sentIn = new LinkedHashMap<>();
        Map<String, Map<Integer, Set<List<Object>>>> dlvIn = new LinkedHashMap<>();
        for (String name : story.names()) {
            installed.put(name, new LinkedHashSet<>());
            Map<Integer, Integer> nowhere = new LinkedHashMap<>();
            Map<Integer, Set<List<Object>>> nothing = new LinkedHashMap<>();
            for (int v = 1; v <= last; v++) {
                nowhere.put(v, NOWHERE);
                nothing.put(v, new HashSet<>());
            }
            next.put(name, nowhere);
            dlvIn.put(name, nothing);
        }
        Map<Integer, Integer> at = new HashMap<>();
        for (Event e : story.events()) {
            String p = Story.name(e.p());
            int in = at.getOrDefault(e.p(), NOWHERE);
            switch (e) {
                case Multicast m -> sentIn.put(Objects.requireNonNull(numbers.get(m.id())), in);
                case Deliver d -> {
                    if (in != NOWHERE) {
                        Objects.requireNonNull(Objects.requireNonNull(dlvIn.get(p)).get(in))
                                .add(Objects.requireNonNull(numbers.get(d.id())));
                    }
                }
                case Install i -> {
                    if (in != NOWHERE) {
                        Objects.requireNonNull(next.get(p)).put(in, i.view());
                    }
                    at.put(e.p(), i.view());
                    Objects.requireNonNull(installed.get(p)).add(List.of(i.view(), Story.named(i.members())));
                }
                case Crash c -> {
                }
            }
        }
        return new ViewFacts(Set.copyOf(story.names()), last, installed, next, sentIn, dlvIn);
    }
}
