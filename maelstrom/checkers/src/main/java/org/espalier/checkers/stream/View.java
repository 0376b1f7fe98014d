package org.espalier.checkers.stream;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A view as the first member that installed it told of it, and what is not yet the same for all who are in it. */
final class View {

    final Object id;
    final List<String> members;
    /** By message, who has delivered it in this view; not those that all have. */
    final Map<Message, BitSet> deliveries = new LinkedHashMap<>();
    /** Who has gone on to another view. */
    final BitSet left = new BitSet();
    /** By the view that came next: who went there first. */
    final Map<Object, Member> successors = new HashMap<>();

    View(Object id, List<String> members) {
        this.id = id;
        this.members = List.copyOf(members);
    }
}
