package org.espalier.checkers.definitions;

import java.util.Set;

import org.espalier.checkers.multicast.MessageOrder;

/** What happens at member {@code p} of a {@link Story}. */
sealed interface Event {

    int p();

    /** It multicasts message {@code id} to a group. */
    record Multicast(int p, int id, int group, MessageOrder order) implements Event {}

    /** It delivers message {@code id}, which perhaps nobody multicasts. */
    record Deliver(int p, int id) implements Event {}

    /** It is gone for good. */
    record Crash(int p) implements Event {}

    /** It goes on to a view, and is told that these are in it. */
    record Install(int p, int view, Set<Integer> members) implements Event {}
}
