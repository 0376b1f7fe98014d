package org.espalier.conform;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import org.espalier.core.link.ArqLinkWorld;

/** The world of each specified module. */
final class Worlds {

    private static final Map<String, Function<Constants, World<? extends Record>>> ALL = new TreeMap<>(Map.of( //
            "ArqLink", ArqLinkWorld::new));

    private Worlds() {}

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
