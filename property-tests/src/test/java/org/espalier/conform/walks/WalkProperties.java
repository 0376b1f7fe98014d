package org.espalier.conform.walks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.espalier.checkers.properties.Choices;
import org.espalier.conform.World;
import org.espalier.core.cast.FifoTreeWorld;
import org.espalier.core.cast.TreeCastWorld;
import org.espalier.core.link.ArqLinkWorld;
import org.espalier.core.log.EpochLogWorld;
import org.espalier.core.log.FoundingWorld;
import org.espalier.core.log.TreeLogWorld;
import org.espalier.core.overlay.TreeWorld;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * The shipped classes of each module keep the invariants of their specification, step by step, in models with more members,
 * messages and faults than those whose graphs are compared. How many walks a module gets is a matter of what a step costs.
 */
class WalkProperties {

    /** Below so many steps nothing is said of what was seen. */
    private static final int ENOUGH = 300;

    private static final Map<String, Set<String>> SEEN = new TreeMap<>();
    private static final Map<String, Integer> STEPS = new TreeMap<>();

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void arqLink_keepsItsInvariants(@ForAll("walks") List<Integer> choices) {
        walk("ArqLink", new ArqLinkWorld(Models.arqLink()), choices);
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void fifoTree_keepsItsInvariants(@ForAll("walks") List<Integer> choices) {
        walk("FifoTree", new FifoTreeWorld(Models.cast()), choices);
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void treeCast_keepsItsInvariants(@ForAll("walks") List<Integer> choices) {
        walk("TreeCast", new TreeCastWorld(Models.cast()), choices);
    }

    @Property(tries = 12, edgeCases = EdgeCasesMode.NONE)
    void tree_keepsItsInvariants(@ForAll("walks") List<Integer> choices) {
        walk("Tree", new TreeWorld(Models.tree()), choices);
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void epochLog_keepsItsInvariants(@ForAll("walks") List<Integer> choices) {
        walk("EpochLog", new EpochLogWorld(Models.epochLog()), choices);
    }

    @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
    void treeLog_keepsItsInvariants(@ForAll("walks") List<Integer> choices) {
        walk("TreeLog", new TreeLogWorld(Models.treeLog()), choices);
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void founding_keepsItsInvariants(@ForAll("walks") List<Integer> choices) {
        walk("Founding", new FoundingWorld(Models.founding()), choices);
    }

    private static <S extends Record> void walk(String module, World<S> world, List<Integer> choices) {
        Set<String> seen = SEEN.computeIfAbsent(module, m -> new TreeSet<>());
        Walk.from(world, world.initial().get(0), new Choices(choices), label -> {
            seen.add(label.action());
            STEPS.merge(module, 1, Integer::sum);
        });
    }

    @Example
    void anInvariantThatDoesNotHold_isReported_withTheWay() {
        List<Integer> choices = IntStream.range(0, 60).map(i -> 7 * i).boxed().toList();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> walk("(broken)", quiet(new ArqLinkWorld(Models.arqLink())), choices))
                .withMessageContainingAll("NothingHappens does not hold after", "  ", "of ArqLinkState");
    }

    /** The same world, of which it is claimed that nothing happens in it. */
    private static <S extends Record> World<S> quiet(World<S> world) {
        return new World<>() {
            @Override
            public Class<S> type() {
                return world.type();
            }

            @Override
            public List<S> initial() {
                return world.initial();
            }

            @Override
            public void steps(S state, Steps<S> out) {
                world.steps(state, out);
            }

            @Override
            public Map<String, Predicate<S>> invariants() {
                return Map.of("NothingHappens", world.initial()::contains);
            }
        };
    }

    @AfterContainer
    static void theWalks_doWhatEachModuleIsFor() {
        saw("ArqLink", "Submit", "OnData", "OnAck", "Retransmit", "Lose", "CrashRestart");
        saw("FifoTree", "Multicast", "Subscribe", "Receive", "Unsubscribe", "LinkReset", "Restart");
        saw("TreeCast", "Multicast", "Subscribe", "Receive", "Truncate", "LinkReset", "Restart");
        saw("Tree", "Poll", "OnAttach", "OnAccept", "Refresh", "DropKid", "Lose", "Duplicate", "Reset");
        saw("EpochLog", "NewEpoch", "Adopt", "Submit", "OnNew", "Persist", "CrashRestart", "Forget");
        saw("TreeLog", "NewEpoch", "Adopt", "Submit", "OnNew", "Persist", "CrashRestart");
        saw("Founding", "Hear", "OnRows", "Restart");
    }

    private static void saw(String module, String... actions) {
        if (STEPS.getOrDefault(module, 0) >= ENOUGH) {
            assertThat(SEEN.get(module)).as(module).contains(actions);
        }
    }

    @Provide
    Arbitrary<List<Integer>> walks() {
        return Choices.upTo(160);
    }
}
