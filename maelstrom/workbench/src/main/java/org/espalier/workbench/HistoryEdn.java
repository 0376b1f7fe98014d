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

    private HistoryEdn() {}

    static String line(Op op) {
        StringBuilder out = new StringBuilder(64);
        out.append("{:index ").append(op.index()).append(", :time ").append(op.time());
        out.append(", :type :").append(op.type().name().toLowerCase(Locale.ROOT));
        out.append(", :process ").append(op.isClient() ? Integer.toString(op.process()) : ":nemesis");
        out.append(", :f :").append(op.f()).append(", :value ");
        out.append(op.isClient() ? Edn.text(op.value()) : nemesis(op.value()));
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
