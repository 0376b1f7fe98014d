package org.espalier.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TxnTest {

    private final Alone lists = new Alone(Txn::listAppend);
    private final Alone registers = new Alone(Txn::rwRegister);

    private static String txn(Alone on, String txn) {
        String answer = on.ask("\"type\":\"txn\",\"txn\":" + txn);
        String start = "\"type\":\"txn_ok\",\"txn\":";
        return answer.startsWith(start) ? answer.substring(start.length()) : answer;
    }

    @Test
    void listAppend_runsTheOperationsInOrder_andFillsInWhatEachReadSaw() {
        assertThat(txn(lists, "[[\"append\",1,8]]")).isEqualTo("[[\"append\",1,8]]");
        assertThat(txn(lists, "[[\"r\",1,null],[\"append\",1,6],[\"append\",2,9],[\"r\",1,null],[\"r\",3,null]]"))
                .isEqualTo("[[\"r\",1,[8]],[\"append\",1,6],[\"append\",2,9],[\"r\",1,[8,6]],[\"r\",3,null]]");
        assertThat(txn(lists, "[]")).isEqualTo("[]");
    }

    @Test
    void rwRegister_runsTheOperationsInOrder_andFillsInWhatEachReadSaw() {
        assertThat(txn(registers, "[[\"w\",1,8]]")).isEqualTo("[[\"w\",1,8]]");
        assertThat(txn(registers, "[[\"r\",1,null],[\"w\",1,6],[\"w\",2,9],[\"r\",1,null],[\"r\",3,null]]"))
                .isEqualTo("[[\"r\",1,8],[\"w\",1,6],[\"w\",2,9],[\"r\",1,6],[\"r\",3,null]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "[[]]", "[[\"r\",1]]", "[[\"r\",1,2]]", "[[\"wat\",1,2]]", "[[1,1,1]]",
            "[[\"w\",1,2],[\"append\",1,2]]", "[[\"r\",1,null,null]]"})
    void whatIsNoTransaction_isMalformed_andSubmitsNothing(String txn) {
        assertThat(txn(lists, txn)).startsWith("12 ");
        assertThat(txn(registers, txn)).startsWith("12 ");
        assertThat(lists.payloads).isEmpty();
        assertThat(registers.payloads).isEmpty();
    }

    @Test
    void otherRequests_areNotSupported() {
        assertThat(lists.ask("\"type\":\"read\"")).startsWith("10 ");
    }
}
