package org.espalier.checkers.stream;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** One line of a delivery log. */
sealed interface Event {

    /** The first line: who is there from the beginning. */
    record Nodes(List<String> names) implements Event {}

    record Multicast(String node, Object message, @Nullable String digest) implements Event {}

    record Deliver(String node, Object message, @Nullable String digest) implements Event {}

    record Install(String node, Object view, List<String> members) implements Event {}

    record Join(String node, Map<String, Integer> has) implements Event {}

    record Crash(String node) implements Event {}

    record End() implements Event {}
}
