package org.espalier.core.cast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;

/** The members of a model, by index, and messages, vectors and edges as {@code Vectors.tla} has them. */
final class CastGroup {

    private final List<Atom> nodes;

    CastGroup(Set<?> nodes) {
        this.nodes = nodes.stream().map(Atom.class::cast).sorted().toList();
    }

    int size() {
        return nodes.size();
    }

    List<Atom> nodes() {
        return nodes;
    }

    Atom node(int index) {
        return nodes.get(index);
    }

    int index(Atom node) {
        return nodes.indexOf(node);
    }

    /** The direction in which {@code subscriber} subscribes to {@code publisher}. */
    List<Atom> edge(int publisher, int subscriber) {
        return List.of(node(publisher), node(subscriber));
    }

    /** Message {@code seq} of {@code origin}. */
    List<Object> message(int origin, long seq) {
        return List.of(node(origin), seq);
    }

    int origin(List<Object> message) {
        return index((Atom) message.get(0));
    }

    static long seq(List<Object> message) {
        return (Long) message.get(1);
    }

    /** What a message carries in a world: no two the same, so that a mix-up is seen. */
    static byte[] payload(int origin, long seq) {
        return new byte[]{(byte) origin, (byte) seq};
    }

    Map<Atom, Long> vector(long[] v) {
        Map<Atom, Long> map = new HashMap<>();
        for (int i = 0; i < v.length; i++) {
            map.put(node(i), v[i]);
        }
        return Map.copyOf(map);
    }

    long[] array(Map<Atom, Long> vector) {
        long[] v = new long[size()];
        vector.forEach((node, n) -> v[index(node)] = n);
        return v;
    }

    /** {@code VecOf}. */
    long[] vectorOf(List<List<Object>> messages) {
        long[] v = new long[size()];
        messages.forEach(m -> v[origin(m)]++);
        return v;
    }

    /** A state of the application, which in the specifications is the sequence of deliveries. */
    byte[] bytes(List<List<Object>> messages) {
        byte[] all = new byte[2 * messages.size()];
        for (int i = 0; i < messages.size(); i++) {
            all[2 * i] = (byte) origin(messages.get(i));
            all[2 * i + 1] = (byte) seq(messages.get(i));
        }
        return all;
    }

    List<List<Object>> messages(byte[] bytes) {
        List<List<Object>> all = new ArrayList<>();
        for (int i = 0; i < bytes.length; i += 2) {
            all.add(message(bytes[i], bytes[i + 1]));
        }
        return List.copyOf(all);
    }

    static boolean has(Map<Atom, Long> vector, List<Object> message) {
        return seq(message) <= vector.getOrDefault((Atom) message.get(0), 0L);
    }

    // ---------------------------------------------------------------- what all multicast promises

    /** Of each origin the first ones, without a hole. */
    boolean gapFree(List<List<Object>> dlv) {
        return dlv.stream().allMatch(m -> seq(m) == 1
                || dlv.contains(message(origin(m), seq(m) - 1)));
    }

    /** Of each origin in the order of their numbers. */
    boolean fifo(List<List<Object>> dlv) {
        for (int i = 0; i < dlv.size(); i++) {
            for (int j = i + 1; j < dlv.size(); j++) {
                if (origin(dlv.get(i)) == origin(dlv.get(j))
                        && seq(dlv.get(i)) > seq(dlv.get(j))) {
                    return false;
                }
            }
        }
        return true;
    }
}
