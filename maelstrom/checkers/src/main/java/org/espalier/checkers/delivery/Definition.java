package org.espalier.checkers.delivery;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Where the specifications define the properties that are judged here. */
public final class Definition {

    private static final Map<String, String> MODULES = Map.ofEntries(Map.entry("NoCreation", "FifoCast"),
            Map.entry("NoDuplication", "FifoCast"), Map.entry("GapFree", "FifoCast"),
            Map.entry("FifoOrder", "FifoCast"),
            Map.entry("Convergence", "FifoCast"), Map.entry("CausalOrder", "CausalCast"),
            Map.entry("TotalOrder", "TotalOrder"), Map.entry("UniformAgreement", "TotalOrder"),
            Map.entry("FifoTotal", "TotalOrder"),
            Map.entry("LogMatching", "EpochLog"), Map.entry("AggSound", "TreeLog"),
            Map.entry("ViewSynchrony", "ViewCast"), Map.entry("SameViews", "ViewCast"),
            Map.entry("SelfDelivery", "ViewCast"));

    private Definition() {}

    /** {@code FifoCast.tla!FifoOrder}; null for what is judged and needs no definition there, such as the form of reads. */
    public static @Nullable String of(String property) {
        if (property.equals("Integrity")) {
            return "FifoCast.tla!NoCreation"; // there, a message is its content
        }
        String module = MODULES.get(property);
        return module == null ? null : module + ".tla!" + property;
    }
}
