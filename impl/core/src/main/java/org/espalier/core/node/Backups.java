package org.espalier.core.node;

import java.util.ArrayList;
import java.util.List;

import org.espalier.core.overlay.Heap;

/**
 * The lazy backup edges: each member below the root has one to its counterpart in the next subtree of the root, so that
 * losing any one member of the tree cuts no subtree off from news. Both ends know the edge, as it depends on the heap only.
 */
final class Backups {

    private Backups() {}

    /** The members with which {@code self} exchanges digests, ascending. */
    static List<Integer> of(int self, int members, int arity) {
        Heap heap = new Heap(members, arity);
        List<Integer> peers = new ArrayList<>();
        for (int other = 0; other < members; other++) {
            boolean joined = counterpart(heap, self, members, arity) == other
                    || counterpart(heap, other, members, arity) == self;
            if (other != self && joined && heap.parent(self) != other && heap.parent(other) != self) {
                peers.add(other);
            }
        }
        return peers;
    }

    /** The same place in the next subtree of the root, or the lowest ancestor of that place that exists; -1 for none. */
    private static int counterpart(Heap heap, int member, int members, int arity) {
        int subtrees = Math.min(arity, members - 1);
        if (member == 0 || subtrees < 2) {
            return Heap.NONE;
        }
        List<Integer> way = new ArrayList<>(); // which child at each level, from the bottom up
        int top = member;
        while (heap.parent(top) != 0) {
            way.add((top - 1) % arity);
            top = heap.parent(top);
        }
        int place = top % subtrees + 1;
        for (int level = way.size() - 1; level >= 0; level--) {
            int child = place * arity + 1 + way.get(level);
            if (child >= members) {
                break;
            }
            place = child;
        }
        return place;
    }
}
