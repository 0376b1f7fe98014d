package org.espalier.checkers.definitions;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.espalier.conform.Codec;

import tla2sany.semantic.OpDefNode;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.util.FP64;
import tlc2.value.IBoolValue;
import util.SimpleFilenameToStream;
import util.ToolIO;
import util.UniqueString;

/**
 * The definitions of the specifications, evaluated by TLC in this JVM: {@code definitions/Judged.tla} says them of a history
 * that is a record. TLC has static state, so there is one of these, and one thread in it at a time; jqwik runs its properties
 * one after another, and not while JUnit runs other tests, so nobody else is in TLC meanwhile.
 */
final class Definitions {

    private static final String MODULE = "Judged";

    private final FastTool tool;
    private final Map<String, OpDefNode> operators = new HashMap<>();

    private static final class Holder {
        static final Definitions ONE = new Definitions();
    }

    private Definitions() {
        ToolIO.setMode(ToolIO.TOOL);
        UniqueString.internTbl.toMap().values().forEach(name -> name.setLoc(-1)); // what another tool left
        FP64.Init();
        Path spec = Path.of("../spec").toAbsolutePath().normalize();
        Path home = Path.of("src/test/resources/definitions").toAbsolutePath();
        tool = new FastTool(home.toString(), MODULE, MODULE,
                new SimpleFilenameToStream(new String[]{spec.toString(), home.toString()}));
        for (OpDefNode operator : tool.getRootModule().getOpDefs()) {
            operators.put(operator.getName().toString(), operator);
        }
    }

    /**
     * Whether a definition holds of a history.
     *
     * @param definition module and property: {@code FifoCast_GapFree}
     */
    static boolean holds(String definition, Record history) {
        return Holder.ONE.evaluate(definition, history);
    }

    private synchronized boolean evaluate(String definition, Record history) {
        OpDefNode operator = Objects.requireNonNull(operators.get(definition), definition);
        Context of = Context.Empty.cons(operator.getParams()[0], Codec.encode(history));
        return ((IBoolValue) tool.eval(operator.getBody(), of, TLCState.Empty)).getVal();
    }
}
