package org.espalier.checkers.definitions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.espalier.checkers.Results;
import org.espalier.checkers.Verdict;
import org.espalier.checkers.delivery.CausalOrder;
import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.DeliveryHistory;
import org.espalier.checkers.delivery.FifoOrder;
import org.espalier.checkers.delivery.GapFree;
import org.espalier.checkers.delivery.NoCreation;
import org.espalier.checkers.delivery.NoDuplication;
import org.espalier.checkers.delivery.PropertyResult;
import org.espalier.checkers.delivery.TotalOrder;
import org.espalier.checkers.delivery.UniformAgreement;
import org.espalier.checkers.multicast.Ending;
import org.espalier.checkers.multicast.GroupHistory;

/**
 * Which checker means which definition, and of what.
 *
 * <p>A definition is a predicate of one state. NoCreation is asked of every state of a story, because what is delivered too
 * early has been sent in the end. The others are asked of the last one, as the checkers are, and of the deliveries that
 * NoCreation does not speak of: of those nothing else is judged.
 */
final class Judges {

    private Judges() {}

    /** Of one group: the checkers of whole histories, then the streaming ones. */
    static List<Judge> casts() {
        List<Judge> all = new ArrayList<>();
        all.add(new Judge("NoCreation", "FifoCast_NoCreation", s -> s, Judges::always, whole(NoCreation::check),
                Judges::created));
        all.add(whole("FifoCast_NoDuplication", NoDuplication::check));
        all.add(whole("FifoCast_GapFree", GapFree::check));
        all.add(whole("FifoCast_FifoOrder", FifoOrder::check));
        all.add(whole("CausalCast_CausalOrder", CausalOrder::check));
        all.add(whole("TotalOrder_TotalOrder", TotalOrder::check));
        all.add(whole("TotalOrder_FifoTotal", FifoOrder::check));
        all.add(whole("TotalOrder_NoDuplication", NoDuplication::check));
        all.add(new Judge("Convergence", "FifoCast_Converged", Story::created, Judges::nobodyCrashed,
                whole(Convergence::check), last("FifoCast_Converged")));
        Predicate<Story> uniform = s -> holds(UniformAgreement.check(Checked.whole(s, false)));
        all.add(new Judge("UniformAgreement", "TotalOrder_UniformAgreement", Story::created, Judges::inOneOrder,
                uniform, last("TotalOrder_UniformAgreement")));
        all.add(new Judge("UniformAgreement", "GroupCast_UniformAgreement", Story::created, Judges::allTotal, uniform,
                last("GroupCast_UniformAgreement")));
        all.addAll(streams());
        return all;
    }

    private static List<Judge> streams() {
        List<Judge> all = new ArrayList<>();
        // what everybody had is forgotten: its repetition is taken for a creation, so the two are one there
        all.add(new Judge("streaming NoCreation and NoDuplication", "FifoCast_NoCreation", s -> s, Judges::always,
                s -> holds(streamed(s, "NoCreation")) && holds(streamed(s, "NoDuplication")),
                s -> created(s) && Definitions.holds("FifoCast_NoDuplication", s.facts())));
        all.add(new Judge("streaming NoCreation", "FifoCast_NoCreation", s -> s,
                s -> s.created().equals(s.remembered()), s -> holds(streamed(s, "NoCreation")), Judges::created));
        for (String definition : List.of("FifoCast_NoDuplication", "FifoCast_GapFree", "FifoCast_FifoOrder",
                "CausalCast_CausalOrder", "TotalOrder_TotalOrder")) {
            all.add(stream(definition, property(definition), Judges::always));
        }
        all.add(stream("TotalOrder_FifoTotal", "FifoOrder", Judges::always));
        all.add(stream("FifoCast_Converged", "Convergence", Judges::nobodyCrashed));
        all.add(stream("TotalOrder_UniformAgreement", "UniformAgreement", Judges::inOneOrder));
        all.add(stream("GroupCast_UniformAgreement", "UniformAgreement", Judges::allTotal));
        return all;
    }

    /** Of several groups. */
    static List<Judge> groups() {
        List<Judge> all = new ArrayList<>();
        all.add(new Judge("groups: NoCreation", "GroupCast_NoCreation", s -> s, Judges::always,
                grouped(org.espalier.checkers.multicast.NoCreation::check, true),
                s -> everyState("GroupCast_NoCreation", s)));
        all.add(group("GroupCast_NoDuplication", org.espalier.checkers.multicast.NoDuplication::check, true));
        all.add(group("GroupCast_GapFree", org.espalier.checkers.multicast.GapFree::check, true));
        all.add(group("GroupCast_FifoOrder", org.espalier.checkers.multicast.FifoOrder::check, true));
        all.add(group("GroupCast_CausalOrder", org.espalier.checkers.multicast.CausalOrder::check, true));
        all.add(group("GroupCast_TotalOrder", org.espalier.checkers.multicast.TotalOrder::check, true));
        all.add(group("GroupCast_Converged", Ending::convergence, true));
        all.add(group("GroupCast_UniformAgreement", Ending::uniformAgreement, false));
        return all;
    }

