package org.espalier.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.Definition;
import org.espalier.checkers.history.Json;
import org.espalier.simulator.Finding;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.virtual.VirtualRun;
import org.espalier.workbench.Measures;
import org.espalier.workbench.report.PageHtml;
import org.espalier.workbench.report.PageMessages;
import org.espalier.workbench.report.PageModel;
import org.espalier.workbench.report.PageRequests;
import org.espalier.workbench.report.PageVerdicts;
import org.jspecify.annotations.Nullable;

/**
 * The page of a program's run in virtual time: as that of a real one. The run is run again for it, and listened to. On the
 * page time begins when the nodes are started.
 */
final class ProgramPage {

    private ProgramPage() {}

    /** Runs a schedule again, and makes the page of it; {@code replay} is the command that does so, too. */
    static String of(Schedule schedule, String replay) {
        List<String> nodes = SimulationPage.nodes(schedule);
        PageMessages messages = new PageMessages(nodes);
        Flights<byte[]> flights = new Flights<>(schedule, VirtualRun.STARTED_AT, messages, ProgramPage::body);
        VirtualRun.Outcome outcome = VirtualRun.run(schedule,
                new VirtualRun.Options(null, VirtualRun.Options.QUIET.maxEvents(), flights));
        flights.over();
        PageRequests requests = new PageRequests(nodes);
        outcome.history().forEach(requests::see);
        requests.over();
        RunResult result = outcome.result();
        long end = Math.max(messages.end(), Math.max(requests.end(), result.counts().millis() * 1_000));
        PageModel.Timeline timeline = new PageModel.Timeline("seconds of virtual time", nodes, end, messages.kept(),
                messages.total(), requests.requests(), requests.total(),
                schedule.faults().stream().map(f -> SimulationPage.band(f, VirtualRun.STARTED_AT)).toList(),
                messages.trees(end), messages.rates(end));
        Map<?, ?> latencies = Measures.perf(outcome.history()).get("latencies-ms") instanceof Map<?, ?> byF
                ? byF
                : Map.of();
        List<PageModel.Table> tables = new ArrayList<>(List.of(requests.table(latencies)));
        tables.addAll(messages.tables());
        String name = schedule.program().name();
        return PageHtml.of(new PageModel("Simulated: " + name + " on " + nodes.size() + " nodes", result.verdict(),
                headline(result, name), properties(outcome), Map.of("Run it again", replay), settings(schedule),
                timeline, tables,
                SimulateReport.text(result, SimulateReport.counted(false))));
    }

    /** What a line of a node says, without who says it to whom; a line damaged on its way may say nothing any more. */
    private static Object body(int from, int to, byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        try {
            return Json.parse(text) instanceof Map<?, ?> message && message.get("body") instanceof Map<?, ?> body
                    ? body
                    : Map.of("damaged", text);
        } catch (tools.jackson.core.JacksonException e) {
            return Map.of("damaged", text);
        }
    }

    private static String headline(RunResult result, String name) {
        return switch (result.verdict()) {
            case VALID -> "everything that " + name + " promises holds";
            case UNKNOWN -> "something could not be judged";
            case INVALID -> String.join(", ", result.findings().stream().map(Finding::property).toList())
                    + (result.findings().size() == 1 ? " is violated" : " are violated");
        };
    }

    /** What the checkers say; and what is wrong beside that, of which they know nothing. */
    private static List<PageModel.Property> properties(VirtualRun.Outcome outcome) {
        Map<String, @Nullable Object> judged = new LinkedHashMap<>();
        outcome.judged().parts().forEach((name, part) -> judged.put(name, part.toTree()));
        List<PageModel.Property> properties = new ArrayList<>();
        if (outcome.judged().verdict() != Verdict.INVALID) {
            for (Finding f : outcome.result().findings()) {
                properties.add(new PageModel.Property(f.property(), Verdict.INVALID,
                        Objects.requireNonNullElse(Definition.of(f.property()), ""), "",
                        List.of(new PageModel.Violation(f.text(), SimulationPage.show(f.text())))));
            }
        }
        properties.addAll(PageVerdicts.of(judged));
        return properties;
    }

    private static Map<String, String> settings(Schedule schedule) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("group", schedule.nodes() + " nodes, " + schedule.program().clients()
                + (schedule.program().clients() == 1 ? " client at each" : " clients at each"));
        settings.put("order", schedule.workload().label());
        settings.put("disk", schedule.program().disk() ? "yes" : "none");
        settings.put("patience of clients", schedule.program().patienceMillis() + " ms");
        settings.put("faults", SimulationPage.faults(schedule, VirtualRun.STARTED_AT));
        settings.put("time 0 of the schedule",
                String.format(Locale.ROOT, "%.1f s here, where all begins when the nodes are started",
                        -VirtualRun.STARTED_AT / 1e6));
        settings.put("seed of what is left to luck", Long.toString(schedule.seed()));
        if (!schedule.mutant().name().isEmpty()) {
            settings.put("defect", schedule.mutant().name());
        }
        return settings;
    }
}
