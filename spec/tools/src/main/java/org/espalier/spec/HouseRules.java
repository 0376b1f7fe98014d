package org.espalier.spec;

import java.util.List;
import java.util.function.Consumer;

import org.espalier.spec.Model.Expectation;
import org.espalier.spec.Model.Kind;
import org.espalier.spec.Model.Tier;

/**
 * What an entry of the manifest and its configuration file must agree on, so that TLC's answer means what the entry says.
 *
 * <p>The heart of it: a temporal property is only checked by one worker and never under symmetry, a view or a constraint.
 * There TLC may miss a violation (the canaries {@code Canary-*} show each case), and its answer would be worth nothing.
 */
final class HouseRules {

    private HouseRules() {}

    static void check(Model model, TlcConfig config, Consumer<String> mistake) {
        if (model.kind() == Kind.CANARY) {
            canary(model, config, mistake);
            return;
        }
        if (model.known() != null) {
            mistake.accept("known is for canaries");
        }
        Expectation expect = model.expect();
        boolean temporal = model.kind() == Kind.LIVENESS
                || (expect.result() == Result.PROPERTY && model.kind() != Kind.MODEL);
        if (temporal && !config.reductions().isEmpty()) {
            mistake.accept("config " + model.config() + " checks a property under "
                    + String.join(" and ", config.reductions()) + ", where TLC can miss a violation: remove it");
        }
        if (model.transitions() != null && (expect.result() != Result.OK || !config.reductions().isEmpty())) {
            mistake.accept("transitions are of a whole graph: the model must hold, without reductions");
        }
        switch (model.kind()) {
            case MODEL, LIVENESS -> {
                if (expect.result() != Result.OK) {
                    mistake.accept("a " + word(model.kind()) + " must hold: expect.result is ok (a specification that"
                            + " fails is of kind broken)");
                }
            }
            case WITNESS -> {
                if (expect.result() != Result.INVARIANT) {
                    mistake.accept("a witness is an invariant that is violated: expect.result is invariant");
                }
            }
            case BROKEN -> {
                if (expect.result() == Result.OK || expect.result() == Result.ERROR) {
                    mistake.accept("a broken variant must fail: expect.result says how");
                }
            }
            case CANARY -> throw new AssertionError("handled above");
        }
        if (model.kind() == Kind.LIVENESS && config.properties().isEmpty()) {
            mistake.accept("config " + model.config() + " has no PROPERTY to check");
        }
        if (model.kind() == Kind.LIVENESS && model.tier() == Tier.SIMULATE) {
            mistake.accept("a random walk cannot show liveness");
        }
        violates(model, config, mistake);
        if (!model.witnesses().isEmpty() && (model.kind() != Kind.MODEL || model.tier() == Tier.SIMULATE)) {
            mistake.accept("witnesses belong to a model that is explored in full");
        }
        for (String witness : model.witnesses()) {
            if (!witness.startsWith("Reach")) {
                mistake.accept("witness " + witness + " must be called Reach…");
            }
        }
        if (!model.idle().isEmpty() && model.kind() != Kind.MODEL) {
            mistake.accept("idle is for kind model, whose actions are counted");
        }
    }

    private static void violates(Model model, TlcConfig config, Consumer<String> mistake) {
        Expectation expect = model.expect();
        String violates = expect.violates();
        List<String> candidates = switch (expect.result()) {
            case INVARIANT -> config.invariants();
            case PROPERTY -> config.properties();
            case OK, DEADLOCK, ASSUMPTION, PARSE, ERROR -> List.of();
        };
        if (expect.result() == Result.INVARIANT || expect.result() == Result.PROPERTY) {
            if (violates == null) {
                mistake.accept("expect.violates must name the " + expect.result().word() + " that fails");
            } else if (!candidates.contains(violates)) {
                mistake.accept("expect.violates " + violates + " is not among the " + expect.result().word()
                        + " section of " + model.config() + (candidates.isEmpty()
                                ? " (it is empty)"
                                : " (" + String.join(", ", candidates) + ")"));
            }
        } else if (violates != null) {
            mistake.accept("expect.violates makes no sense with result " + expect.result().word());
        }
    }

    private static void canary(Model model, TlcConfig config, Consumer<String> mistake) {
        violates(model, config, mistake);
        if (model.known() != null && model.known().result() == model.expect().result()) {
            mistake.accept("known.result is the wrong answer, so it must differ from expect.result");
        }
        if (!model.witnesses().isEmpty() || !model.idle().isEmpty()) {
            mistake.accept("a canary has neither witnesses nor idle actions");
        }
    }

    private static String word(Kind kind) {
        return kind == Kind.LIVENESS ? "liveness model" : "model";
    }
}
