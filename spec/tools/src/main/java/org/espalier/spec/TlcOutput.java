package org.espalier.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.espalier.spec.TlcResult.ActionCount;
import org.espalier.spec.TlcResult.Counts;
import org.jspecify.annotations.Nullable;

/**
 * Reads what TLC prints with {@code -tool}: messages framed by their codes, between them whatever a specification
 * prints.
 *
 * <p>The codes are the same in every TLC of the last ten years, while the wording has moved; where a wording must be read
 * (names, numbers), an unknown one leaves a number at −1 or turns the answer into {@link Result#ERROR}, never into
 * {@link Result#OK}: that needs the message of success, nothing left on the queue, and exit code 0.
 */
public final class TlcOutput {

    private static final int PRINTED_LINES = 1_000;

    private static final Pattern START = Pattern.compile("^(.*)@!@!@STARTMSG (\\d+)(?::(\\d+))? @!@!@$");
    private static final Pattern END = Pattern.compile("^@!@!@ENDMSG (\\d+) @!@!@$");
    private static final Pattern VIOLATED = Pattern
            .compile("^(?:Invariant|Action property|Property|Temporal property) (.+?) is violated", Pattern.DOTALL);
    private static final Pattern STATE = Pattern
            .compile("^(\\d+): <?(Initial predicate|[^ >]*)(?: (line [^>]*))?>?.*$");
    private static final Pattern BACK = Pattern.compile("^(\\d+): Back to state(?:: <([^ >]+).*)?");
    private static final Pattern VARIABLE = Pattern.compile("^(?:/\\\\ )?([A-Za-z_0-9!]+) = (.*)$");
    private static final Pattern STATS = Pattern.compile(
            "(?s).*?(\\d+) states generated.*?, (-?\\d+) distinct states found.*?, (-?\\d+) states left on queue.*");
    private static final Pattern DEPTH = Pattern.compile("search is (\\d+)");
    private static final Pattern COVERAGE = Pattern
            .compile("<(\\S+) line (\\d+), col \\d+ to line \\d+, col \\d+ of module (\\w+)[^>]*>: (\\d+):(\\d+)");

    /** A message that has begun. */
    private static final class Message {
        final int code;
        final int severity;
        final StringBuilder body = new StringBuilder();

        Message(int code, int severity) {
            this.code = code;
            this.severity = severity;
        }
    }

    private final Deque<Message> open = new ArrayDeque<>();
    private final List<String> messages = new ArrayList<>();
    private final Deque<String> printed = new ArrayDeque<>();
    private final List<Trace.Step> steps = new ArrayList<>();
    private final Map<String, ActionCount> actions = new LinkedHashMap<>();

    private @Nullable Result result;
    private @Nullable String violated;
    private boolean stuttering;
    private int backTo;
    private @Nullable String backBy;
    private boolean success;
    private boolean simulation;
    private boolean finished;
    private boolean temporal;
    private Counts counts = Counts.NONE;
    private String version = "";

    /** Reads a whole output. */
    public static TlcResult parse(Iterable<String> lines, int exit) {
        TlcOutput output = new TlcOutput();
        lines.forEach(output::line);
        return output.result(exit);
    }

    /** Takes the next line. */
    public void line(String line) {
        Matcher start = START.matcher(line);
        if (start.matches()) {
            text(start.group(1), !start.group(1).isEmpty());
            open.push(new Message(Integer.parseInt(start.group(2)),
                    start.group(3) == null ? 0 : Integer.parseInt(start.group(3))));
            return;
        }
        Matcher end = END.matcher(line);
        if (end.matches() && !open.isEmpty()) {
            Message message = open.pop();
            if (!open.isEmpty()) { // an error that quotes another: part of its text
                open.peek().body.append(message.body);
            } else {
                message(message.code, message.severity, message.body.toString().strip());
            }
            return;
        }
        text(line, true);
    }

    private void text(String line, boolean wanted) {
        Message message = open.peek();
        if (message != null) {
            message.body.append(line).append('\n');
        } else if (wanted && !line.startsWith("Parsing file ") && !line.startsWith("Semantic processing of module ")) {
            if (printed.size() == PRINTED_LINES) {
                printed.removeFirst();
            }
            printed.addLast(line);
        }
    }

    /** What the output amounts to, given the exit code of the process. */
    public TlcResult result(int exit) {
        if (simulation && finished && result == null && exit == 0) {
            success = true;
        }
        Result answer = result;
        if (answer == null) {
            boolean whole = success && exit == 0 && finished && (simulation || counts.left() == 0);
            answer = whole ? Result.OK : Result.ERROR;
            if (!whole && messages.isEmpty()) {
                messages.add(exit == 0 && counts.left() > 0
                        ? "TLC stopped with " + counts.left() + " states unexplored"
                        : "TLC ended with exit code " + exit + " and without a verdict");
            }
        }
        Trace trace = steps.isEmpty() ? null : new Trace(steps, stuttering, backTo, backBy);
        return new TlcResult(answer, violated, trace, counts, temporal, List.copyOf(actions.values()), messages,
                List.copyOf(printed), version, exit);
    }

