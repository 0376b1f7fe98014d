package org.espalier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.espalier.checkers.Result;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.txn.ConsistencyModel;
import org.espalier.checkers.workload.KafkaResult;
import org.espalier.checkers.workload.LinKvResult;
import org.espalier.checkers.workload.TxnResult;

/** What is found in answers, for people: what was judged, what is wrong, and the verdict last. */
final class StoreText {

    private StoreText() {}

    /** The lines for a result of a history in a file. */
    static List<String> of(String file, Result result) {
        List<String> lines = new ArrayList<>();
        String text = switch (result) {
            case LinKvResult keys -> {
                lines.add(file + ": " + keys.operationCount() + " operations that say something about "
                        + keys.findings().size() + " keys");
                yield keys.text();
            }
            case KafkaResult logs -> {
                lines.add(file + ": " + logs.sends() + " sends and " + logs.polls() + " polls returned ok");
                yield logs.text();
            }
            case TxnResult txns -> {
                lines.add(file + ": " + txns.judged().transactions() + " transactions, " + txns.judged().ok()
                        + " of which returned ok and " + txns.judged().failed() + " failed; judged as "
                        + txns.models().stream().map(ConsistencyModel::label).collect(Collectors.joining(", ")));
                yield txns.text();
            }
            default -> {
                lines.add(file + ":");
                yield Json.text(result.toTree());
            }
        };
        if (!text.isEmpty()) {
            lines.add("");
            lines.add(text);
        }
        lines.add("");
        lines.add(switch (result.verdict()) {
            case VALID -> "VALID";
            case UNKNOWN -> "UNKNOWN: the history does not decide it";
            case INVALID -> "INVALID";
        });
        return lines;
    }
}
