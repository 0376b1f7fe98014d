package org.espalier.workbench.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.espalier.checkers.history.Json;
import org.espalier.workbench.report.PageModel.Fate;
import org.espalier.workbench.report.PageModel.Kind;
import org.espalier.workbench.report.PageModel.Message;
import org.espalier.workbench.report.PageModel.Table;
import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;

/**
 * Takes in messages between nodes one by one: keeps the first of them for the diagram, counts them all, and follows the
 * tree. Beside what is kept it takes a counter for each millisecond in which something was sent.
 */
public final class PageMessages {

    /** How many points in time messages are counted at. */
    private static final int STEPS = 4_096;
    private static final String MULTICAST = "multicast";

    private record Attempt(int child, long ver) {}

    /** What became of messages of one sort. */
    private static final class Tally {
        private long sent;
        private long delivered;
        private long lost;
        private long cut;
        private long copies;

        private void add(Fate fate, boolean copy) {
            if (copy) {
                copies++;
            } else {
                sent++;
            }
            switch (fate) {
                case DELIVERED -> delivered++;
                case PARTITIONED -> cut++;
                case LOST, CORRUPTED, UNDELIVERED -> lost++;
            }
        }

        private List<String> row(String name) {
            return List.of(name, PageModel.count(sent), PageModel.count(delivered), PageModel.count(lost),
                    PageModel.count(cut), PageModel.count(copies));
        }
    }

    private static final List<String> OUTCOMES = List.of("sent", "delivered", "lost", "cut off", "doubled");

    private final List<String> nodes;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Message> kept = new ArrayList<>();
    private final Map<String, Tally> byType = new TreeMap<>();
    private final Map<Integer, Tally> byPair = new TreeMap<>();
    private final Tally all = new Tally();
    private final Set<Attempt> accepted = new HashSet<>();
    private final TreeSteps trees;
    /** Messages sent by milliseconds of the run. */
    private final Map<Long, Integer> sentAt = new HashMap<>();
    private long total;
    private long end;

    /** For the messages between these. */
    public PageMessages(List<String> nodes) {
        this.nodes = List.copyOf(nodes);
        for (String node : nodes) {
            positions.put(node, positions.size());
        }
        trees = new TreeSteps(nodes.size());
    }

