package org.espalier.core.cast;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;

/** The variables of {@code TreeCast.tla}; a message is the list of its origin and its number. */
record TreeCastState(Map<Atom, List<List<Object>>> dlv, Map<List<Object>, Set<List<Object>>> past,
        Map<Atom, List<List<Object>>> log, Map<Atom, Map<Atom, Long>> base, Map<Atom, Map<Atom, Long>> vec,
        Map<List<Atom>, SubEnd> sub, Map<List<Atom>, PubEnd> pub, Map<List<Atom>, List<Frame>> up,
        Map<List<Atom>, List<Frame>> down, long faults, long cuts) {

    /** The subscriber's end of a stream. */
    record SubEnd(long sid, boolean on) {}

    /** The publisher's. */
    record PubEnd(long sid, String st, Map<Atom, Long> vec) {}

    /** What is in flight on a stream. */
    sealed interface Frame {

        String type();

        long sid();

        /** A {@code Sub} or an {@code Ask}. */
        record Request(String type, long sid, Map<Atom, Long> vec) implements Frame {}

        /** An {@code Unsub}, a {@code NeedSnapshot} or a {@code Close}. */
        record Word(String type, long sid) implements Frame {}

        /** A message. */
        record Msg(String type, long sid, List<Object> m) implements Frame {}

        /** The state of an application, which is all that it has been given. */
        record Snapshot(String type, long sid, List<List<Object>> state) implements Frame {}
    }
}
