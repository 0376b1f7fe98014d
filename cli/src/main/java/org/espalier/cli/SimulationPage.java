package org.espalier.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.Definition;
import org.espalier.checkers.history.Json;
import org.espalier.core.cast.CastMessage;
import org.espalier.core.link.ArqLink;
import org.espalier.core.node.Packet;
import org.espalier.node.json.JsonWriter;
import org.espalier.node.wire.PacketCodec;
import org.espalier.simulator.Finding;
import org.espalier.simulator.Payload;
import org.espalier.simulator.Recorder;
import org.espalier.simulator.RunResult;
import org.espalier.simulator.Schedule;
import org.espalier.simulator.Simulation;
import org.espalier.simulator.Workload;
import org.espalier.simulator.fault.Crash;
import org.espalier.simulator.fault.Drift;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.Faults;
import org.espalier.simulator.fault.Pause;
import org.espalier.simulator.fault.SlowDisk;
import org.espalier.simulator.fault.SlowNode;
import org.espalier.simulator.fault.Suspicion;
import org.espalier.workbench.report.PageHtml;
import org.espalier.workbench.report.PageMessages;
import org.espalier.workbench.report.PageModel;
import org.jspecify.annotations.Nullable;

/**
 * The page of a simulated run: as that of a real one, in virtual time. The run is run again for it, and listened to; what is
 * kept is bounded by what a page shows.
 */
final class SimulationPage implements Recorder {

    private static final int MAX_FAULTS_NAMED = 6;
    private static final Pattern MESSAGE = Pattern.compile("\\bm\\d+\\b");
    private static final Pattern NODE = Pattern.compile("\\b(?:n|member )(\\d+)\\b");

    /** An operation: a message of a member, when it was asked for and when that was done. */
    private static final class Asked {
        private final int node;
        private final long at;
        private final boolean heard;
        private long done = -1;
        private String outcome = "";
        private int holders;

        private Asked(int node, long at, boolean heard) {
            this.node = node;
            this.at = at;
            this.heard = heard;
        }
    }

    private final Schedule schedule;
    private final PageMessages messages;
    private final Flights<Packet> flights;
    private final Map<Integer, Asked> asked = new TreeMap<>();
    private final List<PageModel.Request> deliveries = new ArrayList<>();
    private long delivered;

    private SimulationPage(Schedule schedule) {
        this.schedule = schedule;
        messages = new PageMessages(nodes(schedule));
        flights = new Flights<>(schedule, 0, messages, SimulationPage::body);
    }

    /** Runs a schedule again, and makes the page of it; {@code replay} is the command that does so, too. */
    static String of(Schedule schedule, String replay) {
        SimulationPage page = new SimulationPage(schedule);
        RunResult result = Simulation.run(schedule,
                new Simulation.Options(true, null, Simulation.Options.JUDGED.maxEvents(), page));
        page.flights.over();
        return PageHtml.of(page.model(result, replay));
    }

