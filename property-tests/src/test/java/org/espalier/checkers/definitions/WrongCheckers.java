package org.espalier.checkers.definitions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import org.espalier.checkers.delivery.CausalOrder;
import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.DeliveryHistory;
import org.espalier.checkers.delivery.FifoOrder;
import org.espalier.checkers.delivery.GapFree;
import org.espalier.checkers.delivery.NoDuplication;
import org.espalier.checkers.delivery.PropertyResult;

/** Checkers that mean something else than what they cite: each confuses two things that are easily confused. */
final class WrongCheckers {

    /** A wrong checker beside the definition it should mean, and the histories that the two are asked about. */
    record Wrong(Judge judge, Function<List<Integer>, Story> draw) {

        @Override
        public String toString() {
            return judge.checker() + " for " + judge.cited();
        }
    }

    private WrongCheckers() {}

    static List<Wrong> all() {
        List<Wrong> all = new ArrayList<>();
        Function<List<Integer>, Story> casts = Drawn::cast;
        add(all, Judges.casts(), casts, "FifoCast_NoCreation", "all is well that was multicast in the end",
                Judges.last("FifoCast_NoCreation"));
        add(all, Judges.casts(), casts, "FifoCast_NoDuplication", "not twice in a row", WrongCheckers::notTwiceInARow);
        add(all, Judges.casts(), casts, "FifoCast_GapFree", "FifoOrder", whole(FifoOrder::check));
        add(all, Judges.casts(), casts, "FifoCast_FifoOrder", "FifoOrder without repetitions",
                s -> whole(FifoOrder::check).test(s.once()));
        add(all, Judges.casts(), casts, "CausalCast_CausalOrder", "FifoOrder", whole(FifoOrder::check));
        add(all, Judges.casts(), casts, "TotalOrder_TotalOrder", "CausalOrder", whole(CausalOrder::check));
        add(all, Judges.casts(), casts, "TotalOrder_FifoTotal", "NoDuplication", whole(NoDuplication::check));
        add(all, Judges.casts(), casts, "FifoCast_Converged", "GapFree", whole(GapFree::check));
        add(all, Judges.casts(), casts, "TotalOrder_UniformAgreement", "what survivors have",
                whole(Convergence::check));
        Function<List<Integer>, Story> groups = Drawn::grouped;
        add(all, Judges.groups(), groups, "GroupCast_FifoOrder", "FifoOrder without repetitions",
                s -> Judges.grouped(org.espalier.checkers.multicast.FifoOrder::check, true).test(s.once()));
        add(all, Judges.groups(), groups, "GroupCast_CausalOrder", "FifoOrder",
                Judges.grouped(org.espalier.checkers.multicast.FifoOrder::check, true));
        add(all, Judges.groups(), groups, "GroupCast_TotalOrder", "no two members disagree",
                Judges.last("GroupCast_PairsAgree"));
        Function<List<Integer>, Story> views = DrawnViews::story;
        add(all, Judges.views(), views, "ViewCast_ViewSynchrony", "SelfDelivery",
                s -> Definitions.holds("ViewCast_SelfDelivery", ViewFacts.of(s)));
        add(all, Judges.views(), views, "ViewCast_SelfDelivery", "ViewSynchrony",
                s -> Definitions.holds("ViewCast_ViewSynchrony", ViewFacts.of(s)));
        add(all, Judges.views(), views, "ViewCast_SameViews", "everybody is where it belongs",
                WrongCheckers::everybodyIsInItsViews);
        return all;
    }

    private static void add(List<Wrong> to, List<Judge> right, Function<List<Integer>, Story> draw, String definition,
            String wrong, Predicate<Story> holds) {
        Judge judge = right.stream().filter(j -> j.definition().equals(definition)).findFirst().orElseThrow();
        to.add(new Wrong(judge.with(wrong, holds), draw));
    }

    private static Predicate<Story> whole(Function<DeliveryHistory, PropertyResult> check) {
        return Judges.whole(check);
    }

    private static boolean notTwiceInARow(Story story) {
        Map<Integer, Integer> latest = new HashMap<>();
        return story.events().stream().noneMatch(
                e -> e instanceof Event.Deliver d && Integer.valueOf(d.id()).equals(latest.put(d.p(), d.id())));
    }

    private static boolean everybodyIsInItsViews(Story story) {
        return story.events().stream().noneMatch(e -> e instanceof Event.Install i && !i.members().contains(i.p()));
    }
}
