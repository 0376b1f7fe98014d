package org.espalier.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tla2sany.semantic.ExprOrOpArgNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.IContextEnumerator;
import tlc2.tool.TLCState;
import tlc2.tool.TLCStateFun;
import tlc2.tool.ToolGlobals;
import tlc2.tool.coverage.CostModel;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.IBoolValue;
import tlc2.value.impl.LazyValue;

/** Why an action is not possible in a state: the first conjunct of it, in the order of the text, that cannot be true. */
final class Reason {

    private static final int DEEPEST = 100;

    private final FastTool tool;
    private final Path folder;

    /** {@code folder} has the specifications. */
    Reason(FastTool tool, Path folder) {
        this.tool = tool;
        this.folder = folder;
    }

    /** A place in the text and what is written there. */
    String of(SemanticNode action, Context context, TLCState state) {
        return text(first(action, context, state, TLCStateFun.Empty, 0));
    }

    /** The smallest part of {@code node}, which is not possible, that we can name. */
    private SemanticNode first(SemanticNode node, Context context, TLCState state, TLCState next, int depth) {
        if (depth > DEEPEST) {
            return node;
        }
        try {
            return switch (node) {
                case LetInNode let -> first(let.getBody(), with(let, context), state, next, depth + 1);
                case OpApplNode application -> application(application, context, state, next, depth + 1);
                default -> node;
            };
        } catch (RuntimeException e) { // TLC cannot evaluate a part of it alone
            return node;
        }
    }

    private Context with(LetInNode let, Context context) {
        Context inner = context;
        for (OpDefNode definition : let.getLets()) {
            if (definition.getArity() == 0) {
                inner = inner.cons(definition, new LazyValue(definition.getBody(), inner, CostModel.DO_NOT_RECORD));
            }
        }
        return inner;
    }

    private SemanticNode application(OpApplNode node, Context context, TLCState state, TLCState next, int depth) {
        ExprOrOpArgNode[] parts = node.getArgs();
        return switch (BuiltInOPs.getOpCode(node.getOperator().getName())) {
            case ToolGlobals.OPCODE_cl, ToolGlobals.OPCODE_land -> conjunct(node, context, state, next, depth);
            case ToolGlobals.OPCODE_be -> exists(node, context, state, next, depth);
            case ToolGlobals.OPCODE_case -> chosen(parts, node, context, state, next, depth);
            case ToolGlobals.OPCODE_ite ->
                first(isTrue(parts[0], context, state, next) ? parts[1] : parts[2], context, state, next, depth);
            default -> defined(node, context, state, next, depth);
        };
    }

    private SemanticNode conjunct(OpApplNode node, Context context, TLCState state, TLCState next, int depth) {
        TLCState sofar = next;
        for (ExprOrOpArgNode part : node.getArgs()) {
            TLCState after = tool.enabled(part, context, state, sofar);
            if (after == null) {
                return first(part, context, state, sofar, depth);
            }
            sofar = after;
        }
        return node;
    }

    private SemanticNode defined(OpApplNode node, Context context, TLCState state, TLCState next, int depth) {
        if (tool.lookup(node.getOperator(), context, false) instanceof OpDefNode definition
                && definition.getBody() != null && BuiltInOPs.getOpCode(definition.getName()) == 0) {
            return first(definition.getBody(), tool.getOpContext(definition, node.getArgs(), context, true), state,
                    next, depth);
        }
        return node;
    }

    /** If there is only one candidate, why it is none. */
    private SemanticNode exists(OpApplNode node, Context context, TLCState state, TLCState next, int depth) {
        IContextEnumerator all = tool.contexts(node, context, state, next, 0);
        Context only = all.nextElement();
        if (only == null || all.nextElement() != null) {
            return node;
        }
        return first(node.getArgs()[0], only, state, next, depth);
    }

    private SemanticNode chosen(ExprOrOpArgNode[] arms, SemanticNode node, Context context, TLCState state,
            TLCState next, int depth) {
        for (ExprOrOpArgNode arm : arms) {
            if (arm instanceof OpApplNode pair) {
                ExprOrOpArgNode guard = pair.getArgs()[0];
                if (guard == null || isTrue(guard, context, state, next)) { // null is OTHER
                    return first(pair.getArgs()[1], context, state, next, depth);
                }
            }
        }
        return node;
    }

    private boolean isTrue(SemanticNode guard, Context context, TLCState state, TLCState next) {
        return tool.eval(guard, context, state, next, 0) instanceof IBoolValue truth && truth.getVal();
    }

    private String text(SemanticNode node) {
        Location at = node.getLocation();
        String module = String.valueOf(at.source());
        for (Path home : List.of(folder, folder.resolve("trace"))) {
            @Nullable
            String line = line(home.resolve(module + ".tla"), at);
            if (line != null) {
                return module + ".tla:" + at.beginLine() + ": " + line;
            }
        }
        return at.toString();
    }

    private static @Nullable String line(Path file, Location at) {
        try {
            if (!Files.exists(file)) {
                return null;
            }
            List<String> lines = Files.readAllLines(file).subList(at.beginLine() - 1, at.endLine());
            String first = lines.getFirst().substring(at.beginColumn() - 1,
                    lines.size() == 1 ? at.endColumn() : lines.getFirst().length());
            return lines.size() == 1 ? first : first + " ...";
        } catch (IOException | IndexOutOfBoundsException e) {
            return null;
        }
    }
}
