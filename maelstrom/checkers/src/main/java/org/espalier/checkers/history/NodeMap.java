package org.espalier.checkers.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Which node each process talks to.
 *
 * <p>Our histories say it. Jepsen's do not, but its rule is known: a process belongs to thread {@code process mod
 * concurrency}, and a thread talks to node {@code thread mod node-count}; a thread whose operation ends indeterminate goes on
 * as process {@code p + concurrency}. The two numbers come from the caller, else from the {@code test.edn} or
 * {@code jepsen.log} beside the history, else they are inferred from the processes themselves; {@link #how()} says which.
 */
public final class NodeMap {

    /** What the caller knows; empty is unknown. */
    public record Hints(OptionalInt concurrency, OptionalInt nodeCount) {

        public static final Hints NONE = new Hints(OptionalInt.empty(), OptionalInt.empty());

        public Hints {
            if (concurrency.orElse(1) < 1 || nodeCount.orElse(1) < 1) {
                throw new IllegalArgumentException("concurrency and node count are at least 1");
            }
        }
    }

    private static final Pattern CONCURRENCY = Pattern.compile(":concurrency\\s+(\\d+)");
    private static final Pattern NODES = Pattern.compile(":nodes\\s+[\\[(]([^\\])]*)[\\])]");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    /** The test map stands at the top of a log. */
    private static final int LOG_CHARS = 1 << 18;

    private final int concurrency;
    private final List<String> nodes;
    private final String how;

    private NodeMap(int concurrency, List<String> nodes, String how) {
        this.concurrency = concurrency;
        this.nodes = List.copyOf(nodes);
        this.how = how;
    }

    /** By Jepsen's rule. */
    public static NodeMap byThread(int concurrency, List<String> nodes, String how) {
        if (concurrency < 1 || nodes.isEmpty()) {
            throw new IllegalArgumentException("concurrency and node count are at least 1");
        }
        return new NodeMap(concurrency, nodes, how);
    }

    /** From an in-memory history. */
    public static NodeMap of(History history, Hints hints) {
        try {
            return of(history, hints, null);
        } catch (IOException e) {
            throw new IllegalStateException("a history in memory reads nothing", e);
        }
    }

    /**
     * The best that is known; walks the source once.
     *
     * @param directory where a {@code test.edn} or {@code jepsen.log} may lie, or null
     */
    public static NodeMap of(OpSource source, Hints hints, @Nullable Path directory) throws IOException {
        Survey survey = new Survey();
        source.forEach(survey::see);
        if (survey.allNamed && !survey.names.isEmpty()) {
            return new NodeMap(0, naturally(survey.names), "the history names the node of each operation");
        }
        TestMap test = directory == null ? TestMap.NOTHING : TestMap.beside(directory);
        List<String> sources = new ArrayList<>();
        int concurrency;
        if (hints.concurrency().isPresent()) {
            concurrency = hints.concurrency().getAsInt();
            sources.add("concurrency " + concurrency + " as given");
        } else if (test.concurrency > 0) {
            concurrency = test.concurrency;
            sources.add("concurrency " + concurrency + " from " + test.file);
        } else {
            concurrency = survey.concurrency();
            sources.add("concurrency " + concurrency + " inferred from the processes");
        }
        List<String> nodes;
        if (hints.nodeCount().isPresent()) {
            int count = hints.nodeCount().getAsInt();
            nodes = test.nodes.size() == count ? test.nodes : numbered(count);
            sources.add(count + " nodes as given");
        } else if (!test.nodes.isEmpty()) {
            nodes = test.nodes;
            sources.add(nodes.size() + " nodes from " + test.file);
        } else {
            nodes = numbered(concurrency);
            sources.add("as many nodes as that, which is Maelstrom's default (say --node-count if not)");
        }
        return new NodeMap(concurrency, nodes, String.join(", ", sources));
    }

    /** Every node that may appear, in order. */
    public List<String> nodes() {
        return nodes;
    }

    /** Where this was learned, for people. */
    public String how() {
        return how;
    }

    /** The node of a client's operation; null for the nemesis. */
    public @Nullable String nodeOf(Op op) {
        if (!op.isClient()) {
            return null;
        }
        return concurrency == 0 ? op.node() : nodes.get(op.process() % concurrency % nodes.size());
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add("n" + i);
        }
        return names;
    }

    /** n2 before n10. */
    private static List<String> naturally(Set<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort((a, b) -> a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b));
        return sorted;
    }

    /** What the operations themselves show. */
    private static final class Survey {

        private final TreeSet<String> names = new TreeSet<>();
        private boolean allNamed = true;
        /** process to the index of its first event, and of the event that ended it for ever. */
        private final TreeMap<Integer, Long> first = new TreeMap<>();
        private final TreeMap<Integer, Long> crashed = new TreeMap<>();

        void see(Op op) {
            if (!op.isClient()) {
                return;
            }
            if (op.node() == null) {
                allNamed = false;
            } else {
                names.add(op.node());
            }
            first.putIfAbsent(op.process(), op.index());
            if (op.type() == Op.Type.INFO) {
                crashed.put(op.process(), op.index());
            }
        }

        /** The least concurrency at which every higher process continues one that had crashed before it. */
        int concurrency() {
            int most = first.isEmpty() ? 1 : first.lastKey() + 1;
            int c = 1;
            while (c < most && !explains(c)) {
                c++;
            }
            return c;
        }

        private boolean explains(int c) {
            for (Map.Entry<Integer, Long> process : first.tailMap(c).entrySet()) {
                Long end = crashed.get(process.getKey() - c);
                if (end == null || end > process.getValue()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The few facts we need from what Jepsen leaves beside a history. */
    private record TestMap(String file, int concurrency, List<String> nodes) {

        static final TestMap NOTHING = new TestMap("", 0, Collections.emptyList());

        static TestMap beside(Path directory) throws IOException {
            for (String name : List.of("test.edn", "jepsen.log")) {
                Path file = directory.resolve(name);
                if (!Files.isReadable(file)) {
                    continue;
                }
                String text = head(file);
                Matcher concurrency = CONCURRENCY.matcher(text);
                Matcher list = NODES.matcher(text);
                int c = concurrency.find() ? Integer.parseInt(concurrency.group(1)) : 0;
                List<String> nodes = new ArrayList<>();
                if (list.find()) {
                    Matcher node = QUOTED.matcher(list.group(1));
                    while (node.find()) {
                        nodes.add(node.group(1));
                    }
                }
                if (c > 0 || !nodes.isEmpty()) {
                    return new TestMap(name, c, List.copyOf(nodes));
                }
            }
            return NOTHING;
        }

        private static String head(Path file) throws IOException {
            try (var in = Files.newInputStream(file)) {
                return new String(in.readNBytes(LOG_CHARS), StandardCharsets.UTF_8);
            }
        }
    }
}
