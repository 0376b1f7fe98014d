package org.espalier.core.cast;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;

/** The variables of {@code FifoTree.tla}; a message is the list of its origin and its number. */
record FifoTreeState(Map<Atom, List<List<Object>>> dlv, Map<Atom, Long> sent, Map<Atom, Set<List<Object>>> hold,
        Map<List<Atom>, End> sub, Map<List<Atom>, End> pub, Map<List<Atom>, Set<Frame>> net, long faults) {

    /** One end of a stream. */
    record End(long sid, boolean on) {}

    /** What is in flight on a stream, in either direction. */
    sealed interface Frame {

        long sid();

        /** A request. */
        record Sub(String type, long sid, Map<Atom, Long> vec) implements Frame {}

        /** An {@code Unsub} or a {@code Close}. */
        record Word(String type, long sid) implements Frame {}

        /** A message. */
        record Msg(String type, long sid, List<Object> m) implements Frame {}
    }
}