    private void message(int code, int severity, String body) {
        switch (code) {
            case 2262 -> version = body;
            case 2186 -> finished = true;
            case 2188 -> simulation = true;
            case 2193 -> success = true;
            case 2212 -> temporal = true;
            case 2107, 2110 -> violation(Result.INVARIANT, body);
            case 2108, 2112, 2116 -> violation(Result.PROPERTY, body);
            case 2114 -> violation(Result.DEADLOCK, body);
            case 2104 -> violation(Result.ASSUMPTION, body);
            case 2171, 3002 -> violation(Result.PARSE, body);
            case 2121, 2264 -> { // announces the trace
            }
            case 2216, 2217 -> state(body);
            case 2218 -> stuttering = true;
            case 2122 -> back(body);
            case 2199, 2200, 2209 -> statistics(body);
            case 2194 -> depth(body);
            case 2772 -> coverage(body);
            case 2773 -> { // Init
            }
            default -> {
                if (severity == 1 || severity == 2) {
                    if (result == null) {
                        result = isConfiguration(code) ? Result.PARSE : Result.ERROR;
                    }
                    messages.add(body);
                } else if (severity == 3 && code != 2401) {
                    messages.add("warning: " + body);
                }
            }
        }
    }

    /** The configuration file is wrong, or names what the module does not define. */
    private static boolean isConfiguration(int code) {
        return (5001 <= code && code <= 5006) || (2222 <= code && code <= 2245);
    }

    private void violation(Result kind, String body) {
        messages.add(body);
        if (result != null) {
            return; // the first one counts
        }
        result = kind;
        Matcher name = VIOLATED.matcher(body);
        if (name.find()) {
            violated = name.group(1);
        }
        if (body.contains("by the initial state")) { // the state is part of the message
            steps.add(new Trace.Step(1, "Init", "", values(body.substring(body.indexOf('\n') + 1))));
        }
    }

    private void state(String body) {
        int lineEnd = body.indexOf('\n');
        String head = lineEnd < 0 ? body : body.substring(0, lineEnd);
        Matcher state = STATE.matcher(head);
        if (state.matches()) {
            String action = "Initial predicate".equals(state.group(2)) ? "Init" : state.group(2);
            String location = state.group(3) == null ? "" : state.group(3);
            steps.add(new Trace.Step(Integer.parseInt(state.group(1)), action, location,
                    values(lineEnd < 0 ? "" : body.substring(lineEnd + 1))));
        }
    }

    /** {@code /\ x = 1} per variable; a value may go on over several lines, which are then indented. */
    private static Map<String, String> values(String body) {
        Map<String, String> values = new LinkedHashMap<>();
        String name = null;
        StringBuilder value = new StringBuilder();
        for (String line : body.lines().toList()) {
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                if (name != null) {
                    values.put(name, value.toString());
                }
                name = variable.group(1);
                value.setLength(0);
                value.append(variable.group(2).strip());
            } else if (!line.isBlank()) {
                value.append('\n').append(line.strip());
            }
        }
        if (name != null) {
            values.put(name, value.toString());
        }
        return values;
    }

    private void back(String body) {
        Matcher back = BACK.matcher(body);
        if (back.find()) {
            backTo = Integer.parseInt(back.group(1));
            backBy = back.group(2);
        }
    }

    private void statistics(String body) {
        Matcher stats = STATS.matcher(body.replaceAll("(?<=\\d),(?=\\d)", ""));
        if (stats.matches()) {
            counts = new Counts(Long.parseLong(stats.group(1)), Long.parseLong(stats.group(2)),
                    Long.parseLong(stats.group(3)), counts.depth());
        }
    }

    private void depth(String body) {
        Matcher depth = DEPTH.matcher(body);
        if (depth.find()) {
            counts = new Counts(counts.generated(), counts.distinct(), counts.left(), Long.parseLong(depth.group(1)));
        }
    }

    /** An action that is used at several places has one line for each: it fires if any of them does. */
    private void coverage(String body) {
        Matcher coverage = COVERAGE.matcher(body);
        if (coverage.find()) {
            ActionCount count = new ActionCount(coverage.group(1), coverage.group(3),
                    Integer.parseInt(coverage.group(2)), Long.parseLong(coverage.group(4)),
                    Long.parseLong(coverage.group(5)));
            actions.merge(count.module() + "!" + count.action(), count,
                    (a, b) -> new ActionCount(a.action(), a.module(), a.line(), a.distinct() + b.distinct(),
                            a.fired() + b.fired()));
        }
    }
}
