package org.espalier.conform;

import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;

import org.espalier.spec.Model;

/** Compares one model with the class that ships. */
public final class Conformance {

    private Conformance() {}

    /**
     * The module that a model is an instance of: {@code ArqLink} for {@code models/MCArqLink.tla}.
     *
     * @return empty when its file is named otherwise
     */
    public static String module(Model model) {
        String file = Path.of(model.module()).getFileName().toString();
        return file.startsWith("MC") ? file.substring(2, file.length() - ".tla".length()) : "";
    }

    /**
     * Walks both graphs. One model at a time per JVM, as TLC keeps its variables in static fields.
     *
     * @param folder of the specifications
     * @param worlds makes the world of a module from the model's constants
     * @param progress is told the number of states now and then
     * @throws IllegalArgumentException when the model cannot be compared
     */
    public static Outcome compare(Path folder, Model model,
            BiFunction<String, Constants, World<? extends Record>> worlds, LongConsumer progress) {
        SpecGraph spec = SpecGraph.read(folder, model);
        return compare(spec, worlds.apply(module(model), spec.constants()), progress);
    }

    private static <S extends Record> Outcome compare(SpecGraph spec, World<S> world, LongConsumer progress) {
        return new Comparison<>(spec, world, progress).run();
    }
}
