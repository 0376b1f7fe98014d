package org.espalier.checkers.workload;

import java.util.List;

import org.espalier.checkers.OpChecker;

/** The checker of each workload, by Maelstrom's name. */
public final class Workloads {

    /** The workloads that can be judged. */
    public static final List<String> NAMES = List.of("broadcast", "echo", "g-counter", "g-set", "kafka",
            "lin-kv", "pn-counter", "txn-list-append", "txn-rw-register", "unique-ids");

    private Workloads() {}

    /**
     * A new checker for one history of a workload; {@code stats}, {@code availability} and the delivery order are judged
     * beside it.
     *
     * @throws IllegalArgumentException if there is no such workload
     */
    public static OpChecker checker(String workload) {
        return switch (workload) {
            case "broadcast" -> new SetFull("broadcast");
            case "echo" -> new Echo();
            case "g-counter", "pn-counter" -> new CounterSum();
            case "g-set" -> new SetFull("add");
            case "kafka" -> new Kafka();
            case "lin-kv" -> new LinKv();
            case "txn-list-append" -> Txns.listAppend(Txns.USUAL);
            case "txn-rw-register" -> Txns.rwRegister(Txns.USUAL);
            case "unique-ids" -> new UniqueIds();
            default -> throw new IllegalArgumentException(
                    "no workload " + workload + "; there are " + String.join(", ", NAMES));
        };
    }
}
