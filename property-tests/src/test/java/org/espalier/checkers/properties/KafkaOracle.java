package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * The anomalies of logs as their definitions say, of one key: every pair of operations is looked at, nothing is remembered,
 * and no code is shared with the checker. Operations hold one send or one poll each.
 */
final class KafkaOracle {

    /** A message at an offset, as this event says. */
    private record Said(long offset, long message, Op by) {}

    private final History history;
    private final String key;

    private KafkaOracle(History history, String key) {
        this.history = history;
        this.key = key;
    }

    /** The labels of the kinds that the history shows. */
    static Set<String> kinds(History history) {
        Set<String> found = new TreeSet<>();
        for (String key : List.of("a", "b")) {
            found.addAll(new KafkaOracle(history, key).kinds());
        }
        return found;
    }

    private Set<String> kinds() {
        Set<String> found = new TreeSet<>();
        for (Said a : said()) {
            for (Said b : said()) {
                if (a.offset() == b.offset() && a.message() != b.message()) {
                    found.add("inconsistent-offsets");
                }
                if (a.offset() != b.offset() && a.message() == b.message()) {
                    found.add("duplicate");
                }
            }
        }
        for (Op poll : completed("poll", Op.Type.OK)) {
            for (Said s : shown(poll)) {
                Op asked = asked(s.message());
                if (asked == null) {
                    found.add("unexpected");
                } else if (completed("send", Op.Type.FAIL).stream().anyMatch(f -> sent(f) == s.message())) {
                    found.add("G1a");
                } else if (poll.index() < asked.index()) {
                    found.add("G1c-realtime");
                }
            }
        }
        for (Op send : completed("send", Op.Type.OK)) {
            long m = sent(send);
            if (!polled(m)) {
                found.add("unseen");
                if (said().stream().filter(s -> polled(s.message()))
                        .anyMatch(s -> firstOffset(s.message()) >= lastOffset(m))) {
                    found.add("lost-write");
                }
            }
        }
        order(found);
        return found;
    }

    /** Everything that anybody said of where something stands. */
    private List<Said> said() {
        List<Said> all = new ArrayList<>();
        for (Op op : history.ops()) {
            all.addAll(shown(op));
            if (op.is(Op.Type.OK, "send") && key.equals(micro(op).get(1))) {
                List<?> pair = (List<?>) micro(op).get(2);
                all.add(new Said((Long) pair.get(0), (Long) pair.get(1), op));
            }
        }
        return all;
    }

    private static List<?> micro(Op op) {
        return (List<?>) ((List<?>) Objects.requireNonNull(op.value())).get(0);
    }

    private List<Said> shown(Op op) {
        List<Said> all = new ArrayList<>();
        if (op.f().equals("poll") && micro(op).size() == 2 && ((Map<?, ?>) micro(op).get(1)).get(key) != null) {
            for (Object e : (List<?>) Objects.requireNonNull(((Map<?, ?>) micro(op).get(1)).get(key))) {
                List<?> pair = (List<?>) e;
                all.add(new Said((Long) pair.get(0), (Long) pair.get(1), op));
            }
        }
        return all;
    }

    private List<Op> completed(String f, Op.Type type) {
        return history.ops().stream().filter(op -> op.is(type, f) && (f.equals("poll") || key.equals(micro(op).get(1))))
                .toList();
    }

    private static long sent(Op op) {
        return micro(op).get(2) instanceof List<?> pair ? (Long) pair.get(1) : (Long) micro(op).get(2);
    }

    private @Nullable Op asked(long message) {
        return history.ops().stream().filter(op -> op.is(Op.Type.INVOKE, "send") && key.equals(micro(op).get(1))
                && sent(op) == message).findFirst().orElse(null);
    }

    private boolean polled(long message) {
        return completed("poll", Op.Type.OK).stream()
                .anyMatch(p -> shown(p).stream().anyMatch(s -> s.message() == message));
    }

    private long firstOffset(long message) {
        return said().stream().filter(s -> s.message() == message).mapToLong(Said::offset).min().orElseThrow();
    }

    private long lastOffset(long message) {
        return said().stream().filter(s -> s.message() == message).mapToLong(Said::offset).max().orElseThrow();
    }

    /** The last offset at which it is what was said there first; -1 if there is none. */
    private long place(long message) {
        return said().stream().filter(s -> s.message() == message
                && said().stream().filter(t -> t.offset() == s.offset()).findFirst().orElseThrow()
                        .message() == message)
                .mapToLong(Said::offset).max().orElse(-1);
    }

    private void compare(long from, long to, Set<String> found, String skip, String nonmonotonic) {
        long a = place(from);
        long b = place(to);
        if (a < 0 || b < 0) {
            return;
        }
        if (b <= a) {
            found.add(nonmonotonic);
        } else if (said().stream().anyMatch(s -> a < s.offset() && s.offset() < b)) {
            found.add(skip);
        }
    }

    private void order(Set<String> found) {
        Set<Integer> processes = new LinkedHashSet<>();
        history.forEach(op -> processes.add(op.process()));
        for (int p : processes) {
            List<Op> own = endings(p);
            for (int j = 0; j < own.size(); j++) {
                List<Said> now = shown(own.get(j));
                for (int i = 1; i < now.size(); i++) {
                    compare(now.get(i - 1).message(), now.get(i).message(), found, "int-poll-skip",
                            "int-nonmonotonic-poll");
                }
                Op before = last(own.subList(0, j), "poll");
                if (!now.isEmpty() && before != null) {
                    List<Said> then = shown(before);
                    compare(then.get(then.size() - 1).message(), now.get(0).message(), found, "poll-skip",
                            "nonmonotonic-poll");
                }
                Op sentBefore = last(own.subList(0, j), "send");
                if (own.get(j).f().equals("send") && own.get(j).type() != Op.Type.FAIL
                        && key.equals(micro(own.get(j)).get(1)) && sentBefore != null) {
                    Set<String> skips = new TreeSet<>();
                    compare(sent(sentBefore), sent(own.get(j)), skips, "send-skip", "nonmonotonic-send");
                    skips.remove("send-skip");
                    found.addAll(skips);
                }
            }
        }
    }

    /** How the operations of a process ended; one that never did may have happened. */
    private List<Op> endings(int process) {
        List<Op> all = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            Op op = history.ops().get(i);
            if (op.process() == process && (op.type() != Op.Type.INVOKE || history.partner(i) < 0)) {
                all.add(op);
            }
        }
        return all;
    }

    /** The last operation that moved the process in this key, unless the key was given up since. */
    private @Nullable Op last(List<Op> own, String f) {
        for (int i = own.size() - 1; i >= 0; i--) {
            Op op = own.get(i);
            if (op.f().equals("assign") && op.type() != Op.Type.FAIL
                    && !((List<?>) Objects.requireNonNull(op.value())).contains(key)) {
                return null;
            }
            boolean moved = f.equals("poll")
                    ? op.is(Op.Type.OK, "poll") && !shown(op).isEmpty()
                    : op.f().equals("send") && op.type() != Op.Type.FAIL && key.equals(micro(op).get(1));
            if (moved) {
                return op;
            }
        }
        return null;
    }
}
