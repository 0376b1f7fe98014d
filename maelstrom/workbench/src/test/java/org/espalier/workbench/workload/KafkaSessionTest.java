package org.espalier.workbench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.Json;
import org.espalier.workbench.net.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSessionTest {

    private static final Request POLL = Request.of("poll", List.of(List.of("poll")));

    private final Session session = Workload.KAFKA.session();
    private final List<String> asked = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();

    private Object perform(Request request, String... said) throws Exception {
        answers.addAll(List.of(said));
        return String.valueOf(Talk.perform(session, request, body -> {
            asked.add(Json.text(body));
            Map<?, ?> answer = (Map<?, ?>) Json.parse(answers.remove());
            if (answer == null) {
                throw Refusal.timeout();
            }
            if ("error".equals(answer.get("type"))) {
                throw Refusal.answer(answer);
            }
            return answer;
        }));
    }

    private String last() {
        return asked.get(asked.size() - 1);
    }

    private void assign(String committed, String... keys) throws Exception {
        perform(Request.of("assign", List.of(keys)),
                "{\"type\":\"list_committed_offsets_ok\",\"offsets\":" + committed + "}");
    }

    private Object poll(String messages, String... then) throws Exception {
        List<String> said = new ArrayList<>(List.of("{\"type\":\"poll_ok\",\"msgs\":" + messages + "}"));
        said.addAll(List.of(then));
        return perform(POLL, said.toArray(new String[0]));
    }

    @Test
    void send_isRecordedWithItsOffset() throws Exception {
        assertThat(perform(Request.of("send", List.of(List.of("send", "7", 3L))),
                "{\"type\":\"send_ok\",\"offset\":12}")).isEqualTo("[[send, 7, [12, 3]]]");
        assertThat(last()).isEqualTo("{\"type\":\"send\",\"key\":\"7\",\"msg\":3}");
    }

    @Test
    void polls_goOnWhereTheLastOneStopped_andCommitTheHighestOffsets() throws Exception {
        assign("{\"1\":5}", "1", "2");
        assertThat(poll("{\"1\":[[5,10],[8,11]]}", "{\"type\":\"commit_offsets_ok\"}"))
                .isEqualTo("[[poll, {1=[[5, 10], [8, 11]]}]]");
        assertThat(asked.get(1)).contains("\"offsets\":{\"1\":5,\"2\":0}");
        assertThat(last()).isEqualTo("{\"type\":\"commit_offsets\",\"offsets\":{\"1\":8}}");
        poll("{}");
        assertThat(last()).as("nothing to commit").isEqualTo("{\"type\":\"poll\",\"offsets\":{\"1\":9,\"2\":0}}");
    }

    @Test
    void pollThatCouldNotBeCommitted_leavesItsPositionWhereItWas() throws Exception {
        assign("{}", "1");
        assertThatThrownBy(() -> poll("{\"1\":[[0,10]]}", "{\"type\":\"error\",\"code\":11,\"text\":\"no quorum\"}"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.definite()).isTrue());
        poll("{}");
        assertThat(last()).contains("{\"1\":0}");
    }

    @Test
    void assignment_keepsThePositionsOfWhatStays_andTheLastOneBeginsAnew() throws Exception {
        assign("{}", "1", "2");
        poll("{\"1\":[[3,10]],\"2\":[[4,9]]}", "{\"type\":\"commit_offsets_ok\"}");
        assign("{\"1\":1,\"3\":6}", "1", "3");
        poll("{}");
        assertThat(last()).contains("{\"1\":4,\"3\":6}");
        perform(new Request("assign", List.of("1", "2"), true));
        poll("{}");
        assertThat(last()).contains("{\"1\":0,\"2\":0}");
    }

    @Test
    void clientThatGivesItselfUp_asksNobody() {
        assertThatThrownBy(() -> perform(Request.of("crash", null)))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.definite()).isFalse());
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"poll_ok\"}", "{\"type\":\"poll_ok\",\"msgs\":[]}",
            "{\"type\":\"poll_ok\",\"msgs\":{\"1\":7}}", "{\"type\":\"poll_ok\",\"msgs\":{\"1\":[[\"a\",7]]}}",
            "{\"type\":\"poll_ok\",\"msgs\":{\"1\":[[7]]}}", "{\"type\":\"polled\",\"msgs\":{}}",
            "{\"type\":\"poll_ok\",\"msgs\":{},\"more\":1}"})
    void answerOfAnotherForm_isRefused(String answer) {
        assertThatThrownBy(() -> perform(POLL, answer)).isInstanceOf(Malformed.class);
    }
}
