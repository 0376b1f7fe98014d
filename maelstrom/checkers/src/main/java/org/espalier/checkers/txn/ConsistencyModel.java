package org.espalier.checkers.txn;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a store of transactions can promise, from weak to strong. The levels are Adya's (1999), under the names that Jepsen
 * gives them; see jepsen.io/consistency for how they lie to one another.
 */
public enum ConsistencyModel {
    /** PL-1: writes of transactions are not interleaved. */
    READ_UNCOMMITTED,
    /** PL-2: nothing is read that is aborted or not final, and information does not flow in circles. */
    READ_COMMITTED(READ_UNCOMMITTED),
    /** PL-2.99: serializable as far as single items go; reads by predicate, which no history here has, are left out. */
    REPEATABLE_READ(READ_COMMITTED),
    /** PL-SI, generalized: every transaction reads a snapshot, and of two concurrent ones that write one item one aborts. */
    SNAPSHOT_ISOLATION(READ_COMMITTED),
    /** PL-3: as if one transaction had run after the other. */
    SERIALIZABLE(REPEATABLE_READ, SNAPSHOT_ISOLATION),
    /** And in that order those of each process are as the process made them. */
    STRONG_SESSION_SERIALIZABLE(SERIALIZABLE),
    /** PL-SS: and in that order what was over before something else began comes first. */
    STRICT_SERIALIZABLE(STRONG_SESSION_SERIALIZABLE);

    @SuppressWarnings("ImmutableEnumChecker") // a list that nobody can change
    private final List<ConsistencyModel> weaker;

    ConsistencyModel(ConsistencyModel... weaker) {
        this.weaker = List.of(weaker);
    }

    /** As it is written on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All labels, for messages to people. */
    public static String labels() {
        return Arrays.stream(values()).map(ConsistencyModel::label).collect(Collectors.joining(", "));
    }

    /**
     * The model of that label.
     *
     * @throws IllegalArgumentException if there is none; the message names those there are
     */
    public static ConsistencyModel named(String label) {
        for (ConsistencyModel model : values()) {
            if (model.label().equals(label)) {
                return model;
            }
        }
        throw new IllegalArgumentException("one of " + labels() + ", not `" + label + "`");
    }

    /** Whether what satisfies this model satisfies the other, too; itself included. */
    public boolean implies(ConsistencyModel other) {
        return this == other || weaker.stream().anyMatch(w -> w.implies(other));
    }

    /** Those of the models, and all that imply one of them: what cannot be if these are not. */
    static Set<ConsistencyModel> impossible(Set<ConsistencyModel> models) {
        Set<ConsistencyModel> all = EnumSet.noneOf(ConsistencyModel.class);
        for (ConsistencyModel candidate : values()) {
            if (models.stream().anyMatch(candidate::implies)) {
                all.add(candidate);
            }
        }
        return all;
    }

    /** Those of the models that imply no other of them. */
    static Set<ConsistencyModel> weakest(Set<ConsistencyModel> models) {
        Set<ConsistencyModel> some = EnumSet.noneOf(ConsistencyModel.class);
        for (ConsistencyModel candidate : models) {
            if (models.stream().noneMatch(m -> m != candidate && candidate.implies(m))) {
                some.add(candidate);
            }
        }
        return some;
    }
}
