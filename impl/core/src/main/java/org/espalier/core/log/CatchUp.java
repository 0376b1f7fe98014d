package org.espalier.core.log;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Gets the log of another epoch here, or a snapshot over a gap, and gives others what they ask for. There is one adoption at
 * a time: a candidate's takes the best log promised, a follower's the log of the newest epoch that a neighbour has.
 */
final class CatchUp {

    private final Parts its;
    private final EpochLog log;
    private @Nullable Adoption adoption;

    CatchUp(Parts its) {
        this.its = its;
        log = its.log;
    }

    /** A new epoch makes an adoption of an older one pointless. */
    void epochBegun() {
        if (adoption != null && adoption.goal.e() < log.ep()) {
            adoption = null;
        }
    }

    /** When an answer is late, {@code Long.MAX_VALUE} when none is waited for. */
    long wakeAt() {
        return adoption == null ? Long.MAX_VALUE : adoption.lateAt(its.config.resubmitAfterMillis());
    }

    // ---------------------------------------------------------------- asked and answered

    void onFetch(Neighbour q, LogMessage.Fetch fetch) {
        if (fetch.l() != log.le() || its.out.room(q.peer) == 0) {
            q.statusDue = true;
        } else if (fetch.from() <= log.log.base()) {
            its.out.send(q.peer, its.excerpts.piece(fetch.snapshot(), fetch.at()));
        } else {
            long to = Math.min(fetch.upTo(), log.log.length());
            its.out.send(q.peer,
                    new LogMessage.Suffix(log.le(), fetch.from(), its.excerpts.entries(fetch.from(), to)));
        }
    }

    void onSuffix(LogMessage.Suffix suffix) {
        if (adoption != null && adoption.take(suffix)) {
            progress(adoption);
        }
    }

    void onPiece(Neighbour q, LogMessage.Piece piece) {
        if (adoption == null && piece.l() == log.le() && log.le() == log.ep() && !log.isRoot()
                && piece.index() > log.log.length()) {
            adoption = Adoption.gap(log.le(), log.log.length(), q.peer, its.now);
        }
        if (adoption != null && adoption.take(piece, its.config.maxSnapshotBytes())) {
            progress(adoption);
        } else if (adoption == null) {
            q.statusDue = true; // it thinks that this is wanted: say from where on
        }
    }

    private void progress(Adoption a) {
        a.progress(its.now);
        if (a.goal.root()) {
            its.election.heard(its.now); // a candidate that is getting there does not give up on itself
        }
    }

    // ---------------------------------------------------------------- what to get, and taking it

    /** Begins what can be begun, asks for what is missing, and takes what is all there. */
    void act() {
        synchronise();
        if (log.le() < log.ep() && !log.isCandidate() && adoption == null) {
            follow();
        }
        if (adoption != null) {
            pursue(adoption);
        }
    }

    /** As a candidate: begin with the best log promised, as soon as it is here. */
    // spec: EpochLog.tla!Sync
    private void synchronise() {
        LogMessage.Promise best = log.best();
        if (best == null) {
            return;
        }
        Adoption.Goal goal = new Adoption.Goal(log.ep(), best.le(), best.le(), best.len(), true);
        if (adoption == null || !adoption.goal.equals(goal)) {
            adoption = Adoption.of(goal, log.keep(best.le(), best.len()), its.config.voters().get(best.voter()),
                    its.now);
        }
    }

    /** As a follower: adopt the log of the newest epoch, which a neighbour has. */
    private void follow() {
        for (Neighbour q : its.neighbours.linked()) {
            if (q.le == log.ep()) {
                follow(q);
                return;
            }
        }
    }

    /** Adopt the log that {@code q} says it has. */
    // spec: EpochLog.tla!Adopt
    void follow(Neighbour q) {
        Adoption.Goal goal = new Adoption.Goal(q.le, q.le, q.ble, q.blen, false);
        adoption = Adoption.of(goal, log.keep(q.ble, q.blen), q.peer, its.now);
        if (its.variant == LogVariant.PARTIAL_ADOPTION) {
            log.adopt(q.le, q.ble, q.blen, Optional.empty(), adoption.keep, List.of(), false);
            adopted();
        }
    }

    private void pursue(Adoption a) {
        if (a.gap ? a.goal.e() != log.ep() : a.goal.e() < log.ep() || log.le() >= a.goal.e()) {
            giveUp();
        } else if (a.complete()) {
            complete(a);
        } else if (its.now >= wakeAt()) {
            giveUp(); // whoever was asked is gone, or has something else by now: ask whoever has it
        } else if (!a.asked && its.out.room(a.peer) > 0) {
            a.asked = true;
            its.out.send(a.peer, a.question());
        }
    }

    private void complete(Adoption a) {
        long needless = a.gap ? log.log.length() : log.ci();
        if (a.snapshot().filter(s -> s.index() <= needless).isPresent()) {
            giveUp();
            return;
        }
        if (a.gap) {
            a.snapshot().ifPresent(log::gapSnapshot);
        } else {
            long keep = a.snapshot().isPresent() ? a.keep : Math.max(a.keep, log.ci());
            log.adopt(a.goal.e(), a.goal.baseLe(), a.goal.baseLen(), a.snapshot(), keep, a.beyond(keep),
                    a.goal.root());
        }
        a.snapshot().ifPresent(this::installed);
        adopted();
    }

    /** All are told from where on: pieces that came meanwhile may have been refused. */
    private void giveUp() {
        adoption = null;
        its.neighbours.introduce();
    }

    private void installed(Snapshot snapshot) {
        its.stateAsked = false;
        its.out.install(snapshot.index(), snapshot.state());
        if (its.self < snapshot.last().size()) {
            its.own.covered(snapshot.last().get(its.self), its.out);
        }
    }

    private void adopted() {
        adoption = null;
        its.election.heard(its.now);
        its.election.succeeded();
        its.relayed.clear();
        its.own.rewind();
        its.neighbours.startOver();
    }

    @Override
    public String toString() {
        return adoption == null ? "" : ", adopting " + adoption.goal + " from " + adoption.peer;
    }
}
