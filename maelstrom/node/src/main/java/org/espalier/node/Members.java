package org.espalier.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is in the group, in the order that the overlay's heap is built on: index 0 is the root's place.
 *
 * <p>The order is by a hash of the node id, so that a node's place says nothing about its name and every node finds the
 * same order whatever order it was told. The hash covers the domain and the epoch too: another domain, or another epoch,
 * is another order. The Maelstrom node has one domain and stays in epoch 0.
 */
final class Members {

    private static final String DOMAIN = "maelstrom";
    private static final long EPOCH = 0;

    private final List<String> ids;
    private final Map<String, Integer> indices = new HashMap<>();

    /** @param ids all different */
    Members(List<String> ids) {
        List<String> ordered = new ArrayList<>(ids.size());
        for (String id : ids) { // by insertion: groups are small, and a sort with a comparator loads more than it saves
            int at = ordered.size();
            while (at > 0 && before(id, ordered.get(at - 1))) {
                at--;
            }
            ordered.add(at, id);
        }
        for (int i = 0; i < ordered.size(); i++) {
            indices.put(ordered.get(i), i);
        }
        this.ids = ordered;
    }

    int size() {
        return ids.size();
    }

    String id(int index) {
        return ids.get(index);
    }

    /** The index of that member, or -1 when there is none of that id. */
    int indexOf(String id) {
        Integer index = indices.get(id);
        return index == null ? -1 : index;
    }

    boolean sameAs(Members other) {
        return ids.equals(other.ids);
    }

    private static boolean before(String a, String b) {
        int byHash = Long.compareUnsigned(hash(a), hash(b));
        return byHash < 0 || (byHash == 0 && a.compareTo(b) < 0);
    }

    /** FNV-1a over domain, epoch and id, then MurmurHash3's finalizer, since FNV alone hardly mixes the last characters. */
    private static long hash(String id) {
        long h = fnv(fnv(0xcbf29ce484222325L, DOMAIN) * 0x100000001b3L ^ EPOCH, id);
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }

    private static long fnv(long h, String s) {
        for (int i = 0; i < s.length(); i++) {
            h = (h ^ s.charAt(i)) * 0x100000001b3L;
        }
        return h;
    }
}
