package org.espalier.trace;

import java.util.Locale;
import java.util.Optional;

/** The layers whose events are held against their specifications. */
public enum Traced {

    /** FIFO multicast. */
    FIFO_TREE("FifoTree", true),
    /** Causal multicast. */
    TREE_CAST("TreeCast", true),
    /** Total order. */
    EPOCH_LOG("EpochLog", false);

    private final String module;
    private final boolean overLinks;

    Traced(String module, boolean overLinks) {
        this.module = module;
        this.overLinks = overLinks;
    }

    /** The specification's module. */
    public String module() {
        return module;
    }

    /** The module in {@code spec/trace} that binds its steps to events. */
    String binding() {
        return "Trace" + module;
    }

    /** Whether an event says something to this layer's specification. */
    boolean concerns(Event event) {
        return event.module().equals(module) || event.module().equals("Node")
                || (overLinks && event.module().equals("ArqLink") && event.action().equals("Meet"));
    }

    /** The layer of a module. */
    public static Optional<Traced> named(String module) {
        for (Traced traced : values()) {
            if (traced.module.toLowerCase(Locale.ROOT).equals(module.toLowerCase(Locale.ROOT))) {
                return Optional.of(traced);
            }
        }
        return Optional.empty();
    }
}
