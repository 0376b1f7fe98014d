package org.espalier.checkers.kafka;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that should not have been.
 *
 * @param kind what it is
 * @param key the log in which it was
 * @param message the message that it is about; null if it is about a whole offset
 * @param text all of it in a sentence
 */
public record Anomaly(Kind kind, String key, @Nullable Object message, String text) {

    /** The kinds; the names are Jepsen's but for {@link #UNEXPECTED}. */
    public enum Kind {
        /** Two messages stand at one offset of a log. */
        INCONSISTENT_OFFSETS,
        /** One message stands at two offsets of a log. */
        DUPLICATE,
        /** A poll showed a message that nobody ever sent. */
        UNEXPECTED,
        /** A poll that returned ok showed a message whose sending had failed. */
        G1A("G1a"),
        /** A poll had returned with a message before anybody was asked to send it. */
        G1C_REALTIME("G1c-realtime"),
        /** A transaction polled what it had sent itself. */
        PRECOMMITTED_READ,
        /** A message was acknowledged, somebody polled a later one, and nobody ever polled this one. */
        LOST_WRITE,
        /** A message was acknowledged, and nobody had polled it when all was over. */
        UNSEEN,
        /** Two messages that follow each other in one poll are not neighbours in the log. */
        INT_POLL_SKIP,
        /** Of two messages that follow each other in one poll, the second does not come later in the log. */
        INT_NONMONOTONIC_POLL,
        /** A poll of a process began further on than directly after where its poll before had ended. */
        POLL_SKIP,
        /** A poll of a process began no later than where its poll before had ended. */
        NONMONOTONIC_POLL,
        /** Of two messages that one transaction sent, the second does not come later in the log. */
        INT_NONMONOTONIC_SEND,
        /** Of two messages that a process sent one after the other, the second does not come later in the log. */
        NONMONOTONIC_SEND;

        private final String label;

        Kind() {
            label = name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        Kind(String label) {
            this.label = label;
        }

        /** As results name it. */
        public String label() {
            return label;
        }
    }

    /** As a value tree. */
    public Map<String, @Nullable Object> toTree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("key", key);
        tree.put("value", message);
        tree.put("text", text);
        return tree;
    }
}
