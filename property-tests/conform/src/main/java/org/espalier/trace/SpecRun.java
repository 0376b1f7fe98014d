package org.espalier.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.util.FP64;
import tlc2.value.impl.FcnLambdaValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.Value;
import util.ToolIO;
import util.UniqueString;

/**
 * A specification that takes the steps that events name: all the states in which it can be after those so far.
 *
 * <p>Its module has a variable {@code ev}, which is the event to come, and a next-state relation that reads it.
 */
final class SpecRun {

    private static final UniqueString EVENT = UniqueString.uniqueStringOf("ev");
    private static final UniqueString POSSIBLE = UniqueString.uniqueStringOf("Possible");
    private static final int SHOWN = 12;
    private static final List<String> FIELDS = List.of("action", "module", "node", "peer", "x", "y");

    private final FastTool tool;
    private final Path folder;
    private final UniqueString[] names = FIELDS.stream().map(UniqueString::uniqueStringOf).toArray(UniqueString[]::new);
    private final UniqueString[] variables;
    private final Map<String, StringValue> strings = new HashMap<>();
    private List<TLCState> frontier;

    private SpecRun(FastTool tool, Path folder) {
        this.tool = tool;
        this.folder = folder;
        variables = Arrays.stream(tool.getSpecProcessor().getVariablesNodes()).map(OpDeclNode::getName)
                .filter(n -> !n.equals(EVENT)).toArray(UniqueString[]::new);
        frontier = list(tool.getInitStates());
    }

    /**
     * Reads {@code spec/trace/NAME.tla} for a {@code group}.
     *
     * @param folder of the specifications
     * @throws IOException when a file cannot be read
     */
    static SpecRun read(Path folder, String name, Events.Header group) throws IOException {
        ToolIO.setMode(ToolIO.TOOL);
        UniqueString.internTbl.toMap().values().forEach(word -> word.setLoc(-1)); // each is in its own module's tables
        FP64.Init();
        Path home = folder.resolve("trace");
        String members = IntStream.range(0, group.nodes()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        Path config = Files.createTempFile("trace", ".cfg");
        try {
            Files.writeString(config, Files.readString(home.resolve(name + ".cfg"))
                    .replaceFirst("(?m)^  Node = .*$", "  Node = {" + members + "}")
                    .replaceFirst("(?m)^  Voters = .*$", "  Voters = " + group.voters()));
            String file = config.toString();
            FastTool tool = new FastTool(home.toString(), name, file.substring(0, file.length() - ".cfg".length()),
                    new SpecFiles(folder, home));
            return new SpecRun(tool, folder);
        } catch (RuntimeException e) {
            String[] said = ToolIO.getAllMessages();
            throw new IllegalArgumentException(name + ": " + e.getMessage()
                    + (said.length == 0 ? "" : ": " + said[said.length - 1]), e);
        } finally {
            Files.delete(config);
        }
    }

    /** Takes the step of an event; false when there is none, and then it stays where it is. */
    boolean take(Event event) {
        Value next = value(event);
        List<TLCState> reached = new ArrayList<>();
        for (TLCState state : frontier) {
            TLCState here = at(state, next);
            for (Action action : tool.getActions()) {
                for (TLCState successor : list(tool.getNextStates(action, here))) {
                    settle(successor, state);
                    successor.bind(EVENT, next);
                    reached.add(successor);
                }
            }
        }
        if (reached.isEmpty()) {
            return false;
        }
        frontier = reached.size() == 1 ? reached : distinct(reached);
        return true;
    }

    private static List<TLCState> distinct(List<TLCState> states) {
        Map<Long, TLCState> all = new LinkedHashMap<>();
        states.forEach(state -> all.putIfAbsent(state.fingerPrint(), state));
        return List.copyOf(all.values());
    }

    private static TLCState at(TLCState state, Value event) {
        TLCState here = state.copy();
        here.bind(EVENT, event);
        return here;
    }

    /** The first conjunct that fails for an event that was not taken, in one of the states. */
    String why(Event event) {
        Action action = tool.getActions()[0];
        return new Reason(tool, folder).of(action.pred, action.con, at(frontier.getFirst(), value(event)));
    }

    /** What the member of an event that was not taken could do instead, in one of the states. */
    List<String> possible(Event event) {
        for (OpDefNode definition : tool.getRootModule().getOpDefs()) {
            if (definition.getName().equals(POSSIBLE)) {
                Context context = Context.Empty.cons(definition.getParams()[0], IntValue.gen(event.node()));
                if (tool.eval(definition.getBody(), context, at(frontier.getFirst(), value(event))) instanceof Value all
                        && all.toSetEnum() instanceof SetEnumValue steps) {
                    return shown(steps, "n" + event.node());
                }
            }
        }
        throw new IllegalStateException("the module says nothing of what is possible");
    }

    private static List<String> shown(SetEnumValue all, String member) {
        all.normalize();
        List<String> some = new ArrayList<>();
        for (int i = 0; i < Math.min(all.size(), SHOWN); i++) {
            RecordValue step = (RecordValue) all.elems.elementAt(i);
            String peer = "n" + step.select(new StringValue("peer"));
            some.add(step.select(new StringValue("action")).toString().replace("\"", "")
                    + (peer.equals(member) ? "" : " with " + peer) + " (" + step.select(new StringValue("x")) + ", "
                    + step.select(new StringValue("y")) + ")");
        }
        if (all.size() > SHOWN) {
            some.add("and " + (all.size() - SHOWN) + " more");
        }
        return some;
    }

    /** In how many states it can be. */
    int width() {
        return frontier.size();
    }

    /** What is described by a rule is written out, or it would remember all that was before; what has not changed, is. */
    @SuppressWarnings("ReferenceEquality") // to compare values would take longer than to write them out
    private void settle(TLCState state, TLCState before) {
        for (UniqueString variable : variables) {
            Value value = (Value) state.lookup(variable);
            if (value == null) {
                throw new IllegalStateException("the step leaves " + variable + " without a value");
            }
            Value old = (Value) before.lookup(variable);
            if (value == old) {
                continue;
            }
            Value settled = written(value);
            state.bind(variable, settled);
            if (settled instanceof FcnRcdValue table) {
                for (int i = 0; i < table.values.length; i++) {
                    table.values[i] = written(table.values[i]);
                }
            }
        }
    }

    private static Value written(Value value) {
        return value instanceof FcnLambdaValue rule ? rule.toFcnRcd() : value;
    }

    private Value value(Event event) {
        Value[] values = {string(event.action()), string(event.module()), IntValue.gen(event.node()),
                IntValue.gen(event.peer()), number(event.x()), number(event.y())};
        return new RecordValue(names.clone(), values, false);
    }

    private static Value number(long x) {
        if (x != (int) x) {
            throw new IllegalArgumentException(x + " is more than TLC can count");
        }
        return IntValue.gen((int) x);
    }

    private Value string(String word) {
        return strings.computeIfAbsent(word, StringValue::new);
    }

    private static List<TLCState> list(StateVec states) {
        List<TLCState> all = new ArrayList<>(states.size());
        for (int i = 0; i < states.size(); i++) {
            all.add(states.elementAt(i));
        }
        return all;
    }
}
