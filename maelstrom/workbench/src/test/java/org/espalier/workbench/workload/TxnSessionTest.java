package org.espalier.workbench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.Json;
import org.espalier.workbench.net.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TxnSessionTest {

    private static final String ASKED = "[[\"r\",1,null],[\"append\",1,6],[\"append\",2,9]]";

    private final List<String> sent = new ArrayList<>();

    private Object perform(Workload workload, String txn, String answer) throws Exception {
        return String.valueOf(Talk.perform(workload.session(), Request.of("txn", Json.parse(txn)), body -> {
            sent.add(Json.text(body));
            Map<?, ?> said = (Map<?, ?>) Json.parse(answer);
            if (said == null || "error".equals(said.get("type"))) {
                throw said == null ? Refusal.timeout() : Refusal.answer(said);
            }
            return said;
        }));
    }

    @Test
    void transaction_isOneCall_andRecordedAsItWasAnswered() throws Exception {
        assertThat(perform(Workload.TXN_LIST_APPEND, ASKED,
                "{\"type\":\"txn_ok\",\"txn\":[[\"r\",1,[8]],[\"append\",1,6],[\"append\",2,9]]}"))
                .isEqualTo("[[r, 1, [8]], [append, 1, 6], [append, 2, 9]]");
        assertThat(sent).containsExactly("{\"type\":\"txn\",\"txn\":" + ASKED + "}");
        assertThat(perform(Workload.TXN_LIST_APPEND, "[[\"r\",1,null]]",
                "{\"type\":\"txn_ok\",\"txn\":[[\"r\",1,null]]}")).isEqualTo("[[r, 1, null]]");
        assertThat(perform(Workload.TXN_RW_REGISTER, "[[\"r\",1,null],[\"w\",1,3]]",
                "{\"type\":\"txn_ok\",\"txn\":[[\"r\",1,4],[\"w\",1,3]]}")).isEqualTo("[[r, 1, 4], [w, 1, 3]]");
    }

    @Test
    void conflict_isDefinite_andACrashIsNot() {
        assertThatThrownBy(() -> perform(Workload.TXN_LIST_APPEND, ASKED,
                "{\"type\":\"error\",\"code\":30,\"text\":\"conflict\"}"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.definite()).isTrue());
        assertThatThrownBy(() -> perform(Workload.TXN_LIST_APPEND, ASKED,
                "{\"type\":\"error\",\"code\":13,\"text\":\"crash\"}"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.definite()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"txn_ok\"}", "{\"type\":\"txn_ok\",\"txn\":{}}",
            "{\"type\":\"txn_ok\",\"txn\":[[\"r\",1,[8]]]}",
            "{\"type\":\"txn_ok\",\"txn\":[[\"r\",1,8],[\"append\",1,6],[\"append\",2,9]]}",
            "{\"type\":\"txn_ok\",\"txn\":[[\"r\",1,[8]],[\"append\",1,7],[\"append\",2,9]]}",
            "{\"type\":\"txn_ok\",\"txn\":[[\"r\",3,[8]],[\"append\",1,6],[\"append\",2,9]]}",
            "{\"type\":\"txn_ok\",\"txn\":[[\"r\",1,[8]],[\"append\",1,6],7]}"})
    void answerOfAnotherForm_orToAnotherTransaction_isRefused(String answer) {
        assertThatThrownBy(() -> perform(Workload.TXN_LIST_APPEND, ASKED, answer)).isInstanceOf(Malformed.class);
    }
}
