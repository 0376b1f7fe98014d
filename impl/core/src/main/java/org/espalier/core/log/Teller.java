package org.espalier.core.log;

import java.util.List;

/**
 * What each neighbour is told: where this member is; away from the root entries and commits, one cursor per neighbour;
 * towards it joins and submissions. Everything said is a fact or a join, so what may be lost or out of place is said again.
 */
final class Teller {

    private final Parts its;
    private final EpochLog log;

    Teller(Parts its) {
        this.its = its;
        log = its.log;
    }

    /** Passes a beat on. */
    void beat(LogMessage.Beat beat, int except) {
        for (Neighbour q : its.neighbours.linked()) {
            if (q.peer != except) {
                its.out.hint(q.peer, beat);
            }
        }
    }

    /** What this member tells others to be committed: all that it knows of. */
    long announcedCommit() {
        boolean mute = its.variant == LogVariant.NO_REANNOUNCE && log.isRoot() && log.ci() <= log.blen();
        return mute ? 0 : Math.max(log.ci(), log.com());
    }

    /** Says to {@code q} what it has not been told, as far as the link has room. */
    void tell(Neighbour q, boolean talksOfLives) {
        if (q.statusDue && hasRoom(q)) {
            q.statusDue = false;
            its.out.send(q.peer, new LogMessage.Status(log.ep(), log.le(), log.log.length(), log.ble(), log.blen(),
                    q.ep == 0, q.star));
        }
        if (talksOfLives && q.toldRows < its.founding.version() && hasRoom(q)) {
            q.toldRows = its.founding.version();
            its.out.send(q.peer, new LogMessage.Rows(its.founding.rows()));
        }
        if (q.le == log.le() && log.le() == log.ep()) {
            stream(q);
        }
        if (log.lead() != log.ep() && its.neighbours.isTowardsRoot(q)) {
            report(q);
            submit(q);
        }
    }

    // spec: TreeLog.tla!Pass
    private void stream(Neighbour q) {
        while (q.next <= log.log.length() && !q.behind && hasRoom(q)) {
            if (q.next <= log.log.base()) {
                q.behind = true;
                its.out.send(q.peer, its.excerpts.piece(0, 0));
                return;
            }
            append(q, its.excerpts.entries(q.next, log.log.length()));
        }
        if (q.toldCi < announcedCommit() && !q.behind && hasRoom(q)) {
            append(q, List.of());
        }
    }

    private void append(Neighbour q, List<Entry> entries) {
        q.toldCi = announcedCommit();
        long index = Math.min(q.next, log.log.length() + 1); // q may have more than this member, which then says no more
        its.out.send(q.peer, new LogMessage.Append(log.le(), index, entries, q.toldCi));
        q.next += entries.size();
    }

    // spec: TreeLog.tla!ReportUp and PromUp
    private void report(Neighbour q) {
        Votes voters = log.voters();
        if (log.le() == log.ep() && q.toldAgg < voters.aggVersion() && hasRoom(q)) {
            q.toldAgg = voters.aggVersion();
            its.out.send(q.peer, new LogMessage.Ack(log.le(), voters.agg()));
        }
        if (log.le() < log.ep() && q.toldPrm < voters.prmVersion() && hasRoom(q)) {
            q.toldPrm = voters.prmVersion();
            List<LogMessage.Promise> prm = voters.prm();
            if (!prm.isEmpty()) {
                its.out.send(q.peer, new LogMessage.Promises(log.ep(), prm));
            }
        }
    }

    private void submit(Neighbour q) {
        if (its.neighbours.upstream() == q.peer && log.le() == log.ep() && its.election.hasRoot(its.now)) {
            while (!its.relayed.isEmpty() && hasRoom(q)) {
                its.out.send(q.peer, new LogMessage.Propose(its.relayed.batch()));
            }
            while (its.own.anythingToSend() && hasRoom(q)) {
                its.out.send(q.peer, new LogMessage.Propose(its.own.next(its.now, its.config.maxBatch())));
            }
        }
    }

    private boolean hasRoom(Neighbour q) {
        return its.out.room(q.peer) > 0;
    }
}
