package org.espalier.simulator;

import java.util.Set;

import org.espalier.simulator.fault.FaultKind;

/** What a campaign is about: where its runs come from, and how they are run. */
public interface Subject {

    /** What it is called on the command line. */
    String label();

    /** The defect of the core, if it has one. */
    Mutant mutant();

    /** So long operations and faults usually go on, in milliseconds. */
    long USUAL_MILLIS = 20_000;

    /** The faults that there may be. */
    Set<FaultKind> kinds();

    /** What its runs come to under all kinds of faults. */
    Goals goals();

    /** Whether each seed draws its own group and operations, and they go on for no less than is usual. */
    boolean isUsual();

    /** The run of a seed: the same for one seed everywhere and for ever. */
    Schedule draw(long seed);

    /** Runs it, and judges it. */
    RunResult run(Schedule schedule);
}
