package org.espalier.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.espalier.workbench.net.Inbox;
import org.espalier.workbench.net.Journal;
import org.espalier.workbench.net.Latency;
import org.espalier.workbench.net.Message;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The services on a network. */
class ServicesTest {

    private static final long PATIENCE = 60_000;

    private final Network network = new Network(List.of("n0", "n1"), Services.NAMES,
            new Network.Conditions(Latency.NONE, 0, 0), 1, System::nanoTime, Journal.NONE);

    @BeforeEach
    void start() {
        Services.start(network, 1, overrun -> {
            throw overrun;
        });
    }

    @AfterEach
    void close() {
        network.close();
    }

    private List<String> ask(Inbox from, String service, String body) throws InterruptedException {
        network.send(from, service, body.getBytes(StandardCharsets.UTF_8));
        return from.take(PATIENCE).stream().map(ServicesTest::text).toList();
    }

    private static String text(Message m) {
        return m.src() + " " + new String(m.body(), StandardCharsets.UTF_8);
    }

    @Test
    void eachAnswersUnderItsName_withTheNumberOfTheRequest() throws InterruptedException {
        Inbox node = network.inbox("n0");
        assertThat(ask(node, "lin-tso", "{\"type\":\"ts\",\"msg_id\":7}"))
                .containsExactly("lin-tso {\"type\":\"ts_ok\",\"ts\":0,\"in_reply_to\":7}");
        for (String store : List.of("lin-kv", "seq-kv", "lww-kv")) {
            assertThat(ask(node, store, "{\"type\":\"write\",\"key\":\"k\",\"value\":[1],\"msg_id\":8}"))
                    .containsExactly(store + " {\"type\":\"write_ok\",\"in_reply_to\":8}");
        }
        assertThat(ask(node, "lin-kv", "{\"type\":\"read\",\"key\":\"k\",\"msg_id\":9}"))
                .containsExactly("lin-kv {\"type\":\"read_ok\",\"value\":[1],\"in_reply_to\":9}");
        assertThat(network.traffic().servers()).isEqualTo(new Traffic.Count(10, 10));
    }

    @Test
    void requestWithoutANumber_isCarriedOutInSilence() throws InterruptedException {
        Inbox node = network.inbox("n1");
        network.send(node, "lin-tso", "{\"type\":\"ts\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(ask(node, "lin-tso", "{\"type\":\"ts\",\"msg_id\":1}"))
                .containsExactly("lin-tso {\"type\":\"ts_ok\",\"ts\":1,\"in_reply_to\":1}");
    }

    @Test
    void nonsense_isRefused_andTheServiceGoesOn() throws InterruptedException {
        Inbox node = network.inbox("n0");
        assertThat(ask(node, "lin-kv", "{\"type\":[],\"msg_id\":1}")).singleElement().asString()
                .contains("\"code\":10");
        assertThat(ask(node, "lin-kv", "{\"type\":\"read\",\"key\":1,\"msg_id\":2}")).singleElement().asString()
                .contains("\"code\":20");
    }
}
