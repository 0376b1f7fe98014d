package org.espalier.cli.verify;

import java.util.List;

import org.espalier.spec.ModelReport;

/**
 * Everything that a verification found.
 *
 * @param facts what it must be read with
 * @param steps what was done, in order
 * @param models every run of TLC, in the order of the manifest
 * @param tlc TLC's banner
 * @param simulations the campaigns of simulated groups
 * @param traces the simulated groups whose events were followed through the specifications
 * @param mistakes which layer of checks sees which known mistake
 * @param runs the runs of real processes
 * @param leftOut what a quick verification did not do; empty for a whole one
 * @param seconds how long it took
 */
public record Verification(Facts facts, List<Step> steps, List<ModelReport> models, String tlc,
        List<SimulationPart> simulations, TracePart traces, MistakePart mistakes, List<RunPart> runs, String leftOut,
        double seconds) {

    public Verification {
        steps = List.copyOf(steps);
        models = List.copyOf(models);
        simulations = List.copyOf(simulations);
        runs = List.copyOf(runs);
    }

    /** The worst state of any step. */
    public State state() {
        return steps.stream().map(Step::state).reduce(State.GOOD, State::merge);
    }
}
