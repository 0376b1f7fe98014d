package org.espalier.workbench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.espalier.checkers.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of one run shows. Times are microseconds of the run.
 *
 * @param title what was run, a few words
 * @param verdict what it came to
 * @param headline the verdict in a sentence
 * @param properties what was judged, in order
 * @param commands by what it does, a command line
 * @param settings what was run under, names and values
 * @param timeline what happened
 * @param tables counts of messages and operations
 * @param closing the lines that the command ended with
 */
public record PageModel(String title, Verdict verdict, String headline, List<Property> properties,
        Map<String, String> commands, Map<String, String> settings, Timeline timeline, List<Table> tables,
        String closing) {

    /** More messages are not put into a page: it would open too slowly. */
    public static final int MAX_MESSAGES = 20_000;
    /** More operations are not put into a page. */
    public static final int MAX_REQUESTS = 20_000;
    /** Longer bodies are cut, in characters. */
    static final int MAX_BODY = 600;

    /**
     * One thing that was judged.
     *
     * @param definition where it is defined, as {@code Module.tla!Name}; empty when no specification does
     * @param note how much was judged, or why it is unknown
     */
    public record Property(String name, Verdict verdict, String definition, String note, List<Violation> violations) {
        public Property {
            violations = List.copyOf(violations);
        }
    }

    /**
     * One violation in words.
     *
     * @param show what it is about, to be found in the diagram; null when that is not known
     */
    public record Violation(String text, @Nullable Show show) {}

    /**
     * What in the diagram a violation is about.
     *
     * @param values messages and operations that carry one of these
     * @param node the node that noticed; empty when it is none's
     * @param ops positions in the history of operations
     */
    public record Show(List<String> values, String node, List<Long> ops) {
        public Show {
            values = List.copyOf(values);
            ops = List.copyOf(ops);
        }
    }

    /**
     * What happened.
     *
     * @param unit what the time is: of a clock, or virtual
     * @param total how many messages there were between nodes; more than {@code messages} when that is an excerpt
     * @param totalRequests the same of operations
     * @param trees how the tree changed; empty when there is none that the page understands
     * @param rates in equal steps from 0 to {@code end}, how many messages were sent in each
     */
    public record Timeline(String unit, List<String> nodes, long end, List<Message> messages, long total,
            List<Request> requests, long totalRequests, List<Band> bands, List<Tree> trees, List<Long> rates) {
        public Timeline {
            nodes = List.copyOf(nodes);
            messages = List.copyOf(messages);
            requests = List.copyOf(requests);
            bands = List.copyOf(bands);
            trees = List.copyOf(trees);
            rates = List.copyOf(rates);
        }
    }

    /**
     * A message between nodes, or a further copy of it.
     *
     * @param from position of the sender
     * @param end when it arrived, or would have
     * @param values what it carries of what clients asked for
     */
    public record Message(int from, int to, long sent, long end, Fate fate, boolean copy, Kind kind, String type,
            List<String> values, String body) {}

    /** How a message ended. */
    public enum Fate {
        DELIVERED(0), LOST(1), PARTITIONED(2), CORRUPTED(3), UNDELIVERED(4);

        /** As the page's scripts know it. */
        final int code;

        Fate(int code) {
            this.code = code;
        }
    }

    /** What a message is for, as far as the page understands it. */
    public enum Kind {
        DATA(0), TREE(1), UPKEEP(2);

        /** As the page's scripts know it. */
        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /**
     * Something that happened at a node: a client's operation, or a delivery.
     *
     * @param completed when its answer came, or -1; the same as {@code invoked} when it took no time
     * @param index position of its invocation in the history, {@code endIndex} that of its completion; -1 for none
     * @param outcome ok, fail, info; or "" while nobody knows
     */
    public record Request(int node, String f, String outcome, long invoked, long completed, long index,
            long endIndex, List<String> values, String text) {}

    /**
     * A fault.
     *
     * @param nodes positions of those it strikes; empty for all
     */
    public record Band(String kind, String text, long from, long to, List<Integer> nodes) {}

    /**
     * The tree from some moment on.
     *
     * @param parents by node the position of its parent, or -1
     */
    public record Tree(long at, List<Integer> parents) {
        public Tree {
            parents = List.copyOf(parents);
        }
    }

    /** A table: its first column is names, the others are numbers. */
    public record Table(String title, List<String> head, List<List<String>> rows) {
        public Table {
            head = List.copyOf(head);
            rows = List.copyOf(rows);
        }
    }

    /** A number with a comma between thousands. */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
