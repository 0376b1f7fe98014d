package org.espalier.core.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

import org.espalier.checkers.properties.Choices;
import org.espalier.conform.Constants;
import org.espalier.conform.Label;
import org.jspecify.annotations.Nullable;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Trees of up to eight members that repair what they find, whatever that is and whoever is suspected meanwhile: where the
 * compared models of {@code TreeRepair.tla} have three or four. Exchanges that overtake each other are {@code TreeSimulationTest}'s.
 */
class TreeRepairProperties {

    private static final int MOST_STEPS = 500;

    private record Step(Label label, TreeRepairState next) {}

    /** Whatever trees there are: an exchange that joins two leaves no cycle and no member with too many children. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void whatAnExchangeMakesOfAnyTrees_areTreesAgain(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        Group group = new Group(choices);
        TreeRepairState s = group.anything(choices);
        group.check(s);
        for (Step step : group.steps(s)) {
            group.check(step.next());
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anyTrees_becomeOneTreeOfThoseWhoAreThere_andRest(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        Group group = new Group(choices);
        group.settle(group.anything(choices), choices.among(10_000));
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void whoeverIsSuspectedMeanwhile_inTheEndThereIsOneTree(@ForAll("choices") List<Integer> list) {
        Choices choices = new Choices(list);
        Group group = new Group(choices);
        TreeRepairState s = group.anything(choices);
        for (int round = 0; round < 4; round++) {
            s = group.with(s, group.some(choices));
            for (int turn = choices.among(6); turn > 0; turn--) {
                List<Step> steps = group.steps(s);
                if (!steps.isEmpty()) {
                    s = steps.get(choices.among(steps.size())).next();
                    group.check(s);
                }
            }
        }
        group.settle(s, choices.among(10_000));
    }

    @Example
    void twoRoots_areNoTree() {
        Group two = new Group(new Choices(List.of()));
        Map<Integer, Set<Integer>> kids = Map.of(0, Set.of(), 1, Set.of());
        assertThat(two.disorder(new TreeRepairState(Set.of(0, 1), Map.of(0, Heap.NONE, 1, Heap.NONE), kids)))
                .startsWith("OneTree: the parent of 1");
        assertThat(two.disorder(new TreeRepairState(Set.of(0, 1), Map.of(0, Heap.NONE, 1, 0), kids)))
                .startsWith("OneTree: [1] have 0 as parent");
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Choices.upTo(100);
    }

    /** So many members, of which some are there. */
    private static final class Group {

        private final int n;
        private final int maxKids;
        private final Heap heap;
        private final TreeRepairWorld world;

        Group(Choices choices) {
            n = 2 + choices.among(7);
            int arity = 1 + choices.among(3);
            maxKids = arity + choices.among(2);
            heap = new Heap(n, arity);
            world = new TreeRepairWorld(new Constants(Map.of("N", (long) n, "K", (long) arity, "MaxKids",
                    (long) maxKids, "Fragments", Set.of()), Map.of()));
        }

        Set<Integer> some(Choices choices) {
            Set<Integer> live = new TreeSet<>();
            for (int i = 0; i < n; i++) {
                if (choices.among(4) > 0) {
                    live.add(i);
                }
            }
            live.add(choices.among(n));
            return live;
        }

        /** Any well-typed state: parents and children need not know of each other, nor be there. */
        TreeRepairState anything(Choices choices) {
            Set<Integer> live = some(choices);
            Map<Integer, Integer> par = new TreeMap<>();
            Map<Integer, Set<Integer>> kids = new TreeMap<>();
            for (int i = 0; i < n; i++) {
                par.put(i, live.contains(i) ? choices.among(i + 1) - 1 : Heap.NONE);
                Set<Integer> mine = new TreeSet<>();
                for (int j = i + 1; j < n && live.contains(i) && mine.size() < maxKids; j++) {
                    if (choices.among(3) == 0) {
                        mine.add(j);
                    }
                }
                kids.put(i, Set.copyOf(mine));
            }
            return new TreeRepairState(Set.copyOf(live), Map.copyOf(par), Map.copyOf(kids));
        }

        /** These are there from now on. Who was not begins anew; the others may still think of who is gone. */
        TreeRepairState with(TreeRepairState s, Set<Integer> live) {
            Map<Integer, Integer> par = s.par();
            Map<Integer, Set<Integer>> kids = s.kids();
            for (int i = 0; i < n; i++) {
                if (!live.contains(i)) {
                    par = except(par, i, Heap.NONE);
                    kids = except(kids, i, Set.of());
                }
            }
            return new TreeRepairState(Set.copyOf(live), par, kids);
        }

        /** What changes anything, in an order that is the same in every run. */
        List<Step> steps(TreeRepairState s) {
            List<Step> steps = new ArrayList<>();
            world.steps(s, (next, label) -> {
                if (!next.equals(s)) {
                    steps.add(new Step(label, next));
                }
            });
            steps.sort(Comparator.comparing(step -> step.label() + " " + step.next().hashCode()));
            return steps;
        }

        void check(TreeRepairState s) {
            for (int i = 0; i < n; i++) {
                assertThat(at(s.par(), i)).as("ParentBelow of %d in %s", i, s).isLessThan(i);
                assertThat(at(s.kids(), i)).as("DegreeBound of %d in %s", i, s).hasSizeLessThanOrEqualTo(maxKids);
            }
        }

        /** Repairs until there is nothing to repair, and looks at what has come of it. */
        void settle(TreeRepairState from, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            TreeRepairState s = from;
            int taken = 0;
            for (List<Step> steps = steps(s); !steps.isEmpty(); steps = steps(s)) {
                assertThat(++taken).as("steps from %s", from).isLessThan(MOST_STEPS);
                s = steps.get(random.nextInt(steps.size())).next();
                check(s);
            }
            assertThat(disorder(s)).as("%s, which came of %s", s, from).isNull();
        }

        /** OneTree, Home, and the heap if all are there: what of it does not hold. */
        private @Nullable String disorder(TreeRepairState s) {
            for (int i : s.live()) {
                int par = at(s.par(), i);
                int best = heap.best(i, j -> !s.live().contains(j));
                if ((par == Heap.NONE) != (best == Heap.NONE) || (par != Heap.NONE && !s.live().contains(par))) {
                    return "OneTree: the parent of " + i + " is " + par;
                }
                Set<Integer> children = new TreeSet<>(s.live());
                children.removeIf(j -> at(s.par(), j) != i);
                if (!children.equals(at(s.kids(), i))) {
                    return "OneTree: " + children + " have " + i + " as parent, and its children are "
                            + at(s.kids(), i);
                }
                int member = i;
                if (par != best && !(at(s.kids(), best).size() == maxKids
                        && at(s.kids(), best).stream().allMatch(j -> j < member))) {
                    return "Home: the parent of " + i + " is " + par + " and not " + best;
                }
                if (s.live().size() == n && par != heap.parent(i)) {
                    return "Heap: the parent of " + i + " is " + par;
                }
            }
            return null;
        }
    }
}
