package org.espalier.core.log;

import java.util.Locale;

/**
 * Deliberately broken behaviour, for showing that the checks fail. Nothing in the library chooses any but {@link #SOUND}; a
 * test, or a program that is asked to by name, passes another to the constructor that takes one.
 */
public enum LogVariant {
    /** The real protocol. */
    SOUND,
    /** A new root takes the longest log promised, whatever epoch it is of. */
    LONGEST_WINS,
    /** Who hears of a new epoch cuts its log to what is committed before it has the new one. */
    TRUNCATE_FIRST,
    /** A restart keeps its epochs and loses its entries. */
    FORGET_LOG,
    /** The root counts acknowledgements instead of remembering whose they are. */
    COUNT_ACKS,
    /** A new root says nothing of what was committed before it. */
    NO_REANNOUNCE,
    /** Entries are acknowledged before they are durable. */
    ACK_EARLY,
    /** A new root does not wait for a majority of promises. */
    NO_QUORUM,
    /** An epoch is promised before the promise is durable. */
    PROMISE_EARLY,
    /** A new root begins before its own promise is durable. */
    SYNC_EARLY,
    /** A root that restarts goes on with the epoch it led. */
    RESUME_EPOCH,
    /** A new epoch's log counts as adopted when its first part is there. */
    PARTIAL_ADOPTION,
    /** The epoch of the log is written first, its entries after that. */
    SPLIT_RECORD,
    /** A snapshot claims to stand for entries that are not committed. */
    SNAPSHOT_UNCOMMITTED,
    /** The root looks for duplicates among the entries it retains, and not in the snapshot. */
    DEDUP_RETAINED,
    /** Two logs are taken to agree as far as both have entries. */
    MATCH_LENGTH,
    /** A voter that has lost its memory votes. */
    AMNESIAC_VOTES;

    /** As it is written on a command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All labels but that of the real protocol, for messages to people. */
    public static String labels() {
        StringBuilder labels = new StringBuilder();
        for (LogVariant variant : values()) {
            if (variant != SOUND) {
                labels.append(labels.isEmpty() ? "" : ", ").append(variant.label());
            }
        }
        return labels.toString();
    }

    /**
     * The variant called {@code name}.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static LogVariant named(String name) {
        for (LogVariant variant : values()) {
            if (variant != SOUND && variant.label().equals(name)) {
                return variant;
            }
        }
        throw new IllegalArgumentException("unknown variant '" + name + "' (known: " + labels() + ")");
    }
}
