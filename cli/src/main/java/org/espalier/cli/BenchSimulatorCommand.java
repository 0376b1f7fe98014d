package org.espalier.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.espalier.bench.SimulatorSpeed;
import org.espalier.checkers.history.Json;
import org.espalier.simulator.Workload;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code espalier bench simulator}: how fast simulated groups are. */
@Command(name = "simulator", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "How fast the simulator is on one core of this machine: five busy members without faults, nothing recorded; and the runs of a campaign, with all faults, recorded and judged. A delivery is one message delivered at one member."})
final class BenchSimulatorCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--ops", paramLabel = "N", defaultValue = "1000", description = "Operations in a run of the campaign (default: ${DEFAULT-VALUE}).")
    private int ops;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "6", description = "Real time for each row, warm-up included (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        if (ops < 1 || ops > 100_000 || seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--ops is from 1 to 100000, --seconds at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<Object> rows = new ArrayList<>();
        if (!json) {
            out.printf(Locale.ROOT, "%-8s %-28s %12s %14s %10s %12s%n", "WORKLOAD", "LOAD", "EVENTS/S", "DELIVERIES/S",
                    "SEEDS/MIN", "VIRTUAL:REAL");
        }
        for (Workload workload : Workload.values()) {
            row(SimulatorSpeed.busy(workload, seconds), rows, out);
            row(SimulatorSpeed.campaign(workload, ops, seconds), rows, out);
        }
        if (json) {
            out.println(Json.text(Map.of("rows", rows)));
        }
        out.flush();
        return ExitCode.GOOD;
    }

    private void row(SimulatorSpeed.Row r, List<Object> rows, PrintWriter out) {
        if (!json) {
            out.printf(Locale.ROOT, "%-8s %-28s %,12.0f %,14.0f %,10.0f %,12.0f%n", r.workload().label(), r.load(),
                    r.events(), r.deliveries(), r.seeds(), r.faster());
            out.flush();
            return;
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("workload", r.workload().label());
        row.put("load", r.load());
        row.put("events-per-second", r.events());
        row.put("deliveries-per-second", r.deliveries());
        row.put("seeds-per-minute", r.seeds());
        row.put("virtual-to-real", r.faster());
        rows.add(row);
    }
}
