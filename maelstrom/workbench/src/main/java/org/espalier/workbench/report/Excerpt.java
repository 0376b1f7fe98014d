package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.espalier.workbench.net.Fate;
import org.espalier.workbench.report.Recording.Fault;

/**
 * A piece of a run that is small enough to be read and worth it.
 *
 * @param from its beginning, in nanoseconds of the run
 * @param to its end
 * @param transits the messages that were sent or ended in it
 * @param highlight the multicast to be followed
 */
public record Excerpt(long from, long to, List<Transit> transits, Optional<Multicast> highlight) {

    /** More messages than this are a thicket. */
    public static final int MAX_MESSAGES = 150;

    private static final long SHORTEST = 20_000_000L;
    private static final long LONGEST = 6_000_000_000L;
    /** How far into the excerpt the change of the network is tried, in percent. */
    private static final int[] PLACES = {15, 30, 50};

    public Excerpt {
        transits = List.copyOf(transits);
        if (from >= to) {
            throw new IllegalArgumentException("an excerpt of no time: " + from + " to " + to);
        }
    }

    /** What an excerpt is to show. */
    public enum Wish {
        /** The moment in which the network is cut: messages die at the cut. */
        CUT,
        /** The moment in which it is whole again: what was missed arrives. */
        HEAL,
        /** Whichever shows more. */
        ANY
    }

    /**
     * The excerpt of at most so many messages that shows most. Without faults it is simply one in which a multicast can be
     * followed.
     */
    public static Excerpt choose(Recording recording, Wish wish, int maxMessages) {
        List<Multicast> multicasts = recording.multicasts();
        Overlay overlay = new Overlay(recording);
        Excerpt best = null;
        long bestScore = Long.MIN_VALUE;
        for (long moment : moments(recording, wish)) {
            for (int place : PLACES) {
                Excerpt excerpt = around(recording, multicasts, moment, place, maxMessages);
                long score = excerpt.score(recording, overlay, moment);
                if (score > bestScore) {
                    best = excerpt;
                    bestScore = score;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("no moment to show");
        }
        return best;
    }

    private static List<Long> moments(Recording recording, Wish wish) {
        List<Long> moments = new ArrayList<>();
        for (Fault fault : recording.faults()) {
            if (wish != Wish.HEAL) {
                moments.add(fault.start());
            }
            if (wish != Wish.CUT) {
                moments.add(fault.end());
            }
        }
        for (Recording.Outage outage : recording.faults().isEmpty()
                ? recording.outages()
                : List.<Recording.Outage>of()) {
            moments.add(wish == Wish.HEAL ? outage.end() : outage.start());
        }
        if (moments.isEmpty()) {
            moments.add(recording.end() / 2);
        }
        return moments;
    }

    /** The longest excerpt with the moment at that place and no more messages than allowed. */
    private static Excerpt around(Recording recording, List<Multicast> multicasts, long moment, int place, int max) {
        long shortest = SHORTEST;
        long longest = LONGEST;
        while (longest - shortest > SHORTEST / 4) {
            long length = (shortest + longest) / 2;
            long from = moment - length * place / 100;
            if (within(recording, from, from + length).size() <= max) {
                shortest = length;
            } else {
                longest = length;
            }
        }
        long from = moment - shortest * place / 100;
        return of(recording, multicasts, from, from + shortest, moment);
    }

    /** The excerpt between two times; the multicast that crosses {@code moment} is preferred. */
    static Excerpt of(Recording recording, List<Multicast> multicasts, long from, long to, long moment) {
        Optional<Multicast> highlight = multicasts.stream().filter(m -> from <= m.start() && m.start() < to)
                .filter(m -> received(m, to) > 0)
                .max(Comparator.comparingLong(m -> interest(m, recording.nodes().size(), to, moment)));
        return new Excerpt(from, to, within(recording, from, to), highlight);
    }

    static List<Transit> within(Recording recording, long from, long to) {
        return recording.transits().stream().filter(t -> t.sent() < to && t.end() > from).toList();
    }

    private static long received(Multicast m, long to) {
        return m.firsts().values().stream().filter(t -> t.at() <= to).count();
    }

    /** First that it is seen to reach everyone, then that it was kept waiting by the cut, then that it was relayed. */
    private static long interest(Multicast m, int nodes, long to, long moment) {
        long interest = 100 * received(m, to);
        boolean everywhere = m.firsts().size() == nodes - 1 && received(m, to) == nodes - 1;
        if (everywhere) {
            interest += 1000;
            long before = m.firsts().values().stream().filter(t -> t.at() <= moment).count();
            if (m.start() < moment && before > 0 && before < nodes - 1) {
                interest += 500;
            }
        }
        long lost = m.carriers().stream().filter(t -> t.fate() == Fate.LOST).count();
        return interest + 60L * m.hops() + 30 * Math.min(lost, 2) - 2L * m.carriers().size();
    }

    private long score(Recording recording, Overlay overlay, long moment) {
        long score = highlight.map(m -> interest(m, recording.nodes().size(), to, moment)).orElse(-1000L);
        long partitioned = transits.stream().filter(t -> t.fate() == Fate.PARTITIONED).count();
        long repaired = transits.stream().filter(t -> t.delivered() && overlay.repairs(t)).count();
        long carrying = transits.stream().filter(t -> !t.content().casts().isEmpty()).count();
        return score + 10 * Math.min(partitioned, 20) + 5 * Math.min(repaired, 10) + 2 * Math.min(carrying, 50)
                - (transits.size() > MAX_MESSAGES ? 100_000 : 0);
    }

    /** The faults that can be seen in it. */
    public List<Fault> faults(Recording recording) {
        return recording.faults().stream().filter(f -> f.start() < to && f.end() > from).toList();
    }

    /** What is to be seen, in a sentence or two. */
    public String caption(Recording recording) {
        List<String> nodes = recording.nodes();
        StringBuilder s = new StringBuilder();
        s.append(transits.size()).append(" messages in ").append(Figures.millis(length())).append(": ");
        s.append(count(Fate.LOST)).append(" lost by chance, ").append(count(Fate.PARTITIONED)).append(" at the cut, ")
                .append(transits.stream().filter(Transit::copy).count()).append(" duplicates. ");
        highlight.ifPresent(m -> {
            String origin = nodes.get(m.cast().origin());
            s.append("Followed: the ").append(ordinal(m.cast().seq())).append(' ').append(m.cast().order())
                    .append(" multicast of ").append(origin).append(". ");
            for (Transit t : m.path()) {
                if (t.at() < to) {
                    s.append(nodes.get(t.to())).append(" has it from ").append(nodes.get(t.from())).append(" after ")
                            .append(Figures.millis(t.at() - m.start())).append("; ");
                }
            }
            s.setLength(s.length() - 2);
            s.append(". ");
        });
        return s.append("Circles on a line: a client asked for a multicast there.").toString();
    }

    private long count(Fate fate) {
        return transits.stream().filter(t -> t.fate() == fate).count();
    }

    private static String ordinal(long n) {
        long tens = n % 100;
        String suffix = tens >= 11 && tens <= 13 ? "th" : switch ((int) (n % 10)) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
        return n + suffix;
    }

    /** How long it is, in nanoseconds. */
    public long length() {
        return to - from;
    }
}