    /**
     * Reads a file of messages, one on each line, as {@link org.espalier.workbench.net.MessageLog} writes it.
     *
     * @throws IOException if it cannot be read, or a line is no message; the message names the line
     */
    void read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            for (int number = 1; line != null; number++, line = lines.readLine()) {
                try {
                    line(line);
                } catch (JacksonException | IllegalArgumentException e) {
                    throw new IOException(file + ":" + number + ": not a line of a message log", e);
                }
            }
        }
    }

    private void line(String line) {
        if (!(Json.parse(line) instanceof Map<?, ?> m)) {
            throw new IllegalArgumentException("not an object");
        }
        Integer from = positions.get(String.valueOf(m.get("src")));
        Integer to = positions.get(String.valueOf(m.get("dest")));
        if (from == null || to == null) {
            return; // a client's
        }
        Fate fate = Fate.valueOf(String.valueOf(m.get("fate")).toUpperCase(Locale.ROOT));
        long sent = micros(m, "sent");
        long ended = micros(m, fate == Fate.DELIVERED ? "at" : "due");
        int body = line.indexOf("\"body\":") + 7;
        add(from, to, sent, Math.max(sent, ended), fate, Boolean.TRUE.equals(m.get("copy")), m.get("body"),
                line.substring(body, line.length() - 1));
    }

    private static long micros(Map<?, ?> m, String key) {
        if (m.get(key) instanceof Long nanos) {
            return nanos / 1_000;
        }
        throw new IllegalArgumentException("no number " + key);
    }

    /**
     * Takes in a message.
     *
     * @param sent in microseconds of the run
     * @param ended when it arrived, or would have
     * @param body as a value tree
     * @param text the body as it is shown
     */
    public void add(int from, int to, long sent, long ended, Fate fate, boolean copy, @Nullable Object body,
            String text) {
        Content content = ContentReader.read(body);
        Kind kind = kind(from, to, ended, fate, content);
        String type = type(kind, content, body);
        total++;
        end = Math.max(end, fate == Fate.DELIVERED ? ended : sent);
        all.add(fate, copy);
        byType.computeIfAbsent(type, t -> new Tally()).add(fate, copy);
        byPair.computeIfAbsent(from * nodes.size() + to, p -> new Tally()).add(fate, copy);
        sentAt.merge(sent / 1_000, 1, Integer::sum);
        if (kept.size() < PageModel.MAX_MESSAGES) {
            String shown = text.length() > PageModel.MAX_BODY ? text.substring(0, PageModel.MAX_BODY) + " …" : text;
            kept.add(new Message(from, to, sent, ended, fate, copy, kind, type, BodyValues.of(body), shown));
        }
    }

    /** Frames of the tree that say again what was agreed before are heartbeats: upkeep. */
    private Kind kind(int from, int to, long ended, Fate fate, Content content) {
        boolean repairs = false;
        for (Content.TreeFrame frame : content.tree()) {
            boolean accept = frame.kind().equals(Content.TreeFrame.ACCEPT);
            boolean attach = frame.kind().equals(Content.TreeFrame.ATTACH);
            repairs |= !(accept || attach) || !accepted.contains(new Attempt(accept ? to : from, frame.ver()));
            if (accept && fate == Fate.DELIVERED) {
                accepted.add(new Attempt(to, frame.ver()));
                trees.accepted(ended, to, from, frame.ver());
            }
        }
        return !content.known() || !content.casts().isEmpty() ? Kind.DATA : repairs ? Kind.TREE : Kind.UPKEEP;
    }

    private static String type(Kind kind, Content content, @Nullable Object body) {
        if (!content.known()) {
            Object type = body instanceof Map<?, ?> map ? map.get("type") : null;
            return type == null ? "(no type)" : String.valueOf(type);
        }
        return switch (kind) {
            case DATA -> content.casts().get(0).order() + " " + MULTICAST;
            case TREE -> "tree repair";
            case UPKEEP -> "upkeep";
        };
    }

    /** Those that are kept, in order of sending. */
    public List<Message> kept() {
        kept.sort(Comparator.comparingLong(Message::sent));
        return kept;
    }

    /** How many there were. */
    public long total() {
        return total;
    }

    /** When the last thing happened that a message shows. */
    public long end() {
        return end;
    }

    /** How the tree changed. */
    public List<PageModel.Tree> trees(long until) {
        return trees.list(until);
    }

    /** How many messages were sent in each of equal steps up to then. */
    public List<Long> rates(long until) {
        long[] counts = new long[Math.clamp(until / 1_000 + 1, 1, STEPS)];
        sentAt.forEach((millis, n) -> {
            int at = (int) (millis * 1_000 * counts.length / Math.max(1, until + 1_000));
            counts[Math.clamp(at, 0, counts.length - 1)] += n;
        });
        return java.util.Arrays.stream(counts).boxed().toList();
    }

    /** What became of them: by type, and by sender and receiver. */
    public List<Table> tables() {
        List<List<String>> types = new ArrayList<>();
        byType.forEach((type, tally) -> types.add(tally.row(type)));
        if (types.size() != 1) {
            types.add(all.row("all"));
        }
        List<List<String>> pairs = new ArrayList<>();
        byPair.forEach((pair, tally) -> pairs
                .add(tally.row(nodes.get(pair / nodes.size()) + " → " + nodes.get(pair % nodes.size()))));
        return List.of(new Table("Messages between nodes, by type", head("type"), types),
                new Table("By sender and receiver", head("from → to"), pairs));
    }

    private static List<String> head(String first) {
        List<String> head = new ArrayList<>(List.of(first));
        head.addAll(OUTCOMES);
        return head;
    }
}
