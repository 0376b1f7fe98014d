package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.simulator.fault.Delay;
import org.espalier.simulator.fault.Fault;
import org.espalier.simulator.fault.Faults;

/**
 * Schedules as text, for people and for {@code --replay}: one thing in a line, times in milliseconds, {@code #} begins a
 * comment.
 *
 * <pre>
 * espalier-schedule 1
 * workload total
 * mutant ack-early
 * seed 17
 * nodes 3
 * tuning arity=2 batch=16 disk=records heartbeat-ms=200 retained=20 sync-us=150000 window=32
 * delay uniform:1000:10000
 * calm 4000
 * fault 3 crash 1500..1700 disk=torn node=0
 * op 1200 2
 * </pre>
 *
 * <p>One of a program says so, too: {@code program lin-kv clients=2 disk=true patience-ms=1000}.
 */
public final class ScheduleText {

    private static final String TITLE = "espalier-schedule 1";

    private ScheduleText() {}

    /** For {@link #read}. */
    public static String write(Schedule s) {
        StringBuilder out = new StringBuilder();
        Tuning t = s.tuning();
        line(out, TITLE);
        line(out, "workload " + s.workload().label());
        if (!s.mutant().name().isEmpty()) {
            line(out, "mutant " + s.mutant().name());
        }
        Program p = s.program();
        if (!p.isNone()) {
            line(out, "program " + p.name() + " clients=" + p.clients() + " disk=" + p.disk() + " patience-ms="
                    + p.patienceMillis());
        }
        line(out, "seed " + s.seed());
        line(out, "nodes " + s.nodes());
        line(out, "tuning arity=" + t.arity() + " batch=" + t.maxBatch() + " disk=" + (t.files() ? "files" : "records")
                + " heartbeat-ms=" + t.heartbeatMillis() + " retained=" + t.maxRetained() + " sync-us="
                + t.syncMicros() + " window=" + t.window());
        line(out, "delay " + s.delay().text());
        line(out, "calm " + s.calmAt());
        s.faults().forEach(f -> line(out, "fault " + Faults.text(f)));
        s.ops().forEach(op -> line(out, "op " + op.at() + " " + op.node()));
        return out.toString();
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append('\n');
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException in one line that says which line of the text, and why
     */
    public static Schedule read(String text) {
        Map<String, String> once = new TreeMap<>();
        List<Fault> faults = new ArrayList<>();
        List<Schedule.Op> ops = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String words = line.replaceFirst("#.*", "").strip();
            if (words.isEmpty()) {
                continue;
            }
            String[] pair = words.split("\\s+", 2);
            String rest = pair.length == 2 ? pair[1] : "";
            try {
                switch (pair[0]) {
                    case "fault" -> faults.add(Faults.read(rest));
                    case "op" -> ops.add(op(rest));
                    default -> {
                        if (once.put(pair[0], rest) != null) {
                            throw new IllegalArgumentException(pair[0] + " a second time");
                        }
                    }
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
            }
        }
        if (!TITLE.equals("espalier-schedule " + once.remove("espalier-schedule"))) {
            throw new IllegalArgumentException("the text does not begin with: " + TITLE);
        }
        Schedule schedule = new Schedule(workload(take(once, "workload")),
                Mutant.named(once.containsKey("mutant") ? take(once, "mutant") : ""),
                number(take(once, "seed"), "seed"), (int) number(take(once, "nodes"), "nodes"),
                tuning(take(once, "tuning")), Delay.read(take(once, "delay")), number(take(once, "calm"), "calm"), ops,
                faults, once.containsKey("program") ? program(take(once, "program")) : Program.NONE);
        if (!once.isEmpty()) {
            throw new IllegalArgumentException("no schedule says " + String.join(", ", once.keySet()));
        }
        return schedule;
    }

    /**
     * The workload of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Workload workload(String label) {
        for (Workload workload : Workload.values()) {
            if (workload.label().equals(label)) {
                return workload;
            }
        }
        throw new IllegalArgumentException("a workload is fifo, causal or total, not " + label);
    }

    private static String take(Map<String, String> from, String name) {
        String value = from.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("the schedule lacks a line " + name);
        }
        return value;
    }

    private static long number(String text, String name) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a whole number, not " + text, e);
        }
    }

    private static Schedule.Op op(String text) {
        String[] words = text.split("\\s+");
        if (words.length != 2) {
            throw new IllegalArgumentException("an operation is op MILLIS NODE, not op " + text);
        }
        return new Schedule.Op(number(words[0], "op"), (int) number(words[1], "op"));
    }

    private static Program program(String text) {
        String[] words = text.split("\\s+", 2);
        Map<String, String> values = values("program", words.length == 2 ? words[1] : "");
        return new Program(words[0], (int) number(take(values, "clients"), "clients"),
                take(values, "disk").equals("true"), number(take(values, "patience-ms"), "patience-ms"));
    }

    private static Map<String, String> values(String of, String text) {
        Map<String, String> values = new TreeMap<>();
        for (String word : text.split("\\s+")) {
            String[] pair = word.split("=", 2);
            if (pair.length != 2) {
                throw new IllegalArgumentException(of + " NAME=VALUE, not " + word);
            }
            values.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
        }
        return values;
    }

    private static Tuning tuning(String text) {
        Map<String, String> values = values("tuning", text);
        boolean files = take(values, "disk").equals("files");
        return new Tuning((int) number(take(values, "arity"), "arity"),
                number(take(values, "heartbeat-ms"), "heartbeat-ms"), (int) number(take(values, "window"), "window"),
                (int) number(take(values, "retained"), "retained"), (int) number(take(values, "batch"), "batch"),
                number(take(values, "sync-us"), "sync-us"), files);
    }
}
