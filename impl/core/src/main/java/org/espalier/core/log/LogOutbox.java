package org.espalier.core.log;

/** Where the log puts what it does. Called in the middle of a step, so an implementation never steps the log from inside. */
public interface LogOutbox {

    /**
     * How many more messages the link to {@code peer} takes now; 0 when it is full or has no session yet. The log never
     * sends beyond it. After it was 0, the host says {@link LogInput.Ready} once there is room.
     */
    int room(int peer);

    /** Hand {@code message} to the link: in order and gap-free within a session. */
    void send(int peer, LogMessage message);

    /** Send {@code message} at once, outside the link; it may be lost. */
    void hint(int peer, LogMessage message);

    /**
     * Make this durable, in the order of the calls. What depends on it is only said after {@link LogInput.Persisted}, so the
     * host may go on with other things meanwhile and write several at once.
     */
    void persist(Write write);

    /** Entry {@code index} of the one sequence, from 1; the next call of this life has the next index. */
    void deliver(long index, Entry entry);

    /** What became of a submission; once for each ticket, unless this life ends before. */
    void outcome(long ticket, Outcome outcome);

    /** The log has grown long: answer with {@link LogInput.StateTaken} after this step has returned. */
    void stateWanted();

    /** Replace the application's state by {@code state}, which is that after exactly the first {@code index} entries. */
    void install(long index, byte[] state);
}
