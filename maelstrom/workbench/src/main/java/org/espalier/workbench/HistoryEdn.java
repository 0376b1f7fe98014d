package org.espalier.workbench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.espalier.checkers.history.Edn;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;

/** Events of a history as Maelstrom writes them, one a line. */
final class HistoryEdn {

    private static final List<String> MOPS = List.of("send", "poll", "r", "append", "w");

    private HistoryEdn() {}

    static String line(Op op) {
        StringBuilder out = new StringBuilder(64);
        out.append("{:index ").append(op.index()).append(", :time ").append(op.time());
        out.append(", :type :").append(op.type().name().toLowerCase(Locale.ROOT));
        out.append(", :process ").append(op.isClient() ? Integer.toString(op.process()) : ":nemesis");
        out.append(", :f :").append(op.f()).append(", :value ");
        out.append(!op.isClient() ? nemesis(op.value()) : isMops(op.value()) ? mops(op.value()) : Edn.text(op.value()));
        if (op.isFinal()) {
            out.append(", :final? true");
        }
        if (op.error() != null) {
            out.append(", :error ").append(error(op.error()));
        }
        return out.append('}').toString();
    }

    /** What became of nodes, or how many are to be struck: Jepsen's words are keywords, nodes are not. */
    private static String nemesis(@Nullable Object value) {
        if (value instanceof Map<?, ?> nodes) {
            return nodes.entrySet().stream().map(e -> Edn.text(e.getKey()) + " " + nemesis(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof String word && word.matches("[a-z-]+") ? ":" + word : Edn.text(value);
    }

    /** Whether it is a list of micro-operations: lists that begin with the name of a function. */
    private static boolean isMops(@Nullable Object value) {
        return value instanceof List<?> mops && !mops.isEmpty() && mops.get(0) instanceof List<?> mop && !mop.isEmpty()
                && MOPS.contains(mop.get(0));
    }

    /** {@code [[:poll {"k" [[0 7]]}]]}: functions are keywords, and the names of logs are not. */
    private static String mops(@Nullable Object value) {
        StringBuilder out = new StringBuilder("[");
        for (Object m : value instanceof List<?> list ? list : List.of()) {
            List<?> mop = m instanceof List<?> l ? l : List.of();
            out.append(out.length() > 1 ? " [:" : "[:").append(mop.get(0));
            mop.stream().skip(1).forEach(part -> out.append(' ').append(part instanceof Map<?, ?> logs
                    ? logs.entrySet().stream().map(e -> Edn.text(e.getKey()) + " " + Edn.text(e.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"))
                    : Edn.text(part)));
            out.append(']');
        }
        return out.append(']').toString();
    }

    /** The name of the error is a keyword; what follows it is not. */
    private static String error(@Nullable Object error) {
        if (error instanceof String name) {
            return ":" + name;
        }
        if (error instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof String name) {
            StringBuilder out = new StringBuilder("[:").append(name);
            list.stream().skip(1).forEach(more -> out.append(' ').append(Edn.text(more)));
            return out.append(']').toString();
        }
        return Edn.text(error);
    }
}
