package org.espalier.conform.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;

import org.espalier.conform.Conformance;
import org.espalier.conform.Constants;
import org.espalier.conform.Outcome;
import org.espalier.conform.World;
import org.espalier.core.cast.FifoTreeWorld;
import org.espalier.core.cast.TreeCastWorld;
import org.espalier.core.link.ArqLinkWorld;
import org.espalier.core.log.EpochLogWorld;
import org.espalier.core.log.FoundingWorld;
import org.espalier.core.log.TreeLogWorld;
import org.espalier.core.overlay.TreeRepairWorld;
import org.espalier.core.overlay.TreeWorld;
import org.espalier.spec.Model;

/** The world of each specified module. */
public final class Worlds {

    private static final Map<String, Function<Constants, World<? extends Record>>> ALL = new TreeMap<>(Map.of( //
            "ArqLink", ArqLinkWorld::new, //
            "EpochLog", EpochLogWorld::new, //
            "FifoTree", FifoTreeWorld::new, //
            "Founding", FoundingWorld::new, //
            "Tree", TreeWorld::new, //
            "TreeCast", TreeCastWorld::new, //
            "TreeLog", TreeLogWorld::new, //
            "TreeRepair", TreeRepairWorld::new));

    private Worlds() {}

    /** Compares a model with the world of its module; see {@link Conformance#compare}. */
    public static Outcome compare(Path folder, Model model, LongConsumer progress) {
        return Conformance.compare(folder, model, Worlds::of, progress);
    }

    /** The modules that have one. */
    static Set<String> modules() {
        return ALL.keySet();
    }

    static World<? extends Record> of(String module, Constants constants) {
        Function<Constants, World<? extends Record>> maker = ALL.get(module);
        if (maker == null) {
            throw new IllegalArgumentException("module " + module + " has no world; there are " + modules());
        }
        return maker.apply(constants);
    }
}
