package org.espalier.cli.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.espalier.simulator.Campaign;
import org.espalier.simulator.Mutant;
import org.espalier.simulator.Swarm;
import org.espalier.simulator.Workload;

/**
 * A campaign of simulated groups. Its seeds are the same in every verification, so that what one finds all find; to look
 * further is what {@code ./espalier simulate} is for.
 *
 * @param step its row
 * @param trouble what went wrong, empty when nothing did
 * @param replay the command that runs it again, or the run that failed
 */
public record SimulationPart(Step step, String trouble, String replay) {

    private static final long SEEDS = 300;
    private static final long QUICK_SEEDS = Campaign.COVERING_SEEDS;
    private static final long MILLIS = 20_000;

    /** Runs one campaign for each order. */
    public static List<SimulationPart> run(boolean quick, Progress progress) {
        List<SimulationPart> parts = new ArrayList<>();
        for (Workload workload : Workload.values()) {
            progress.step(name(workload));
            parts.add(run(Swarm.of(workload, Mutant.named(""), MILLIS), quick ? QUICK_SEEDS : SEEDS,
                    (seed, done) -> progress.progress("seed " + seed, done)));
        }
        return parts;
    }

    /** Hears of every run. */
    interface Listener {
        void ran(long seed, double done);
    }

    static SimulationPart run(Swarm swarm, long seeds, Listener listener) {
        long begin = System.nanoTime();
        Campaign.Plan plan = new Campaign.Plan(swarm, 1, seeds, 0, 1, 1);
        Campaign.Report report = Campaign.run(plan, () -> true,
                (runs, seed, result) -> listener.ran(seed, (double) runs / seeds));
        return of(swarm, plan, report, (System.nanoTime() - begin) / 1e9);
    }

    private static String name(Workload workload) {
        return "simulated " + workload.label();
    }

    private static SimulationPart of(Swarm swarm, Campaign.Plan plan, Campaign.Report report, double seconds) {
        Workload workload = swarm.workload();
        String mutant = swarm.mutant().name();
        String command = "./espalier simulate -w " + workload.label() + (mutant.isEmpty() ? "" : " --mutant " + mutant);
        String trouble = report.failures().stream().findFirst().map(f -> f.result().first().orElseThrow())
                .map(f -> f.property() + ": " + f.text())
                .orElse(report.unknown().isEmpty()
                        ? report.uncovered().isEmpty() ? "" : "never come to: " + String.join(", ", report.uncovered())
                        : "given up: seeds " + report.unknown());
        String again = report.failures().stream().findFirst().map(f -> " --seed " + f.seed() + " --seeds 1")
                .orElse(" --seeds " + plan.seeds());
        String result = String.format(Locale.ROOT, "%,d groups, %,d deliveries; %d of %d actions%s", report.runs(),
                report.counts().deliveries(), report.coverage().actions().size(), swarm.goals().actions().size(),
                report.failures().isEmpty() ? "" : "; seed " + report.failures().get(0).seed() + " fails");
        Step step = new Step(name(workload), "groups in virtual time keep " + workload.label()
                + " order under every kind of fault, and all have everything in the end", State.of(report.verdict()),
                result, seconds);
        return new SimulationPart(step, trouble, command + again);
    }
}
