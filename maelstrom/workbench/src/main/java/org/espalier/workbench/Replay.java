package org.espalier.workbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.espalier.workbench.nemesis.FaultKind;
import org.espalier.workbench.net.Corruption;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.workload.Workload;

/** The command that runs a plan again. */
final class Replay {

    private Replay() {}

    /** Everything that differs from the defaults, and the seed. */
    static String command(TestPlan plan) {
        List<String> words = new ArrayList<>(List.of("./espalier", "test"));
        flag(words, "-w", plan.workload().label());
        flag(words, "--bin", plan.target().bin().toString());
        if (plan.nodes().equals(TestPlan.numbered(plan.nodes().size()))) {
            flag(words, "--node-count", Integer.toString(plan.nodes().size()));
        } else {
            flag(words, "--nodes", String.join(",", plan.nodes()));
        }
        load(words, plan);
        conditions(words, plan);
        plan.nemesis().ifPresent(nemesis -> {
            flag(words, "--nemesis",
                    nemesis.faults().stream().sorted().map(FaultKind::label).collect(Collectors.joining(",")));
            flag(words, "--nemesis-interval", seconds(nemesis.interval()));
            nemesis.shape().ifPresent(shape -> flag(words, "--nemesis-shape", shape.label()));
            nemesis.targets().ifPresent(targets -> flag(words, "--nemesis-targets", targets.label()));
        });
        TestPlan.Claims claims = plan.claims();
        if (claims.order() != TestPlan.Order.NONE) {
            flag(words, "--order", claims.order().label());
        }
        if (plan.workload() == Workload.MULTICAST) {
            flag(words, "--order", claims.multicast().labels());
            flag(words, "--group-count", Integer.toString(claims.multicast().groupCount()));
        }
        claims.availability().ifPresent(a -> flag(words, "--availability", number(a)));
        flag(words, "--seed", Long.toString(plan.seed()));
        if (!plan.target().args().isEmpty()) {
            words.add("--");
            words.addAll(plan.target().args());
        }
        return words.stream().map(Replay::quoted).collect(Collectors.joining(" "));
    }

    private static void load(List<String> words, TestPlan plan) {
        TestPlan.Load load = plan.load();
        flag(words, "--time-limit", seconds(load.timeLimit()));
        flag(words, "--rate", number(load.rate()));
        if (load.concurrency() != plan.nodes().size()) {
            flag(words, "--concurrency", Integer.toString(load.concurrency()));
        }
        if (!load.recovery().equals(TestPlan.DEFAULT_RECOVERY)) {
            flag(words, "--recovery", seconds(load.recovery()));
        }
        if (load.maxValues() != Long.MAX_VALUE) {
            flag(words, "--max-values", Long.toString(load.maxValues()));
        }
        if (plan.keys().count() != 0) {
            flag(words, "--key-count", Integer.toString(plan.keys().count()));
        }
        if (plan.keys().writesPerKey() != TestPlan.Keys.USUAL.writesPerKey()) {
            flag(words, "--max-writes-per-key", Integer.toString(plan.keys().writesPerKey()));
        }
        if (plan.transactions().maxLength() != TestPlan.Transactions.USUAL.maxLength()) {
            flag(words, "--max-txn-length", Integer.toString(plan.transactions().maxLength()));
        }
        if (!plan.transactions().models().equals(TestPlan.Transactions.USUAL.models())) {
            flag(words, "--consistency-models", plan.transactions().labels());
        }
        if (plan.topology() != org.espalier.workbench.workload.Topology.GRID) {
            flag(words, "--topology", plan.topology().label());
        }
    }

    private static void conditions(List<String> words, TestPlan plan) {
        Latency latency = plan.conditions().latency();
        if (latency.meanNanos() > 0) {
            flag(words, "--latency", number(latency.meanNanos() / 1e6));
        }
        if (latency.shape() != Latency.Shape.CONSTANT) {
            flag(words, "--latency-dist", latency.shape().name().toLowerCase(Locale.ROOT));
        }
        if (plan.conditions().loss() > 0) {
            flag(words, "--loss", number(plan.conditions().loss()));
        }
        if (plan.conditions().duplicate() > 0) {
            flag(words, "--duplicate", number(plan.conditions().duplicate()));
        }
        Corruption corruption = plan.conditions().corruption();
        if (corruption.probability() > 0) {
            flag(words, "--corrupt", number(corruption.probability()));
            flag(words, "--corrupt-kind", corruption.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void flag(List<String> words, String name, String value) {
        words.add(name);
        words.add(value);
    }

    static String seconds(Duration d) {
        return number(d.toNanos() / 1e9);
    }

    /** Without a decimal point where none is needed. */
    static String number(double d) {
        return d == Math.rint(d) && Math.abs(d) < 1e15 ? Long.toString((long) d) : Double.toString(d);
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:,=+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
