package org.espalier.checkers.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The smallest explanation of a violation: what one node did wrong with one message, and the one other message that shows
 * it.
 *
 * @param property the name of the violated property, as in the specification
 * @param why how the two messages depend on each other
 * @param node the node whose deliveries are wrong
 * @param message what it delivered (or lacks)
 * @param cause what should have come first, or differs; null where one message is enough
 * @param text all of this in a sentence
 */
public record Violation(String property, Why why, String node, Delivery message, @Nullable Delivery cause,
        String text) {

    /** The kinds of explanation. */
    public enum Why {
        /** Nobody was asked to multicast the message. */
        NEVER_ASKED,
        /** The node delivered the message before anybody was asked for it. */
        AHEAD_OF_REQUEST,
        /** The origin had answered that it would not multicast the message. */
        REFUSED,
        /** The same message at two positions. */
        REPEATED,
        /** The origin had acknowledged the cause before it was asked for the message. */
        ACKNOWLEDGED_BEFORE,
        /** The origin had delivered the cause before it was asked for the message. */
        DELIVERED_BEFORE,
        /** Another node has the message, and the node here does not have it in the end. */
        MISSING_IN_THE_END,
        /** Two nodes deliver different messages at one position. */
        ORDERS_PART,
        /** The message is for a group that the node does not belong to. */
        NOT_FOR_THIS_NODE,
        /** Nodes deliver messages in orders that together go round in a circle. */
        ORDERS_GO_ROUND,
        /** Two reads of one node show different messages at one position. */
        READS_DIVERGE,
        /** A later read of one node shows less than an earlier one. */
        READ_SHRINKS,
        /** What is delivered differs from what was multicast. */
        ALTERED,
        /** Two nodes that went from one view to the same next one differ in what they saw. */
        VIEWS_DIFFER
    }

    /**
     * One message as a violation speaks of it.
     *
     * @param label what the application calls it
     * @param origin who was asked for it, or null if nobody was
     * @param position where {@code node} delivered it, from 0; -1 if it never did
     */
    public record Delivery(@Nullable Object label, @Nullable String origin, int position) {

        Map<String, @Nullable Object> toTree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("message", label);
            tree.put("origin", origin);
            tree.put("position", position < 0 ? null : position);
            return tree;
        }
    }

    /** As a value tree. */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("property", property);
        tree.put("why", why.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        tree.put("node", node);
        tree.put("delivered", message.toTree());
        if (cause != null) {
            tree.put("cause", cause.toTree());
        }
        tree.put("text", text);
        return tree;
    }
}
