package org.espalier.simulator;

import java.util.Map;
import java.util.Set;

import org.espalier.simulator.fault.FaultKind;

/** What a campaign is about: where its runs come from, and how they are run. */
public interface Subject {

    /** What it is called on the command line. */
    String label();

    /** The defect of the core, if it has one. */
    Mutant mutant();

    /** The faults that there may be. */
    Set<FaultKind> kinds();

    /** By name of an action: how many runs under all kinds of faults come to it at least once. */
    Map<String, Long> expected();

    /** The run of a seed: the same for one seed everywhere and for ever. */
    Schedule draw(long seed);

    /** Runs it, and judges it. */
    RunResult run(Schedule schedule);
}
