package org.espalier.checkers.properties;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;

import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * The delivery properties as their definitions say, straight from the operations: every pair is looked at, nothing is
 * remembered, and no code is shared with the checkers.
 */
final class DeliveryOracle {

    private final History history;
    /** By node: the longest read, and the last one. */
    private final TreeMap<String, List<Object>> logs = new TreeMap<>();
    private final TreeMap<String, List<Object>> finals = new TreeMap<>();

    DeliveryOracle(History history) {
        this.history = history;
        for (Op op : history.ops()) {
            if (op.node() != null) {
                List<Object> log = logs.computeIfAbsent(op.node(), n -> new ArrayList<>());
                if (op.is(Op.Type.OK, "read") && content(op).size() > log.size()) {
                    logs.put(op.node(), content(op));
                }
                if (op.is(Op.Type.OK, "read") && op.isFinal()) {
                    finals.put(op.node(), content(op));
                }
            }
        }
    }

    private static List<Object> content(Op read) {
        List<Object> all = new ArrayList<>();
        if (read.value() instanceof List<?> list) {
            for (Object o : list) {
                all.add(Objects.requireNonNull(o));
            }
        }
        return all;
    }

    private @Nullable Op asked(Object m) {
        for (Op op : history.ops()) {
            if (op.is(Op.Type.INVOKE, "broadcast") && m.equals(op.value())) {
                return op;
            }
        }
        return null;
    }

    private @Nullable Op ended(Object m) {
        for (Op op : history.ops()) {
            if (op.type() != Op.Type.INVOKE && op.f().equals("broadcast") && m.equals(op.value())) {
                return op;
            }
        }
        return null;
    }

    private boolean sameOrigin(Object a, Object b) {
        Op x = asked(a);
        Op y = asked(b);
        return x != null && y != null && Objects.equals(x.node(), y.node());
    }

    /** a was acknowledged where b was asked for, and before. */
    private boolean sentBefore(Object a, Object b) {
        Op end = ended(a);
        Op ask = asked(b);
        return sameOrigin(a, b) && ask != null && end != null && end.type() == Op.Type.OK && end.index() < ask.index();
    }

    /** a belongs to the past of b. */
    private boolean happenedBefore(Object a, Object b) {
        if (sentBefore(a, b)) {
            return true;
        }
        Op ask = asked(b);
        if (asked(a) == null || ask == null) {
            return false;
        }
        for (Op op : history.ops()) {
            if (op.is(Op.Type.OK, "read") && Objects.equals(op.node(), ask.node()) && op.index() < ask.index()
                    && content(op).contains(a)) {
                return true;
            }
        }
        return false;
    }

    private Set<Object> everything() {
        Set<Object> all = new HashSet<>();
        logs.values().forEach(all::addAll);
        history.ops().stream().filter(op -> op.f().equals("broadcast") && op.value() != null)
                .forEach(op -> all.add(Objects.requireNonNull(op.value())));
        return all;
    }

    boolean noCreation() {
        for (List<Object> log : logs.values()) {
            for (Object m : log) {
                Op ask = asked(m);
                Op end = ended(m);
                if (ask == null || (end != null && end.type() == Op.Type.FAIL)) {
                    return false;
                }
                for (Op op : history.ops()) {
                    if (op.is(Op.Type.OK, "read") && content(op).contains(m) && op.index() < ask.index()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    boolean noDuplication() {
        return logs.values().stream().allMatch(log -> new HashSet<>(log).size() == log.size());
    }

    boolean gapFree() {
        for (List<Object> log : logs.values()) {
            for (Object m : log) {
                for (Object a : everything()) {
                    if (sentBefore(a, m) && !log.contains(a)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    boolean fifoOrder() {
        return pairs((earlier, later) -> !(sameOrigin(earlier, later)
                && (earlier.equals(later) || sentBefore(later, earlier))));
    }

    private boolean pairs(BiPredicate<Object, Object> good) {
        for (List<Object> log : logs.values()) {
            for (int i = 0; i < log.size(); i++) {
                for (int j = i + 1; j < log.size(); j++) {
                    if (!good.test(log.get(i), log.get(j))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    boolean causalOrder() {
        for (List<Object> log : logs.values()) {
            for (int i = 0; i < log.size(); i++) {
                for (Object a : everything()) {
                    if (happenedBefore(a, log.get(i)) && !log.subList(0, i).contains(a)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Any two nodes have the same message wherever both have one. */
    boolean totalOrder() {
        for (List<Object> a : logs.values()) {
            for (List<Object> b : logs.values()) {
                for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
                    if (!a.get(i).equals(b.get(i))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Everybody has in the end what anybody ever showed, and what was acknowledged. */
    boolean uniformAgreement() {
        return everybodyHas(logs.values());
    }

    /** Everybody has in the end what anybody has in the end, and what was acknowledged. */
    boolean converged() {
        return everybodyHas(finals.values());
    }

    private boolean everybodyHas(Collection<List<Object>> shown) {
        Set<Object> wanted = new HashSet<>();
        shown.forEach(wanted::addAll);
        for (Op op : history.ops()) {
            if (op.is(Op.Type.OK, "broadcast")) {
                wanted.add(Objects.requireNonNull(op.value()));
            }
        }
        return finals.values().stream().allMatch(log -> log.containsAll(wanted));
    }

    /** Of any two reads of a node one is a prefix of the other, and the later one is not the shorter. */
    boolean prefixReads() {
        List<Integer> reads = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            if (history.ops().get(i).is(Op.Type.OK, "read")) {
                reads.add(i);
            }
        }
        for (int x : reads) {
            for (int y : reads) {
                Op a = history.ops().get(x);
                Op b = history.ops().get(y);
                if (!Objects.equals(a.node(), b.node())) {
                    continue;
                }
                List<Object> s = content(a);
                List<Object> t = content(b);
                int n = Math.min(s.size(), t.size());
                if (!s.subList(0, n).equals(t.subList(0, n)) || (x < history.partner(y) && s.size() > t.size())) {
                    return false;
                }
            }
        }
        return true;
    }
}
