package org.espalier.core.overlay;

import static org.espalier.core.overlay.Heap.NONE;

import java.util.List;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;
import org.espalier.core.overlay.Tree.Message;
import org.espalier.core.overlay.Tree.Outbox;

/** One member as a parent: whom it takes in, whom it turns away, and whom it evicts. */
// spec: Tree.tla, "The parent"
final class Downward {

    private final int self;
    private final int maxKids;
    private final Beats beats;
    private final Observer observer;

    // The specification's variables.
    private final Kids kids;
    private final long[] seen;

    Downward(int self, Tree.Config config, Beats beats, Observer observer) {
        this.self = self;
        this.maxKids = config.maxKids();
        this.beats = beats;
        this.observer = observer;
        this.kids = new Kids(maxKids);
        this.seen = new long[config.members()];
    }

    List<Integer> kids() {
        return kids.toList();
    }

    /** The highest version of an edge from {@code i} that was made or ended here; 0 for none. */
    long seen(int i) {
        return seen[i];
    }

    void restore(List<Integer> members, List<Long> versions) {
        kids.clear();
        members.forEach(kids::add);
        for (int i = 0; i < seen.length; i++) {
            seen[i] = versions.get(i);
        }
        check();
    }

    // spec: Tree.tla!OnAttach
    boolean onAttach(int i, long v, Outbox out) {
        if (i <= self || v < seen[i]) {
            return false;
        }
        int evicted = NONE;
        if (v == seen[i] && kids.has(i)) {
            beats.kidWaits(i);
        } else if (v == seen[i]) {
            // That edge is over, and stays so: the child is to return under a new version.
            out.send(i, new Message.Busy(v, List.of()));
        } else if (kids.has(i)) {
            farewell(i, out);
            welcome(i, v, out);
        } else if (!kids.full()) {
            welcome(i, v, out);
        } else if (i < kids.highest()) {
            evicted = kids.highest();
            farewell(evicted, out);
            out.send(evicted, new Message.Busy(seen[evicted], List.of()));
            welcome(i, v, out);
        } else {
            out.send(i, new Message.Busy(v, kids.toList()));
        }
        observer.observe(Tree.MODULE, "OnAttach", self, i, v, evicted);
        return true;
    }

    // spec: Tree.tla!OnDetach
    boolean onDetach(int i, long v, Outbox out) {
        if (i <= self || v < seen[i]) {
            return false;
        }
        seen[i] = v;
        if (kids.has(i)) {
            farewell(i, out);
        }
        observe("OnDetach", i);
        return true;
    }

    // spec: Tree.tla!DropKid
    boolean dropKid(int peer, Outbox out) {
        if (!kids.has(peer)) {
            return false;
        }
        farewell(peer, out);
        observe("DropKid", peer);
        return true;
    }

    void pingWhereDue(Outbox out) {
        for (int x = 0; x < kids.count(); x++) {
            if (beats.pingDue(kids.at(x))) {
                ping(kids.at(x), out);
            }
        }
    }

    /** A datagram is about to leave for {@code peer}. */
    void ride(int peer, Outbox out) {
        if (beats.pingMayRide(peer)) {
            ping(peer, out);
        }
    }

    // spec: Tree.tla!Ping
    boolean ping(int i, Outbox out) {
        if (!kids.has(i)) {
            return false;
        }
        beats.pinged(i);
        out.send(i, new Message.Accept(seen[i]));
        observe("Ping", i);
        return true;
    }

    private void welcome(int i, long v, Outbox out) {
        seen[i] = v;
        kids.add(i);
        beats.pinged(i);
        out.watch(i);
        out.edgeUp(i);
        out.send(i, new Message.Accept(v));
        check();
    }

    private void farewell(int i, Outbox out) {
        kids.remove(i);
        out.edgeDown(i);
        out.unwatch(i);
    }

    long wakeAt() {
        long at = Long.MAX_VALUE;
        for (int x = 0; x < kids.count(); x++) {
            at = Math.min(at, beats.pingAt(kids.at(x)));
        }
        return at;
    }

    private void check() {
        SpecViolation.check(kids.count() <= maxKids && (kids.count() == 0 || kids.at(0) > self), "DegreeBound",
                () -> "member " + self + " has children " + kids.toList());
    }

    private void observe(String action, int peer) {
        observer.observe(Tree.MODULE, action, self, peer, seen[peer], 0);
    }
}