    /** Of views; a repetition is NoDuplication's, wherever it happens. */
    static List<Judge> views() {
        List<Judge> all = new ArrayList<>();
        // who is not in a view, and installs it, is compared with nobody: the two are one there
        all.add(view("ViewCast_ViewSynchrony",
                Judges::inTheSameViews));
        all.add(new Judge("streaming ViewSynchrony and SameViews", "ViewCast_ViewSynchrony", Judges::inViews,
                Judges::anyView,
                s -> holds(streamed(s, "ViewSynchrony")) && holds(streamed(s, "SameViews")),
                s -> Definitions.holds("ViewCast_ViewSynchrony", ViewFacts.of(s))
                        && Definitions.holds("ViewCast_SameViews", ViewFacts.of(s))));
        all.add(view("ViewCast_SameViews", Judges::anyView));
        all.add(view("ViewCast_SelfDelivery", Judges::anyView));
        return all;
    }

    private static Judge view(String definition, Predicate<Story> applies) {
        String property = property(definition);
        return new Judge("streaming " + property, definition, Judges::inViews, applies,
                s -> holds(streamed(s, property)), s -> Definitions.holds(definition, ViewFacts.of(s)));
    }

    private static boolean always(Story story) {
        return true;
    }

    private static boolean nobodyCrashed(Story story) {
        return !story.crashed();
    }

    private static boolean anyView(Story story) {
        return story.events().stream().anyMatch(Event.Install.class::isInstance);
    }

    private static boolean inTheSameViews(Story story) {
        return anyView(story) && Definitions.holds("ViewCast_SameViews", ViewFacts.of(story));
    }

    private static Story inViews(Story story) {
        return story.remembered().once();
    }

    private static String property(String definition) {
        return definition.substring(definition.indexOf('_') + 1);
    }

    private static Judge whole(String definition, Function<DeliveryHistory, PropertyResult> check) {
        return new Judge(property(definition), definition, Story::created, Judges::always, whole(check),
                last(definition));
    }

    static Predicate<Story> whole(Function<DeliveryHistory, PropertyResult> check) {
        return s -> holds(check.apply(Checked.whole(s, true)));
    }

    private static Judge stream(String definition, String property, Predicate<Story> applies) {
        return new Judge("streaming " + property, definition, Story::remembered, applies,
                s -> holds(streamed(s, property)), last(definition));
    }

    private static Judge group(String definition, Function<GroupHistory, PropertyResult> check, boolean acked) {
        return new Judge("groups: " + property(definition), definition, Story::created, Judges::always,
                grouped(check, acked),
                last(definition));
    }

    static Predicate<Story> grouped(Function<GroupHistory, PropertyResult> check, boolean acked) {
        return s -> holds(check.apply(Checked.grouped(s, acked)));
    }

    private static PropertyResult streamed(Story story, String property) {
        Results all = Checked.streamed(story);
        return (PropertyResult) all.part(property);
    }

    private static boolean holds(PropertyResult result) {
        return result.verdict() != Verdict.INVALID;
    }

    static Predicate<Story> last(String definition) {
        return s -> Definitions.holds(definition, s.facts());
    }

    private static boolean created(Story story) {
        return everyState("FifoCast_NoCreation", story);
    }

    private static boolean everyState(String definition, Story story) {
        for (int length = 1; length <= story.events().size(); length++) {
            if (story.events().get(length - 1) instanceof Event.Deliver
                    && !Definitions.holds(definition, story.until(length).facts(story))) {
                return false;
            }
        }
        return true;
    }

    /** The definition counts entries, and so supposes one sequence without repetitions. */
    private static boolean inOneOrder(Story story) {
        Facts facts = story.facts();
        return Definitions.holds("TotalOrder_TotalOrder", facts)
                && Definitions.holds("TotalOrder_NoDuplication", facts);
    }

    private static boolean allTotal(Story story) {
        return story.multicasts().values().stream()
                .allMatch(m -> m.order() == org.espalier.checkers.multicast.MessageOrder.TOTAL);
    }
}
