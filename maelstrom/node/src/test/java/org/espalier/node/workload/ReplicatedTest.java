package org.espalier.node.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every workload whose state is replicated. */
class ReplicatedTest {

    private static final int REQUESTS = 400;

    /** The workloads, each with requests on a few keys; {@code %1} and {@code %2} stand for small numbers. */
    @SuppressWarnings("ImmutableEnumChecker") // a list and a constructor, which nobody changes
    enum Kind {
        BROADCAST(g -> new Broadcast("n1", false, g), "broadcast",
                "\"type\":\"broadcast\",\"message\":[%1,\"\\u00fc\"]",
                "\"type\":\"read\""), //
        G_SET(GSet::new, "g-set", "\"type\":\"add\",\"element\":%1", "\"type\":\"read\""), //
        PN_COUNTER(g -> new Counter(true, g), "counter", "\"type\":\"add\",\"delta\":-%1", "\"type\":\"read\""), //
        LIN_KV(LinKv::new, "lin-kv", "\"type\":\"write\",\"key\":%1,\"value\":%2",
                "\"type\":\"cas\",\"key\":%1,\"from\":%2,\"to\":{\"n\":[%2,\"\\\\\"]}",
                "\"type\":\"cas\",\"key\":%1,\"from\":%2,\"to\":1,\"create_if_not_exists\":true",
                "\"type\":\"read\",\"key\":%1"), //
        KAFKA(Kafka::new, "kafka", "\"type\":\"send\",\"key\":\"k%1\",\"msg\":[%2]",
                "\"type\":\"commit_offsets\",\"offsets\":{\"k%1\":%2,\"x\":%1}",
                "\"type\":\"poll\",\"offsets\":{\"k%1\":%2}",
                "\"type\":\"list_committed_offsets\",\"keys\":[\"k%1\",\"x\"]"), //
        LIST_APPEND(Txn::listAppend, "txn-list-append",
                "\"type\":\"txn\",\"txn\":[[\"r\",%1,null],[\"append\",%1,%2],[\"r\",[%2],null],[\"append\",[%2],\"a,b\"]]"), //
        RW_REGISTER(Txn::rwRegister, "txn-rw-register",
                "\"type\":\"txn\",\"txn\":[[\"r\",%1,null],[\"w\",%1,%2],[\"r\",%2,null]]");

        final Function<Group, Replicated> workload;
        final String name;
        final List<String> requests;

        Kind(Function<Group, Replicated> workload, String name, String... requests) {
            this.workload = workload;
            this.name = name;
            this.requests = List.of(requests);
        }

        String request(Random random) {
            String form = requests.get(random.nextInt(requests.size()));
            return form.replace("%1", Integer.toString(random.nextInt(8))).replace("%2",
                    Integer.toString(random.nextInt(4)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void samePayloads_giveTheSameAnswersAndTheSameState(Kind kind) {
        Random random = new Random(1);
        Alone first = new Alone(kind.workload);
        Alone second = new Alone(kind.workload);
        for (int i = 0; i < REQUESTS; i++) {
            int before = first.payloads.size();
            String answer = first.ask(kind.request(random));
            if (first.payloads.size() > before) {
                assertThat(second.apply(first.payloads.get(before))).isEqualTo(answer);
            }
            assertThat(second.state()).isEqualTo(first.state());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverInstallsAState_goesOnLikeTheOneItIsFrom(Kind kind) {
        Random random = new Random(2);
        Alone original = new Alone(kind.workload);
        Alone copy = new Alone(kind.workload);
        copy.ask(kind.requests.get(0).replace("%1", "7").replace("%2", "7")); // which the state replaces
        for (int i = 0; i < REQUESTS; i++) {
            if (i % 40 == 0) {
                copy = new Alone(kind.workload);
                copy.ask(kind.requests.get(0).replace("%1", "7").replace("%2", "7")); // which the state replaces
                copy.workload.install(original.workload.snapshot());
                assertThat(copy.state()).isEqualTo(original.state());
            }
            String request = kind.request(random);
            assertThat(copy.ask(request)).as(request).isEqualTo(original.ask(request));
        }
        assertThat(copy.state()).isEqualTo(original.state()).startsWith("[\"" + kind.name + "\",1");
    }

    @ParameterizedTest
    @EnumSource
    void aStateOfAnotherWorkloadOrVersion_isRefused(Kind kind) {
        Alone alone = new Alone(kind.workload);
        for (String state : List.of("", "{}", "[]", "[\"wat\",1]", "[\"" + kind.name + "\",2]",
                "[\"" + kind.name + "\"",
                "[\"" + kind.name + "\",\"1\"]")) {
            assertThatThrownBy(() -> alone.workload.install(state.getBytes(StandardCharsets.UTF_8))).as(state)
                    .isInstanceOf(IllegalArgumentException.class).message().isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIN_KV", "KAFKA", "LIST_APPEND", "RW_REGISTER"})
    void aPayloadThatIsNoCommand_isADefect(Kind kind) {
        Alone alone = new Alone(kind.workload);
        for (String payload : List.of("", "7", "{}")) {
            assertThatThrownBy(() -> alone.apply(payload.getBytes(StandardCharsets.UTF_8))).as(payload)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
