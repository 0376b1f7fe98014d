package org.espalier.checkers.definitions;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** A history as {@code Judged.tla} looks at it; a message is the pair of its origin and its number. */
record Facts(Set<String> node, Set<String> there, Map<String, Integer> sent, Map<String, List<List<Object>>> dlv,
        Map<List<Object>, Set<List<Object>>> direct, Map<List<Object>, Set<List<Object>>> past,
        Map<String, Set<String>> groups,
        Map<String, List<Planned>> plan, Map<String, List<List<Object>>> held) {

    /** Of a message: whom it is for, and in which order. */
    record Planned(String group, String order) {}
}
