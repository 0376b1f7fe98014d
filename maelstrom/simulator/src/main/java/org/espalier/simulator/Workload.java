package org.espalier.simulator;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

import org.espalier.checkers.delivery.DeliveryProperties;
import org.espalier.core.node.Order;

/** The order in which a group multicasts, and the properties that it promises. */
public enum Workload {
    /** {@code FifoCast.tla}. */
    FIFO(Order.FIFO),
    /** {@code CausalCast.tla}. */
    CAUSAL(Order.CAUSAL),
    /** {@code TotalOrder.tla}, which implies the other two. */
    TOTAL(Order.TOTAL);

    private final Order order;

    Workload(Order order) {
        this.order = order;
    }

    Order order() {
        return order;
    }

    Set<DeliveryProperties.Order> judged() {
        return switch (this) {
            case FIFO -> EnumSet.of(DeliveryProperties.Order.FIFO);
            case CAUSAL -> EnumSet.of(DeliveryProperties.Order.FIFO, DeliveryProperties.Order.CAUSAL);
            case TOTAL -> EnumSet.allOf(DeliveryProperties.Order.class);
        };
    }

    /** As it is written on a command line and in a schedule. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
