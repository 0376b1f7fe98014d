package org.espalier.core.overlay;

import static org.espalier.core.overlay.Heap.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

import org.espalier.core.Observer;
import org.espalier.core.SpecViolation;
import org.espalier.core.overlay.Tree.Message;
import org.espalier.core.overlay.Tree.Outbox;

/** One member as a child: whom it asks, whom it has, and when it lets go. */
// spec: Tree.tla, "The child"
final class Upward {

    private final int self;
    private final Heap heap;
    private final IntPredicate suspected;
    private final Beats beats;
    private final Observer observer;

    // The specification's variables.
    private int par = NONE;
    private long pv;
    private int cand = NONE;
    private long ver;

    Upward(int self, Heap heap, long firstVersion, IntPredicate suspected, Beats beats, Observer observer) {
        this.self = self;
        this.heap = heap;
        this.ver = firstVersion;
        this.suspected = suspected;
        this.beats = beats;
        this.observer = observer;
    }

    int parent() {
        return par;
    }

    long parentVersion() {
        return pv;
    }

    int candidate() {
        return cand;
    }

    long version() {
        return ver;
    }

    void restore(int parent, long parentVersion, int candidate, long version) {
        par = parent;
        pv = parentVersion;
        cand = candidate;
        ver = version;
        check();
    }

    // spec: Tree.tla!Poll
    boolean poll(Outbox out) {
        if (cand != NONE || !beats.pollDue()) {
            return false;
        }
        int best = heap.best(self, suspected);
        if (best == NONE || best == par) {
            return false;
        }
        ask(best, out);
        observe("Poll", best, ver);
        return true;
    }

    // spec: Tree.tla!Retry
    boolean retry(Outbox out) {
        if (cand == NONE || !beats.retryDue()) {
            return false;
        }
        beats.askedAgain();
        out.send(cand, new Message.Attach(ver));
        observe("Retry", cand, ver);
        return true;
    }

    boolean refreshIfDue(Outbox out) {
        return par != NONE && beats.refreshDue() && refresh(out);
    }

    /** A datagram is about to leave for {@code peer}. */
    void ride(int peer, Outbox out) {
        if (peer == par && beats.refreshMayRide()) {
            refresh(out);
        }
    }

    // spec: Tree.tla!Refresh
    private boolean refresh(Outbox out) {
        beats.refreshed();
        out.send(par, new Message.Attach(pv));
        observe("Refresh", par, pv);
        return true;
    }

    // spec: Tree.tla!OnAccept
    boolean onAccept(int a, long v, Outbox out) {
        boolean wanted = true;
        if (a == cand && v == ver) {
            take(a, out);
        } else if (a != par || v != pv) {
            // Untold, the accepter would keep a ghost among its children.
            out.send(a, new Message.Detach(v));
            wanted = false;
        }
        observe("OnAccept", a, v);
        return wanted;
    }

    /** Make before break: only now is the old parent left. */
    private void take(int a, Outbox out) {
        int old = par;
        long oldVersion = pv;
        par = a;
        pv = ver;
        cand = NONE;
        ver++;
        beats.refreshed();
        beats.pollLater();
        if (old != NONE) {
            out.edgeDown(old);
            out.unwatch(old);
            out.send(old, new Message.Detach(oldVersion));
        }
        out.edgeUp(a);
        check();
    }

    // spec: Tree.tla!OnBusy
    boolean onBusy(int a, long v, List<Integer> members, int turn, Outbox out) {
        int next = NONE;
        if (a == par && v == pv) {
            orphan(out);
        } else if (a == cand && v == ver) {
            endAttempt(out);
            next = par == NONE ? redirect(a, members, turn) : NONE;
            if (next != NONE) {
                ask(next, out);
            } else if (par == NONE) {
                beats.pollSoon();
            } else {
                beats.pollLater();
            }
        } else {
            return false;
        }
        observer.observe(Tree.MODULE, "OnBusy", self, a, v, next);
        return true;
    }

    /** Whom to ask instead of {@code a}: strictly downwards, and the orphans of one parent take different turns. */
    // spec: Tree.tla!Redirects
    private int redirect(int a, List<Integer> members, int turn) {
        List<Integer> open = new ArrayList<>(members);
        open.removeIf(c -> c <= a || c >= self || suspected.test(c));
        return open.isEmpty() ? NONE : open.get(turn % open.size());
    }

    // spec: Tree.tla!GiveUp
    boolean giveUp(int peer, Outbox out) {
        if (cand != peer) {
            return false;
        }
        long v = ver;
        endAttempt(out);
        beats.pollNow();
        observe("GiveUp", peer, v);
        return true;
    }

    // spec: Tree.tla!Leave
    boolean leave(int peer, Outbox out) {
        if (par != peer) {
            return false;
        }
        long v = pv;
        orphan(out);
        observe("Leave", peer, v);
        return true;
    }

    private void ask(int a, Outbox out) {
        cand = a;
        beats.asked();
        out.watch(a);
        out.send(a, new Message.Attach(ver));
        check();
    }

    private void endAttempt(Outbox out) {
        out.unwatch(cand);
        cand = NONE;
        ver++;
    }

    private void orphan(Outbox out) {
        int old = par;
        par = NONE;
        pv = 0;
        beats.pollNow();
        out.edgeDown(old);
        out.unwatch(old);
    }

    long wakeAt() {
        long at = par == NONE ? Long.MAX_VALUE : beats.refreshAt();
        if (cand != NONE) {
            return Math.min(at, beats.retryAt());
        }
        int best = heap.best(self, suspected);
        return best == NONE || best == par ? at : Math.min(at, beats.pollAt());
    }

    private void check() {
        SpecViolation.check(par < self && cand < self, "ParentBelow",
                () -> "member " + self + " has parent " + par + " and asks " + cand);
    }

    private void observe(String action, int peer, long version) {
        observer.observe(Tree.MODULE, action, self, peer, version, 0);
    }
}
