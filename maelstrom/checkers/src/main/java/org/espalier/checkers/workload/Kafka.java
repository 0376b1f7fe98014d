package org.espalier.checkers.workload;

import java.util.Set;

import org.espalier.checkers.OpChecker;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.kafka.Logs;

/**
 * Judges append-only logs in the manner of Kafka, as Maelstrom's {@code kafka} does with Jepsen's checker.
 *
 * <p>Operations are {@code send} with {@code [["send", key, message]]}, which returns {@code [offset, message]} in the
 * message's place; {@code poll} with {@code [["poll"]]}, which returns {@code [["poll", {key: [[offset, message], ...]}]]};
 * {@code assign} with the keys that a process polls from now on; and {@code crash}, after which a client goes on as a new
 * process. No message may be sent to a key twice.
 *
 * <p>Every {@linkplain org.espalier.checkers.kafka.Anomaly.Kind kind of anomaly} makes a history invalid, as it does for
 * Jepsen where clients assign themselves keys (the gaps between sends of one transaction, which it allows, are not looked
 * for). That includes messages that were acknowledged and that nobody had polled in the end: a run must end with polls of
 * every key from its beginning. Unlike Jepsen, which stops with an exception there, a message that nobody sent is an anomaly
 * too. Unknown if no send or no poll returned ok.
 */
public final class Kafka implements OpChecker {

    private static final Set<String> FUNCTIONS = Set.of("send", "poll", "txn", "assign", "subscribe", "crash");

    private final Logs logs = new Logs();

    @Override
    public void accept(Op op) {
        if (op.isClient() && FUNCTIONS.contains(op.f())) {
            logs.accept(op);
        }
    }

    @Override
    public KafkaResult result() {
        return new KafkaResult(logs.judge(), logs.returned("send") + logs.returned("txn"),
                logs.returned("poll") + logs.returned("txn"));
    }
}
