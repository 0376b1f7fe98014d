package org.espalier.core.link;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Spelled;

/** The variables of {@code ArqLink.tla}; functions over {"A", "B"} are maps. */
record ArqLinkState(Map<String, Long> inc, Map<String, Long> ses, long base, List<Payload> buf, Set<Long> seen,
        long exp, Set<Holding> held, boolean owed, Set<Frame> net, int losses, List<Submitted> sent, List<Long> got,
        Set<Long> lost) {

    /** A payload that A keeps. */
    record Payload(long v, @Spelled("class") String kind) {}

    /** A payload that B holds. */
    record Holding(long n, long v, @Spelled("class") String kind) {}

    /** What the history remembers of a submission. */
    record Submitted(List<Long> ses, @Spelled("class") String kind) {}

    /** What is in the network. */
    sealed interface Frame {

        /** The end that sent it. */
        String from();

        record Hi(String type, String from, long a) implements Frame {}

        record Ho(String type, String from, long a, long b) implements Frame {}

        record Data(String type, String from, long a, long b, long n, @Spelled("class") String kind, long v)
                implements
                    Frame {}

        record Ack(String type, String from, long a, long b, long n, Set<Long> gaps) implements Frame {}
    }
}
