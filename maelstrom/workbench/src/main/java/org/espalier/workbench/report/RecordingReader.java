package org.espalier.workbench.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.checkers.history.HistoryFile;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.net.Fate;
import org.espalier.workbench.report.Recording.Fault;
import org.espalier.workbench.report.Recording.Request;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

/** Reads the store directory of a run: {@code history.jsonl} and {@code messages.jsonl}. */
public final class RecordingReader {

    private static final String MESSAGES = "messages.jsonl";

    /** n2 before n10. */
    private static final Comparator<String> BY_NUMBER = Comparator.comparingInt(String::length)
            .thenComparing(Comparator.naturalOrder());

    private final Map<String, Integer> nodes = new HashMap<>();
    private final List<Transit> transits = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Outages outages = new Outages();
    private final List<Request> requests = new ArrayList<>();
    private long end;

    private RecordingReader() {}

    /**
     * The recording in a store directory.
     *
     * @throws IOException if a file is missing or not what it should be; the message names the file and the line
     */
    public static Recording read(Path directory) throws IOException {
        RecordingReader reader = new RecordingReader();
        List<Op> ops = new ArrayList<>();
        HistoryFile.at(directory.resolve(HistoryFile.JSON_NAME)).forEach(ops::add);
        List<String> names = reader.names(ops);
        reader.history(ops);
        reader.messages(directory.resolve(MESSAGES));
        reader.transits.sort(Comparator.comparingLong(Transit::sent).thenComparingLong(Transit::id)
                .thenComparing(Transit::copy));
        Recording asNamed = new Recording(names, reader.transits, reader.faults,
                reader.outages.list(names, reader.end), reader.requests, reader.end);
        boolean ours = asNamed.transits().stream().anyMatch(t -> t.content().known());
        return ours ? HeapOrder.apply(asNamed) : asNamed;
    }

    private List<String> names(List<Op> ops) {
        Set<String> names = new TreeSet<>(BY_NUMBER);
        for (Op op : ops) {
            if (op.node() != null) {
                names.add(op.node());
            }
        }
        for (String name : names) {
            nodes.put(name, nodes.size());
        }
        return List.copyOf(names);
    }

    private void history(List<Op> ops) {
        Map<Integer, Op> open = new HashMap<>();
        @Nullable
        Op cut = null;
        for (Op op : ops) {
            end = Math.max(end, op.time());
            if (!op.isClient()) {
                outages.see(op);
                if (op.f().equals("start-partition") || op.f().equals("start-flapping")) {
                    cut = op;
                } else if ((op.f().equals("stop-partition") || op.f().equals("stop-flapping")) && cut != null) {
                    faults.add(new Fault(cut.time(), op.time(), story(cut)));
                    cut = null;
                }
            } else if (op.type() == Op.Type.INVOKE) {
                open.put(op.process(), op);
            } else {
                Op invoked = open.remove(op.process());
                if (invoked != null) {
                    request(invoked, op);
                }
            }
        }
        if (cut != null) {
            faults.add(new Fault(cut.time(), end, story(cut)));
        }
        open.values().forEach(op -> request(op, null));
        requests.sort(Comparator.comparingLong(Request::invoked));
    }

    private void request(Op invoked, @Nullable Op completed) {
        Integer node = invoked.node() == null ? null : nodes.get(invoked.node());
        if (node != null) {
            requests.add(new Request(node, invoked.f(), completed != null && completed.type() == Op.Type.OK,
                    invoked.time(), completed == null ? -1 : completed.time()));
        }
    }

    private static String story(Op cut) {
        return cut.value() == null
                ? ""
                : (cut.f().equals("start-flapping") ? "flapping " : "") + cut.value();
    }

    private void messages(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            for (int number = 1; line != null; number++, line = lines.readLine()) {
                try {
                    message(line);
                } catch (JacksonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
                    throw new IOException(file + ":" + number + ": not a line of a message log", e);
                }
            }
        }
    }

    private void message(String line) {
        if (!(Json.parse(line) instanceof Map<?, ?> m)) {
            throw new IllegalArgumentException("not an object");
        }
        Integer from = nodes.get(String.valueOf(m.get("src")));
        Integer to = nodes.get(String.valueOf(m.get("dest")));
        if (from == null || to == null) {
            return; // a client's
        }
        Fate fate = Fate.valueOf(String.valueOf(m.get("fate")).toUpperCase(Locale.ROOT));
        Transit t = new Transit(number(m, "id"), from, to, number(m, "sent"), number(m, "due"), number(m, "at"), fate,
                Boolean.TRUE.equals(m.get("copy")),
                content(m.get("body")));
        transits.add(t);
        end = Math.max(end, t.at());
    }

    /** Content that names nobody but members; else it is somebody else's that looks like ours. */
    private Content content(@Nullable Object body) {
        Content content = ContentReader.read(body);
        return content.casts().stream().allMatch(c -> c.origin() >= 0 && c.origin() < nodes.size())
                ? content
                : Content.UNKNOWN;
    }

    private static long number(Map<?, ?> m, String key) {
        if (m.get(key) instanceof Long n) {
            return n;
        }
        throw new IllegalArgumentException("no number " + key);
    }
}
