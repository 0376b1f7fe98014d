package org.espalier.core.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The group and the limits of a log.
 *
 * @param voters who makes entries durable and elects roots, as member indices, in an order that all members share
 * @param maxRetained delivered entries kept beyond the snapshot before the next snapshot is taken
 * @param maxUncommitted entries that the root sequences ahead of the last committed one; what is beyond waits at its origin
 * @param maxPending submissions of this member that may wait for their place in the sequence
 * @param maxRelayed submissions of others held while the link towards the root is full; what is beyond is sent again by its
 *        origin
 * @param maxBatch entries in one message
 * @param maxBatchBytes payload in one message after which no further entry is added, and the length of a snapshot's piece
 * @param maxSnapshotBytes the longest snapshot taken in from a peer
 * @param beatEveryMillis between two beats of the root
 * @param electAfterMillis how long nothing is heard of the root before the next in line begins an epoch
 * @param staggerMillis how much longer each further one in line waits
 * @param resubmitAfterMillis how long a submission is waited for before it is sent again
 * @param answerAfterMillis how long a submission may take before its outcome is unknown
 * @param starAfter own elections in vain after which a member talks to all voters directly
 */
public record LogConfig(List<Integer> voters, int maxRetained, int maxUncommitted, int maxPending, int maxRelayed,
        int maxBatch, int maxBatchBytes, int maxSnapshotBytes, long beatEveryMillis, long electAfterMillis,
        long staggerMillis, long resubmitAfterMillis, long answerAfterMillis, int starAfter) {

    /** Up to so many members all vote. */
    public static final int ALL_VOTE = 9;
    /** So many vote in a larger group. */
    public static final int VOTERS = 7;

    /** @throws IllegalArgumentException naming the component that is out of range */
    public LogConfig {
        voters = List.copyOf(voters);
        boolean twice = false;
        for (int i = 0; i < voters.size(); i++) {
            twice |= voters.lastIndexOf(voters.get(i)) != i;
        }
        if (voters.isEmpty() || twice) {
            throw new IllegalArgumentException("voters are different members, at least one, not " + voters);
        }
        atLeast(1, maxRetained, "maxRetained");
        atLeast(1, maxUncommitted, "maxUncommitted");
        atLeast(1, maxPending, "maxPending");
        atLeast(1, maxRelayed, "maxRelayed");
        atLeast(1, maxBatch, "maxBatch");
        atLeast(1, maxBatchBytes, "maxBatchBytes");
        atLeast(1, maxSnapshotBytes, "maxSnapshotBytes");
        atLeast(1, beatEveryMillis, "beatEveryMillis");
        atLeast(beatEveryMillis + 1, electAfterMillis, "electAfterMillis");
        atLeast(1, staggerMillis, "staggerMillis");
        atLeast(1, resubmitAfterMillis, "resubmitAfterMillis");
        atLeast(1, answerAfterMillis, "answerAfterMillis");
        atLeast(1, starAfter, "starAfter");
    }

    /** Limits and delays for a small group on a local network. */
    public static LogConfig defaults(int members) {
        return new LogConfig(votersOf(members), 1 << 14, 1 << 12, 1 << 12, 1 << 12, 256, 1 << 16, 1 << 28, 100, 600,
                200, 400, 1_500, 3);
    }

    /** The voters of a group of that size: all of a small one, the first few of a larger one. */
    public static List<Integer> votersOf(int members) {
        List<Integer> voters = new ArrayList<>();
        for (int i = 0; i < (members <= ALL_VOTE ? members : VOTERS); i++) {
            voters.add(i);
        }
        return voters;
    }

    /** The only member that may lead epoch {@code e}. */
    public int root(long e) {
        return voters.get((int) (e % voters.size()));
    }

    /** How many voters are a majority. */
    int quorum() {
        return voters.size() / 2 + 1;
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }
}
