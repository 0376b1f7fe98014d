package org.espalier.core.log;

import java.util.ArrayList;
import java.util.List;

/** The members that this one talks to, along the overlay or directly, and which of them is towards the root. */
final class Neighbours {

    static final int NOBODY = -1;

    private final Neighbour[] all;
    private final List<Neighbour> linked = new ArrayList<>();
    private final Submissions own;
    private int upstream = NOBODY;

    Neighbours(int members, Submissions own) {
        this.own = own;
        all = new Neighbour[members];
        for (int peer = 0; peer < members; peer++) {
            all[peer] = new Neighbour(peer);
        }
    }

    Neighbour get(int peer) {
        return all[peer];
    }

    /** Those talked to now. */
    List<Neighbour> linked() {
        return linked;
    }

    /** Towards whom the root is, or {@link #NOBODY} while that is not known. */
    int upstream() {
        return upstream;
    }

    /** Whether what is meant for the root goes to {@code q}: while nobody knows where the root is, to everybody. */
    boolean isTowardsRoot(Neighbour q) {
        return upstream == q.peer || upstream == NOBODY;
    }

    /** The overlay has an edge to {@code peer}, or has it no more. */
    void edge(int peer, boolean up) {
        Neighbour q = all[peer];
        boolean before = q.linked();
        q.edge = up;
        link(q, before);
    }

    /** {@code peer} is talked to whatever the overlay says, or no more. */
    void direct(int peer, boolean on) {
        Neighbour q = all[peer];
        boolean before = q.linked();
        q.star = on;
        link(q, before);
    }

    private void link(Neighbour q, boolean before) {
        if (q.linked() && !before) {
            q.begin();
            linked.add(q);
        } else if (!q.linked() && before) {
            linked.remove(q);
            if (upstream == q.peer) {
                lookFor(NOBODY);
            }
        }
    }

    /** What is meant for the root goes to {@code peer} from now on. */
    void lookFor(int peer) {
        if (upstream != peer) {
            upstream = peer;
            own.rewind();
            if (peer != NOBODY) {
                all[peer].toldAgg = 0;
                all[peer].toldPrm = 0;
            }
        }
    }

    /** All are told where this member is. */
    void introduce() {
        for (int i = 0; i < linked.size(); i++) {
            linked.get(i).statusDue = true;
        }
    }

    /** What this member's log is has changed: all are told anew, from what they have said on. */
    void startOver() {
        introduce();
        for (int i = 0; i < linked.size(); i++) {
            linked.get(i).startOver();
        }
    }

    /** Those to whom the overlay has an edge, ascending. */
    List<Integer> edges() {
        List<Integer> peers = new ArrayList<>();
        for (Neighbour q : all) {
            if (q.edge) {
                peers.add(q.peer);
            }
        }
        return peers;
    }

    /** Those talked to whatever the overlay says, ascending. */
    List<Integer> direct() {
        List<Integer> peers = new ArrayList<>();
        for (Neighbour q : all) {
            if (q.star) {
                peers.add(q.peer);
            }
        }
        return peers;
    }
}
