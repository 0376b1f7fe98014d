package org.espalier.core.log;

/** What became of a submission. */
public sealed interface Outcome {

    /** It is entry {@code index} of the sequence, and has just been delivered here. */
    record Committed(long index) implements Outcome {}

    /** Definite: there was no root to hand it to in time. It never left this member and never will. */
    record NoQuorum() implements Outcome {}

    /** Definite: too many submissions of this member are waiting already. It was not taken. */
    record BackPressured() implements Outcome {}

    /** Indefinite: it was sent and not delivered in time; it may still be, any time later. */
    record Unknown() implements Outcome {}
}
