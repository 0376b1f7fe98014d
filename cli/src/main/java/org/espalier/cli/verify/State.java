package org.espalier.cli.verify;

import org.espalier.checkers.Verdict;

/** How something that was checked stands. */
public enum State {
    GOOD("✓", "holds"), UNKNOWN("?", "not decided"), BAD("✗", "violated");

    private final String mark;
    private final String word;

    State(String mark, String word) {
        this.mark = mark;
        this.word = word;
    }

    /** One character; never the only sign, and never a colour alone. */
    public String mark() {
        return mark;
    }

    public String word() {
        return word;
    }

    String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static State of(boolean good) {
        return good ? GOOD : BAD;
    }

    public static State of(Verdict verdict) {
        return switch (verdict) {
            case VALID -> GOOD;
            case UNKNOWN -> UNKNOWN;
            case INVALID -> BAD;
        };
    }

    /** The worse of the two. */
    public State merge(State other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