    static List<String> nodes(Schedule schedule) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < schedule.nodes(); i++) {
            names.add("n" + i);
        }
        return names;
    }

    // ---- What is heard ----------------------------------------------------------------------------------------------

    @Override
    public void lost(long at, int from, int to, Packet packet, Loss how) {
        flights.lost(at, from, to, packet, how);
    }

    @Override
    public void sent(long at, long due, int from, int to, Packet packet, boolean copy) {
        flights.sent(at, due, from, to, packet, copy);
    }

    @Override
    public void cut(long due, int from, int to, Packet packet) {
        flights.cut(due, from, to, packet);
    }

    private static Object body(int from, int to, Packet packet) {
        JsonWriter out = new JsonWriter();
        PacketCodec.encode(readable(packet), "n" + from, "n" + to, out);
        return Objects.requireNonNull(named(Json.parse(new String(out.toBytes(), StandardCharsets.UTF_8))));
    }

    @Override
    public void asked(long at, int node, int message, boolean heard) {
        if (asked.size() < PageModel.MAX_REQUESTS) {
            asked.put(message, new Asked(node, at, heard));
        }
    }

    @Override
    public void answered(long at, int node, int message, boolean committed) {
        Asked a = asked.get(message);
        if (a != null && a.done < 0) {
            a.done = at;
            a.outcome = committed ? "ok" : "info";
        }
    }

    @Override
    public void delivered(long at, int node, int message) {
        delivered++;
        Asked a = asked.get(message);
        if (a != null && ++a.holders == schedule.nodes() && schedule.workload() != Workload.TOTAL) {
            a.done = at;
            a.outcome = "ok";
        }
        if (deliveries.size() + asked.size() < PageModel.MAX_REQUESTS) {
            deliveries.add(new PageModel.Request(node, "deliver", "ok", at, at, -1, -1, List.of("m" + message),
                    "delivers m" + message));
        }
    }

    // ---- Names instead of bytes -------------------------------------------------------------------------------------

    /** The packet with the payload of a multicast, which is a number in four bytes, as a word. */
    private static Packet readable(Packet packet) {
        List<Packet.Frame> frames = new ArrayList<>();
        for (Packet.Frame frame : packet.frames()) {
            boolean cast = frame instanceof Packet.OnLink(ArqLink.Data<Packet.Body> data)
                    && data.payload() instanceof Packet.OnCast(var order, CastMessage.Msg msg)
                    && frames.add(new Packet.OnLink(new ArqLink.Data<>(data.a(), data.b(), data.n(), data.ordered(),
                            new Packet.OnCast(order, new CastMessage.Msg(msg.sid(), msg.origin(), msg.seq(),
                                    name(msg.payload()).getBytes(StandardCharsets.UTF_8))))));
            if (!cast) {
                frames.add(frame);
            }
        }
        return new Packet(packet.src(), packet.dst(), frames);
    }

    /** Entries of a log carry the same number as four characters. */
    private static @Nullable Object named(@Nullable Object tree) {
        return switch (tree) {
            case List<?> list when list.size() == 4 && list.get(3) instanceof String s && s.length() == 4
                    && list.get(0) instanceof Long ->
                List.of(list.get(0), list.get(1), list.get(2),
                        name(s.getBytes(StandardCharsets.ISO_8859_1)));
            case List<?> list -> list.stream().map(SimulationPage::named).toList();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> copy.put(String.valueOf(key), named(value)));
                yield copy;
            }
            case null, default -> tree;
        };
    }

    private static String name(byte[] payload) {
        int message = Payload.message(payload);
        return message < 0 ? "?" : "m" + message;
    }

    // ---- The page ---------------------------------------------------------------------------------------------------

    private PageModel model(RunResult result, String replay) {
        long end = result.counts().millis() * 1_000;
        List<PageModel.Request> requests = new ArrayList<>(deliveries);
        asked.forEach((message, a) -> requests.add(new PageModel.Request(a.node, "multicast", a.outcome, a.at,
                a.heard ? a.done : a.at, -1, -1, List.of("m" + message),
                "multicast m" + message + (a.heard ? "" : " → could not be asked"))));
        requests.sort(Comparator.comparingLong(PageModel.Request::invoked));
        PageModel.Timeline timeline = new PageModel.Timeline("seconds of virtual time", nodes(schedule), end,
                messages.kept(), messages.total(), requests, delivered + asked.size(),
                schedule.faults().stream().map(f -> band(f, 0)).toList(), messages.trees(end),
                messages.rates(end));
        String summary = SimulateReport.text(result, SimulateReport.counted(true));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("group", schedule.nodes() + " nodes, " + schedule.workload().label() + " order");
        settings.put("asked", schedule.ops().size() + " multicasts");
        settings.put("faults", faults(schedule, 0));
        settings.put("seed of what is left to luck", Long.toString(schedule.seed()));
        if (!schedule.mutant().name().isEmpty()) {
            settings.put("defect", schedule.mutant().name());
        }
        return new PageModel("Simulated: " + schedule.workload().label() + " order on " + schedule.nodes() + " nodes",
                result.verdict(), headline(result), properties(result), Map.of("Run it again", replay), settings,
                timeline, messages.tables(), summary);
    }

    private String headline(RunResult result) {
        return switch (result.verdict()) {
            case VALID -> "everything that " + schedule.workload().label() + " order promises holds";
            case UNKNOWN -> "the run was given up before its end";
            case INVALID -> String.join(", ", result.findings().stream().map(Finding::property).toList())
                    + (result.findings().size() == 1 ? " is violated" : " are violated");
        };
    }

    private List<PageModel.Property> properties(RunResult result) {
        if (result.findings().isEmpty()) {
            return List.of(new PageModel.Property("all that is promised of " + schedule.workload().label() + " order",
                    result.verdict(), "", String.format(Locale.ROOT, "%,d deliveries judged",
                            result.counts().deliveries()),
                    List.of()));
        }
        return result.findings().stream()
                .map(f -> new PageModel.Property(f.property(), Verdict.INVALID,
                        Objects.requireNonNullElse(Definition.of(f.property()), ""),
                        "", List.of(new PageModel.Violation(f.text(), show(f.text())))))
                .toList();
    }

    static PageModel.@Nullable Show show(String text) {
        List<String> values = new ArrayList<>();
        for (Matcher m = MESSAGE.matcher(text); m.find();) {
            values.add(m.group());
        }
        Matcher node = NODE.matcher(text);
        boolean named = node.find();
        return values.isEmpty() && !named
                ? null
                : new PageModel.Show(values.stream().distinct().toList(), named ? "n" + node.group(1) : "", List.of());
    }

    /** The faults one by one, with the page's times, where there are few; else how many. */
    static String faults(Schedule schedule, long start) {
        List<Fault> all = schedule.faults();
        if (all.isEmpty() || all.size() > MAX_FAULTS_NAMED) {
            return all.isEmpty() ? "none" : Integer.toString(all.size());
        }
        List<String> texts = new ArrayList<>();
        for (Fault fault : all) {
            List<String> how = new ArrayList<>();
            fault.parameters().forEach((name, value) -> how
                    .add(name + " " + (name.equals("node") || name.equals("peer") ? "n" : "") + value));
            texts.add(String.format(Locale.ROOT, "%s from %.3f to %.3f s%s", fault.kind().label(),
                    (fault.span().from() * 1_000 - start) / 1e6, (fault.span().to() * 1_000 - start) / 1e6,
                    how.isEmpty() ? "" : " (" + String.join(", ", how) + ")"));
        }
        return String.join("; ", texts);
    }

    static PageModel.Band band(Fault fault, long start) {
        List<Integer> nodes = switch (fault) {
            case Crash c -> List.of(c.node());
            case Pause p -> List.of(p.node());
            case Drift d -> List.of(d.node());
            case SlowDisk s -> List.of(s.node());
            case SlowNode s -> List.of(s.node());
            case Suspicion s -> List.of(s.node());
            default -> List.of();
        };
        String text = Faults.text(fault);
        return new PageModel.Band(fault.kind().label(), text.substring(text.indexOf(' ') + 1),
                fault.span().from() * 1_000 - start, fault.span().to() * 1_000 - start, nodes);
    }
}
