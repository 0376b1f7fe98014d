package org.espalier.simulator;

/**
 * What must happen in some run of many. Where it never does, the runs are too mild to show what follows from it. Actions say
 * what the core does; this is what is done to it, and what its users see.
 */
public enum Sometimes {
    /** Of the core alone. */
    NOT_ASKED("one cannot be asked, as it is down or paused"),
    /** Of a total order. */
    COMMITTED("a submission is committed"),
    /** Of a total order. */
    NO_QUORUM("a submission finds no majority"),
    /** Of a total order. */
    BACK_PRESSURED("a submission comes when there are too many already"),
    /** Of a total order. */
    FATE_UNKNOWN("the fate of a submission is unknown"),
    /** Of a program. */
    SUCCEEDS("a request succeeds"),
    /** Of a program that may refuse: a comparison that does not hold, say, or a node that has no majority. */
    FAILS("a request fails, and certainly did nothing"),
    /** Of a program whose requests change something. */
    UNKNOWN("a client does not know what became of its request"),
    /** Of a program. */
    SILENT("a client gives up waiting"),
    /** Where there are crashes. */
    DOWN_TOGETHER("two are down together"),
    /** Where there are crashes. */
    CRASHES_PAUSED("one crashes that is paused"),
    /** Where there are disks. */
    CRASHES_UNSYNCED("one crashes before all that it wrote is synced"),
    /** Where there are disks. */
    PAUSED_IN_SYNC("one is paused while it waits for its disk");

    private final String sentence;

    Sometimes(String sentence) {
        this.sentence = sentence;
    }

    /** In words, for people. */
    public String sentence() {
        return sentence;
    }
}
