package org.espalier.workbench;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.espalier.checkers.Checks;
import org.espalier.checkers.OpChecker;
import org.espalier.checkers.Result;
import org.espalier.checkers.Results;
import org.espalier.checkers.delivery.BroadcastRecorder;
import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.DeliveryProperties;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.NodeMap;
import org.espalier.checkers.multicast.MulticastProperties;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.checkers.workload.Availability;
import org.espalier.checkers.workload.Stats;
import org.espalier.checkers.workload.Txns;
import org.espalier.checkers.workload.Workloads;
import org.espalier.workbench.workload.Workload;

/** Picks the checkers of a plan; what they judge is the history alone. */
public final class Judge {

    /** The part of the results that judges how broadcasts were delivered. */
    public static final String DELIVERY = "delivery";
    /** The part that judges what the workload asks for, under Maelstrom's name. */
    public static final String WORKLOAD = "workload";

    private Judge() {}

    /**
     * Judges a history.
     *
     * @param whole whether the run went to its end; of a run that was cut short nothing is judged that its end decides
     */
    static Results judge(TestPlan plan, History history, boolean whole) {
        Results promised = promises(plan.workload(), plan.claims().order(), plan.transactions().models(), history,
                whole);
        Map<String, Result> parts = new LinkedHashMap<>(promised.parts());
        if (whole) {
            Double goal = plan.claims().availability().isPresent() ? plan.claims().availability().getAsDouble() : null;
            Checks common = new Checks().with("stats", new Stats()).with("availability", new Availability(goal));
            history.forEach(common::accept);
            parts.putAll(common.result().parts());
        }
        return new Results(parts);
    }

    /**
     * Judges what the workload, its order of delivery and its consistency models promise of a history.
     *
     * @param whole whether the run went to its end
     */
    public static Results promises(Workload workload, TestPlan.Order order, Set<ConsistencyModel> models,
            History history, boolean whole) {
        Map<String, Result> parts = new LinkedHashMap<>();
        Set<DeliveryProperties.Order> orders = orders(order);
        boolean anyBeginning = workload == Workload.LIN_KV || workload.isTransactional();
        if (workload == Workload.MULTICAST && history.size() > 0) {
            parts.put(DELIVERY, new MulticastProperties(NodeMap.of(history, NodeMap.Hints.NONE)).check(history));
        } else if (whole || anyBeginning) { // of stores every beginning can be judged
            parts.put(WORKLOAD, checker(workload, models).check(history));
        }
        if (whole) {
            if (workload == Workload.BROADCAST) {
                parts.put(DELIVERY, orders.isEmpty() ? convergence(history) : ordered(history, orders).result());
            }
        } else if (!orders.isEmpty() && history.size() > 0) {
            parts.put(DELIVERY, ordered(history, orders).result());
        }
        return new Results(parts);
    }

    private static OpChecker checker(Workload workload, Set<ConsistencyModel> models) {
        return switch (workload) {
            case TXN_LIST_APPEND -> Txns.listAppend(models);
            case TXN_RW_REGISTER -> Txns.rwRegister(models);
            default -> Workloads.checker(workload.label());
        };
    }

    /** What is judged of deliveries when that order is claimed; nothing when none is. */
    public static Set<DeliveryProperties.Order> orders(TestPlan.Order claimed) {
        return switch (claimed) {
            case NONE -> EnumSet.noneOf(DeliveryProperties.Order.class);
            case FIFO -> EnumSet.of(DeliveryProperties.Order.FIFO);
            case CAUSAL -> EnumSet.of(DeliveryProperties.Order.FIFO, DeliveryProperties.Order.CAUSAL);
            case TOTAL -> EnumSet.allOf(DeliveryProperties.Order.class);
        };
    }

    private static OpChecker ordered(History history, Set<DeliveryProperties.Order> orders) {
        DeliveryProperties properties = new DeliveryProperties(NodeMap.of(history, NodeMap.Hints.NONE), orders);
        history.forEach(properties::accept);
        return properties;
    }

    /** Where no order is claimed, reads may list values as they like; in the end they must list the same ones. */
    private static Results convergence(History history) {
        BroadcastRecorder recorder = new BroadcastRecorder(NodeMap.of(history, NodeMap.Hints.NONE));
        history.forEach(recorder::accept);
        Map<String, Result> parts = new LinkedHashMap<>();
        parts.put(Convergence.NAME, Convergence.check(recorder.history()));
        return new Results(parts);
    }
}
