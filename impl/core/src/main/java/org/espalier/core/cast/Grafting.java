package org.espalier.core.cast;

/**
 * Fetching from a backup neighbour what stays missing. Backup neighbours tell each other now and then what they have
 * (digests). When something that one of them has does not come by itself in time, this node subscribes there until it has
 * caught up: IHAVE and GRAFT of Plumtree (Leitao, Pereira, Rodrigues 2007), with a vector instead of message names.
 */
final class Grafting {

    /** A graft that has not caught up after this many {@code graftAfterMillis} is given up. */
    private static final long PATIENCE = 10;

    private final Cast cast;
    private final boolean[] backup;
    private long digestAt;
    /** The neighbour that has what is missing here, or -1; what it has; and since when that is known. */
    private int lender = -1;
    private long[] lent = {};
    private long lentSince;

    Grafting(Cast cast) {
        this.cast = cast;
        this.backup = new boolean[cast.members];
    }

    void backupUp(int peer) {
        backup[peer] = true;
        cast.wakeBy(Math.max(digestAt, cast.now()));
    }

    void backupDown(int peer, CastOutbox out) {
        backup[peer] = false;
        if (peer == lender) {
            end(out);
        }
    }

    /** A neighbour says what it has. If something of it stays missing here, it will be fetched there. */
    void onDigest(int peer, long[] digest) {
        if (cast.badVector(digest) || lender >= 0 || cast.subs.end(peer).on || Vectors.leq(digest, cast.vec)) {
            return;
        }
        lender = peer;
        lent = digest;
        lentSince = cast.now();
        cast.wakeBy(lentSince + cast.config.graftAfterMillis());
    }

    void tick(CastOutbox out) {
        sendDigests(out);
        if (lender < 0) {
            return;
        }
        long graftAt = lentSince + cast.config.graftAfterMillis();
        long giveUpAt = lentSince + PATIENCE * cast.config.graftAfterMillis();
        if (cast.now() >= giveUpAt || Vectors.leq(lent, cast.vec)) {
            end(out); // caught up, or another neighbour may do better
        } else if (cast.subs.end(lender).graft) {
            cast.wakeBy(giveUpAt);
        } else if (cast.now() >= graftAt) {
            cast.tally.grafts++;
            cast.subs.end(lender).graft = true;
            cast.subs.subscribe(lender, out);
            cast.wakeBy(giveUpAt);
        } else {
            cast.wakeBy(graftAt);
        }
    }

    private void sendDigests(CastOutbox out) {
        boolean due = cast.now() >= digestAt;
        if (due) {
            digestAt = cast.now() + cast.config.digestEveryMillis();
        }
        for (int peer = 0; peer < backup.length; peer++) {
            if (backup[peer]) {
                cast.wakeBy(digestAt);
                if (due) {
                    out.send(peer, new CastMessage.Digest(cast.vec.clone()));
                }
            }
        }
    }

    /** Something has come from {@code peer}: it may have been the last that was missing. */
    void heard(int peer, CastOutbox out) {
        if (peer == lender && Vectors.leq(lent, cast.vec)) {
            end(out);
        }
    }

    private void end(CastOutbox out) {
        int peer = lender;
        forget();
        Subscription s = cast.subs.end(peer);
        if (s.graft) {
            s.graft = false;
            if (!s.wanted()) {
                cast.subs.unsubscribe(peer, out);
            }
        }
    }

    void forget() {
        lender = -1;
        lent = new long[0];
    }
}
