package org.espalier.workbench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KafkaRequestsTest {

    private static Requests requests(double rate) {
        return Requests.of(Workload.KAFKA, new Random(9), new Requests.Limits(3, 6, rate, Long.MAX_VALUE, 4, 16, 4));
    }

    private static Op end(String f, @Nullable Object value, Op.Type type) {
        return Op.invoke(0, 0, 0, "n0", f, value).complete(1, 1, type, value, null);
    }

    private static Object sent(String key, long offset, long message) {
        return List.of(List.of("send", key, List.of(offset, message)));
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static String logOf(Request send) {
        return String.valueOf(list(list(send.value()).get(0)).get(1));
    }

    private static Object polled(String key, long offset, long message) {
        return List.of(List.of("poll", Map.of(key, List.of(List.of(offset, message)))));
    }

    @Test
    void halfAreSends_toLogsThatAreReplacedInTime_withMessagesOfTheirOwn() {
        Requests requests = requests(1_000_000);
        requests.ended(0, end("assign", List.of("0"), Op.Type.OK));
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Integer> messages = new HashMap<>();
        Set<Object> sent = new HashSet<>();
        for (int i = 0; i < 4000; i++) {
            Request r = requests.next(0);
            counts.merge(r.f(), 1, Integer::sum);
            if (r.f().equals("send")) {
                assertThat(sent.add(r.value())).as("each message once").isTrue();
                messages.merge(logOf(r), 1, Integer::sum);
            }
        }
        assertThat(counts.getOrDefault("send", 0) / 4000.0).isCloseTo(0.5, within(0.03));
        assertThat(counts.getOrDefault("assign", 0) / 4000.0).isCloseTo(1 / 64.0, within(0.01));
        assertThat(messages.values()).allMatch(n -> n <= 16).contains(16);
        assertThat(messages).hasSizeGreaterThan(100);
    }

    @Test
    void clientWithoutLogs_assignsSomeBeforeItPolls_andAgainWhenItHasLostThem() {
        Requests requests = requests(1_000_000);
        for (int i = 0; i < 100; i++) {
            assertThat(requests.next(1).f()).isNotEqualTo("poll");
        }
        requests.ended(1, end("assign", List.of("0"), Op.Type.OK));
        boolean polls = false;
        for (int i = 0; i < 100; i++) {
            polls |= requests.next(1).f().equals("poll");
            assertThat(requests.next(2).f()).as("of another client").isNotEqualTo("poll");
        }
        assertThat(polls).isTrue();
        requests.ended(1, end("poll", null, Op.Type.INFO));
        for (int i = 0; i < 100; i++) {
            assertThat(requests.next(1).f()).isNotEqualTo("poll");
        }
    }

    @Test
    void assignments_areOneTimeInThreeOfAllThatNobodyHasPolled() {
        Requests requests = requests(1_000_000);
        requests.ended(0, end("send", sent("x", 4, 5), Op.Type.OK));
        requests.ended(0, end("send", sent("y", 4, 5), Op.Type.OK));
        requests.ended(0, end("send", sent("z", 4, 5), Op.Type.INFO));
        requests.ended(0, end("poll", polled("y", 4, 5), Op.Type.OK));
        int assigns = 0;
        int unseen = 0;
        for (int i = 0; i < 4000; i++) {
            Request r = requests.next(3);
            if (r.f().equals("assign")) {
                assigns++;
                unseen += list(r.value()).contains("x") ? 1 : 0;
                assertThat(list(r.value())).doesNotHaveDuplicates().extracting(String::valueOf)
                        .doesNotContain("y", "z");
            }
        }
        assertThat((double) unseen / assigns).isCloseTo(1 / 3.0, within(0.04));
    }

    @Test
    void eachClient_givesItselfUpEveryHalfMinute() {
        Requests requests = requests(20);
        int crashes = 0;
        for (int i = 0; i < 6000; i++) { // five minutes
            crashes += requests.next(i % 6).f().equals("crash") ? 1 : 0;
        }
        assertThat(crashes).isBetween(40, 80);
    }

    @Test
    void closing_assignsAllFromTheBeginning_andPollsUntilEverythingKnownWasSeen() {
        Requests requests = requests(20);
        requests.ended(0, end("send", sent("1", 4, 5), Op.Type.OK));
        requests.ended(0, end("poll", polled("2", 7, 8), Op.Type.OK));
        Requests.Closing closing = requests.closing(0);
        Request poll = new Request("poll", List.of(List.of("poll")), true);
        Request assign = new Request("assign", List.of("1", "2"), true);

        assertThat(closing.next(null)).isEqualTo(Request.of("crash", null));
        assertThat(closing.next(end("crash", null, Op.Type.INFO))).isEqualTo(assign);
        assertThat(closing.next(end("assign", null, Op.Type.FAIL))).as("again").isEqualTo(assign);
        assertThat(closing.next(end("assign", assign.value(), Op.Type.OK))).isEqualTo(poll);
        assertThat(closing.next(end("poll", polled("1", 4, 5), Op.Type.OK))).isEqualTo(poll);
        assertThat(closing.pauseMillis()).isZero();
        assertThat(closing.next(end("poll", null, Op.Type.INFO))).as("a new client").isEqualTo(assign);
        assertThat(closing.pauseMillis()).as("nothing was new").isPositive();
        assertThat(closing.next(end("assign", assign.value(), Op.Type.OK))).isEqualTo(poll);
        assertThat(closing.next(end("poll", polled("2", 6, 7), Op.Type.OK))).as("not yet").isEqualTo(poll);
        assertThat(closing.next(end("poll", polled("2", 7, 8), Op.Type.OK))).isNull();
        assertThat(requests(20).closing(0).next(null)).as("nothing was ever sent").isNull();
    }
}
