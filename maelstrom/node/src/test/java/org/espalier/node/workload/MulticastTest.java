package org.espalier.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.espalier.core.node.Order;
import org.junit.jupiter.api.Test;

/** What one node of the multicast workload answers, and what it delivers. */
class MulticastTest {

    private static final String GROUPS = "\"type\":\"groups\",\"groups\":{\"g0\":[\"n0\",\"n1\"],\"g1\":[\"n1\"]}";

    private final Alone n0 = new Alone(group -> new Multicast("n0", Order.CAUSAL, group));

    private static String multicast(String group, String order, String message) {
        return "\"type\":\"multicast\",\"group\":\"" + group + "\",\"order\":\"" + order + "\",\"message\":" + message;
    }

    private static String from(long position) {
        return "\"type\":\"deliveries\",\"from\":" + position;
    }

    private static byte[] payload(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void message_isDeliveredByMembersOfItsGroupOnly_fromAnyPosition() {
        n0.ask(GROUPS);
        assertThat(n0.ask(multicast("g0", "fifo", "[1]"))).isEqualTo("\"type\":\"multicast_ok\"");
        n0.apply(payload("[\"g1\",2]"));
        n0.apply(payload("[\"g0\",3]"));
        assertThat(n0.ask(from(0))).isEqualTo("\"type\":\"deliveries_ok\",\"from\":0,\"messages\":[[1],3]");
        assertThat(n0.ask(from(1))).isEqualTo("\"type\":\"deliveries_ok\",\"from\":1,\"messages\":[3]");
        assertThat(n0.ask(from(Long.MAX_VALUE))).endsWith("\"messages\":[]");
        assertThat(n0.ask("\"type\":\"deliveries\",\"from\":-1")).startsWith("12 ");
    }

    @Test
    void request_thatCannotBeKept_isRefusedForGood() {
        assertThat(n0.ask(multicast("g0", "fifo", "1"))).startsWith("11 ");
        n0.ask(GROUPS);
        assertThat(n0.ask(multicast("g0", "total", "1"))).startsWith("10 ");
        assertThat(n0.ask(multicast("g1", "fifo", "1"))).startsWith("12 ");
        assertThat(n0.ask(multicast("g9", "fifo", "1"))).startsWith("12 ");
        assertThat(n0.ask(multicast("g0", "quick", "1"))).startsWith("12 ");
        assertThat(n0.payloads).isEmpty();
    }

    @Test
    void groups_mayComeAfterMessages_andTwice_butNotOthers() {
        n0.apply(payload("[\"g1\",1]"));
        n0.apply(payload("[\"g0\",2]"));
        assertThat(n0.ask(from(0))).endsWith("\"messages\":[]");
        assertThat(n0.ask(GROUPS)).isEqualTo("\"type\":\"groups_ok\"");
        assertThat(n0.ask(GROUPS)).isEqualTo("\"type\":\"groups_ok\"");
        assertThat(n0.ask(from(0))).endsWith("\"messages\":[2]");
        assertThat(n0.ask("\"type\":\"groups\",\"groups\":{\"g0\":[\"n0\"],\"g2\":[]}")).startsWith("14 ");
        assertThat(n0.ask("\"type\":\"groups\",\"groups\":{\"g0\":\"n0\"}")).startsWith("12 ");
    }

    @Test
    void snapshot_holdsWhatIsForOthers_too() {
        n0.ask(GROUPS);
        n0.apply(payload("[\"g1\",1]"));
        n0.apply(payload("[\"g0\",2]"));
        Alone n1 = new Alone(group -> new Multicast("n1", Order.CAUSAL, group));
        n1.ask(GROUPS);
        n1.workload.install(n0.workload.snapshot());
        assertThat(n1.ask(from(0))).endsWith("\"messages\":[1,2]");
        assertThat(n1.state()).isEqualTo(n0.state());
    }

    @Test
    void longLog_isGivenPieceByPiece() {
        n0.ask(GROUPS);
        for (int m = 0; m < 1_500; m++) {
            n0.apply(payload("[\"g0\"," + m + "]"));
        }
        assertThat(n0.ask(from(0))).endsWith(",998,999]");
        assertThat(n0.ask(from(1_000))).startsWith("\"type\":\"deliveries_ok\",\"from\":1000,\"messages\":[1000,")
                .endsWith(",1499]");
    }
}
