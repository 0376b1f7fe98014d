package org.espalier.conform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

import org.espalier.spec.Model;
import org.jspecify.annotations.Nullable;

import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.util.FP64;
import tlc2.value.impl.Value;
import util.SimpleFilenameToStream;
import util.ToolIO;
import util.UniqueString;

/**
 * A model as TLC evaluates it, without TLC's search: initial states and successors with the names of their actions.
 *
 * <p>TLC keeps the variables of a specification in static fields: one model at a time per JVM.
 */
final class SpecGraph {

    /** What only one thread of a JVM may use at a time. */
    static final String TLC = "TLC";

    private final FastTool tool;
    private final UniqueString[] variables;
    private final Map<Action, Label> labels = new HashMap<>();

    private SpecGraph(FastTool tool) {
        this.tool = tool;
        OpDeclNode[] nodes = tool.getSpecProcessor().getVariablesNodes();
        variables = new UniqueString[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            variables[i] = nodes[i].getName();
        }
        for (Action action : tool.getActions()) {
            labels.put(action, label(action));
        }
    }

    /**
     * Reads a model.
     *
     * @param folder of the specifications
     * @throws IllegalArgumentException when TLC cannot read it, or leaves out a part of its graph on purpose
     */
    static SpecGraph read(Path folder, Model model) {
        ToolIO.setMode(ToolIO.TOOL);
        UniqueString.internTbl.toMap().values().forEach(name -> name.setLoc(-1)); // each is in its own module's tables
        FP64.Init(); // without it every fingerprint, and so every hash code, is the same
        Path module = folder.resolve(model.module());
        Path home = Objects.requireNonNull(module.getParent());
        Path config = folder.resolve(model.config());
        String[] path = {folder.toString(), folder.resolve("models").toString(), home.toString()};
        FastTool tool;
        try {
            tool = new FastTool(home.toString(), withoutSuffix(module.getFileName().toString()),
                    withoutSuffix(config.toString()), new SimpleFilenameToStream(path));
        } catch (RuntimeException e) {
            String[] said = ToolIO.getAllMessages();
            throw new IllegalArgumentException(model.name() + ": " + e.getMessage()
                    + (said.length == 0 ? "" : ": " + said[said.length - 1]), e);
        }
        if (tool.hasSymmetry() || tool.getViewSpec() != null || tool.hasStateOrActionConstraints()) {
            throw new IllegalArgumentException(model.name() + " leaves out a part of its graph (SYMMETRY, VIEW or "
                    + "CONSTRAINT): it cannot be compared");
        }
        return new SpecGraph(tool);
    }

    private static String withoutSuffix(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    private static Label label(Action action) {
        OpDefNode definition = action.getOpDef();
        List<Object> arguments = new ArrayList<>();
        if (definition != null && definition.getParams() != null) {
            for (FormalParamNode parameter : definition.getParams()) {
                arguments.add(Codec.decode((Value) action.con.lookup(parameter)));
            }
        }
        return new Label(action.getName().toString(), arguments);
    }

    /** The names of the variables, in the order of {@link #value}. */
    List<String> variables() {
        List<String> names = new ArrayList<>();
        for (UniqueString variable : variables) {
            names.add(variable.toString());
        }
        return names;
    }

    Value value(TLCState state, int variable) {
        return (Value) state.lookup(variables[variable]);
    }

    /** The constants, and what replaces definitions. */
    Constants constants() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (OpDeclNode constant : tool.getRootModule().getConstantDecls()) {
            Object value = tool.lookup(constant, Context.Empty, false);
            if (value instanceof OpDefNode definition && definition.getArity() == 0) {
                value = tool.eval(definition.getBody(), Context.Empty, TLCState.Empty);
            }
            if (value instanceof Value known) {
                values.put(constant.getName().toString(), Codec.decode(known));
            }
        }
        return new Constants(values, Map.copyOf(tool.getModelConfig().getOverrides()));
    }

    List<TLCState> initial() {
        return list(tool.getInitStates());
    }

    /** Every successor that TLC generates, repetitions included. */
    void successors(TLCState state, BiConsumer<Label, TLCState> each) {
        for (Action action : tool.getActions()) {
            StateVec next = tool.getNextStates(action, state);
            for (int i = 0; i < next.size(); i++) {
                TLCState successor = next.elementAt(i);
                if (!successor.allAssigned()) {
                    throw new IllegalStateException(labels.get(action) + " leaves a variable without a value");
                }
                each.accept(Objects.requireNonNull(labels.get(action)), successor);
            }
        }
    }

    /** The invariants that the model checks. */
    List<String> invariants() {
        return List.of(tool.getInvNames());
    }

    /** The name of the first invariant that does not hold; null when all do. */
    @Nullable
    String violated(TLCState state) {
        Action[] all = tool.getInvariants();
        for (int i = 0; i < all.length; i++) {
            if (!tool.isValid(all[i], state)) {
                return tool.getInvNames()[i];
            }
        }
        return null;
    }

    private static List<TLCState> list(StateVec states) {
        List<TLCState> all = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            all.add(states.elementAt(i));
        }
        return all;
    }
}
