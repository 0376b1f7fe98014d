package org.espalier.core.log;

/**
 * One member's log, taken apart: what {@link TreeLog} hears with, {@link CatchUp} fetches with and {@link Teller} speaks with.
 */
final class Parts {

    final int self;
    final LogConfig config;
    final LogVariant variant;
    final EpochLog log;
    final Submissions own;
    final Relayed relayed;
    final Election election;
    final Founding founding;
    final Neighbours neighbours;
    final Excerpts excerpts;
    /** Time, as of the last tick. */
    long now;
    /** The host has been asked for its state. */
    boolean stateAsked;
    /** Where the step's words go. */
    LogOutbox out = NoOutbox.INSTANCE;

    Parts(int self, int members, long incarnation, LogConfig config, LogVariant variant, EpochLog log) {
        this.self = self;
        this.config = config;
        this.variant = variant;
        this.log = log;
        own = new Submissions(self, incarnation, config);
        relayed = new Relayed(config);
        election = new Election(self, config);
        founding = new Founding(config.voters().indexOf(self), config.voters().size(), incarnation);
        neighbours = new Neighbours(members, own);
        excerpts = new Excerpts(config, log);
    }
}
