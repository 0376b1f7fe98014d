package org.espalier.core.log;

/** Everything that can happen to a member's log. Peers are member indices. */
@SuppressWarnings("ArrayRecordComponent") // payloads, never compared
public sealed interface LogInput {

    /** The overlay has this edge now. */
    record EdgeUp(int peer) implements LogInput {}

    /** The overlay has this edge no more. */
    record EdgeDown(int peer) implements LogInput {}

    /** The link to the peer began a new session: whatever was under way in either direction is gone. */
    record LinkReset(int peer) implements LogInput {}

    /** The link to the peer has room again after {@link LogOutbox#room} was seen to be 0. */
    record Ready(int peer) implements LogInput {}

    /** The peer said this, on the link or as a hint. */
    record Received(int peer, LogMessage message) implements LogInput {}

    /**
     * The application submits. The array is kept: do not change it.
     *
     * @param ticket what {@link LogOutbox#outcome} will quote
     */
    record Submit(long ticket, byte[] payload) implements LogInput {}

    /** The first {@code writes} of all that {@link LogOutbox#persist} handed out are durable. */
    record Persisted(long writes) implements LogInput {}

    /**
     * The answer to {@link LogOutbox#stateWanted}: the application's state after exactly the deliveries made before this
     * input, the last of which had {@code index}.
     */
    record StateTaken(long index, byte[] state) implements LogInput {}

    /** Time has come to {@code nowMillis}, on any clock that does not go backwards. */
    record Tick(long nowMillis) implements LogInput {}

    /**
     * All inputs of this moment are in: deliver, write and say what follows from them. A host that takes several inputs
     * before it saves messages and writes; it owes one after the last of them.
     */
    record Flush() implements LogInput {}
}
