package org.espalier.core.cast;

/**
 * What a multicast layer has dropped, refused or closed since it was made. All of it is legal; much of it means that
 * something can be tuned.
 *
 * @param delivered messages given to the application, own ones included
 * @param duplicates messages that were here already
 * @param stale frames of a stream that is over
 * @param gaps messages that did not follow their predecessor (TreeCast): their stream was opened anew
 * @param holdbackFull messages dropped because too many of their origin were waiting: their stream was opened anew
 * @param lagging outgoing streams closed because they had not passed what the log had to let go
 * @param refused subscriptions answered with {@code Busy} or {@code NeedSnapshot}
 * @param grafts streams opened to a backup neighbour
 */
public record CastCounters(long delivered, long duplicates, long stale, long gaps, long holdbackFull, long lagging,
        long refused, long grafts) {}
