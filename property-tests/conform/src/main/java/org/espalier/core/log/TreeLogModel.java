package org.espalier.core.log;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.conform.Atom;
import org.espalier.conform.Constants;

/** The constants of a model of {@code TreeLog.tla}. */
final class TreeLogModel {

    final EpochLogGroup group;
    final Map<Atom, Long> quota = new HashMap<>();
    final List<Long> epochs;
    final boolean submitted;
    final boolean led;
    final int maxCrash;
    final Set<?> fragile;
    /** Members repeat all that they know to be committed; otherwise only the root does, and what is heard. */
    final boolean repeatsAll;
    /** Who has restarted offers its log, though it does not know what it was made of. */
    final boolean offersAll;
    private final Set<?> edges;
    private final boolean tree;

    TreeLogModel(Constants model) {
        group = new EpochLogGroup(model, "RootInTurn");
        model.function("Quota").forEach((o, n) -> quota.put((Atom) o, (Long) n));
        epochs = group.epochs(model.number("MaxEpoch"));
        submitted = model.truth("Submitted");
        led = model.truth("Led");
        maxCrash = model.number("MaxCrash");
        fragile = model.set("Fragile");
        edges = model.set("Edge");
        tree = one(model, "Upward", "TowardsRoot");
        repeatsAll = one(model, "Repeated", "SaysAllItKnows");
        offersAll = one(model, "Offered", "OffersAll");
        for (long e : epochs) {
            if (root(e) != (e - 1) % 3 + 1) {
                throw new IllegalArgumentException("member " + root(e) + " is the root of epoch " + e);
            }
        }
    }

    private static boolean one(Constants model, String operator, String other) {
        String definition = model.definition(operator);
        if (!definition.equals(operator) && !definition.equals(other)) {
            throw new IllegalArgumentException(operator + " is " + definition);
        }
        return definition.equals(other);
    }

    long root(long e) {
        return group.node(group.config.root(e));
    }

    List<Long> near(long q) {
        return group.nodes.stream().filter(p -> edges.contains(List.of(p, q))).toList();
    }

    /** Whether {@code p}, which is not the root, reports to {@code q} in epoch {@code e}: in a tree, when {@code q} is nearer. */
    boolean upward(long p, long q, long e) {
        return p != root(e) && (!tree || depth(q, e) < depth(p, e));
    }

    private int depth(long p, long e) {
        Set<Long> within = new HashSet<>(Set.of(root(e)));
        int depth = 0;
        for (; !within.contains(p); depth++) {
            for (long q : List.copyOf(within)) {
                within.addAll(near(q));
            }
        }
        return depth;
    }
}
