package org.espalier.spec;

import java.util.List;

import org.espalier.spec.TlcResult.ActionCount;
import org.espalier.spec.TlcResult.Counts;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a {@link CheckReport} as JSON; the names are those of the manifest. */
final class ReportJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ReportJson() {}

    static String write(CheckReport report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("good", report.good());
        root.put("tlc", report.version());
        root.put("jar", report.jar().path().toString());
        root.put("seconds", report.seconds());
        ArrayNode models = root.putArray("models");
        report.models().forEach(m -> model(models.addObject(), m));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    static String write(List<Model> list) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode models = root.putArray("models");
        for (Model model : list) {
            ObjectNode node = models.addObject();
            entry(node, model);
            node.put("result", model.expect().result().word());
            if (model.expect().distinct() != null) {
                node.put("distinct", model.expect().distinct());
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void entry(ObjectNode node, Model model) {
        node.put("name", model.name());
        node.put("kind", Names.of(model.kind()));
        node.put("tier", Names.of(model.tier()));
        node.put("module", model.module());
        node.put("config", model.config());
        node.put("checks", model.checks());
        node.put("constants", model.constants());
    }

    private static void model(ObjectNode node, ModelReport report) {
        Model model = report.model();
        TlcResult result = report.result();
        entry(node, model);
        if (report.witnesses()) {
            node.put("kind", "witnesses");
            node.put("checks", report.checks());
        }
        node.put("verdict", Names.of(report.verdict().status()));
        ArrayNode reasons = node.putArray("reasons");
        report.verdict().reasons().forEach(reasons::add);
        node.put("result", result.result().word());
        if (result.violated() != null) {
            node.put("violates", result.violated());
        }
        Counts counts = result.counts();
        count(node, "distinct", counts.distinct());
        count(node, "generated", counts.generated());
        count(node, "depth", report.depth());
        node.put("seconds", report.seconds());
        node.put("replay", report.replay());
        if (!result.actions().isEmpty()) {
            ObjectNode actions = node.putObject("actions");
            for (ActionCount action : result.actions()) {
                actions.put(action.module() + "!" + action.action(), action.fired());
            }
        }
        Trace trace = report.trace();
        if (trace != null) {
            trace(node.putObject("trace"), trace);
        }
        if (!result.messages().isEmpty()) {
            ArrayNode messages = node.putArray("messages");
            result.messages().forEach(messages::add);
        }
    }

    private static void trace(ObjectNode node, Trace trace) {
        ArrayNode steps = node.putArray("steps");
        for (int i = 0; i < trace.length(); i++) {
            ObjectNode step = steps.addObject();
            step.put("number", trace.steps().get(i).number());
            step.put("action", trace.steps().get(i).action());
            ObjectNode changes = step.putObject("changes");
            trace.changes(i).forEach(changes::put);
        }
        node.put("stuttering", trace.stuttering());
        if (trace.backTo() > 0) {
            node.put("backTo", trace.backTo());
        }
    }

    private static void count(ObjectNode node, String name, long value) {
        if (value >= 0) {
            node.put(name, value);
        }
    }
}
