package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.espalier.checkers.history.Json;
import org.espalier.checkers.history.Op;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPageTest {

    private static final String LOST_VALUE = """
            {"valid?":false,"delivery":{"valid?":false,
             "FifoOrder":{"valid?":true,"checked-count":3,"violation-count":0},
             "Convergence":{"valid?":false,"checked-count":3,"violation-count":1,"violations":[{"property":"Convergence",
              "node":"n1","delivered":{"message":5,"origin":"n0","position":null},"text":"n1 does not have 5 <of n0>"}]}},
             "test":{"workload":"broadcast","nodes":["n0","n1"],"bin":"node","args":[],"replay":"./espalier test -w broadcast"}}""";

    @TempDir
    Path directory;

    private static String message(long id, String src, String dest, String fate, String body) {
        return "{\"id\":" + id + ",\"src\":\"" + src + "\",\"dest\":\"" + dest + "\",\"sent\":" + 1_000_000 * id
                + ",\"due\":" + (1_000_000 * id + 500_000) + ",\"fate\":\"" + fate + "\",\"at\":"
                + (1_000_000 * id + 700_000) + ",\"body\":" + body + "}";
    }

    @SuppressWarnings("unchecked")
    private String page(String results, List<Op> ops, List<String> messages) throws IOException {
        Files.write(directory.resolve("messages.jsonl"), messages);
        RunPage.write(directory, (Map<String, @Nullable Object>) Objects.requireNonNull(Json.parse(results)), ops,
                "broadcast: two nodes\nINVALID: Convergence is violated");
        return Files.readString(directory.resolve(RunPage.NAME));
    }

    private static Map<?, ?> data(String page) {
        String start = "<script type=\"application/json\" id=\"data\">";
        int from = page.indexOf(start) + start.length();
        return (Map<?, ?>) Objects
                .requireNonNull(Json.parse(page.substring(from, page.indexOf("</script>", from))));
    }

    @Test
    void violation_isInWords_withItsDefinition_andCanBeShown() throws IOException {
        Op ask = Op.invoke(0, 900_000, 0, "n0", "broadcast", 5L);
        String page = page(LOST_VALUE, List.of(ask, ask.complete(1, 1_400_000, Op.Type.OK, 5L, null)),
                List.of(message(1, "n0", "n1", "lost", "{\"type\":\"gossip\",\"message\":5}")));
        assertThat(page).contains("n1 does not have 5 &lt;of n0&gt;", "FifoCast.tla!Convergence", "data-show=\"0\"",
                "./espalier test -w broadcast", "INVALID: Convergence is violated");
        Map<?, ?> data = data(page);
        assertThat(Json.text(data.get("shows"))).isEqualTo("[{\"values\":[\"5\"],\"node\":\"n1\",\"ops\":[]}]");
        assertThat(Json.text(data.get("messages"))).isEqualTo("{\"from\":[0],\"to\":[1],\"sent\":[1000],\"end\":[1500],"
                + "\"fate\":[1],\"copy\":[0],\"kind\":[0],\"type\":[0],\"values\":[[\"5\"]],"
                + "\"body\":[\"{\\\"type\\\":\\\"gossip\\\",\\\"message\\\":5}\"]}");
        assertThat(Json.text(data.get("requests"))).contains("\"values\":[[\"5\"]]", "\"outcome\":[\"ok\"]");
        assertThat(page).contains("there is none to show");
    }

    @Test
    void whatNodesSay_cannotLeaveItsPlaceInThePage() throws IOException {
        String evil = "</script><script>alert(1)</script><!--";
        String page = page(LOST_VALUE, List.of(Op.invoke(0, 1, 0, "n0", "broadcast", evil)),
                List.of(message(1, "n0", "n1", "delivered", Json.text(Map.of("type", evil)))));
        assertThat(page).doesNotContain("<script>alert", "<!--");
        assertThat(Json.text(data(page).get("types"))).isEqualTo(Json.text(List.of(evil)));
    }

    @Test
    void page_loadsNothing() throws IOException {
        assertThat(page(LOST_VALUE, List.of(), List.of())).doesNotContain(" src=", "@import", "url(http", "fetch(",
                "XMLHttpRequest");
    }

    @Test
    void moreMessagesThanOpenQuickly_areAnExcerpt_andThePageSaysSo_butAllAreCounted() throws IOException {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < PageModel.MAX_MESSAGES + 5; i++) {
            messages.add(message(i, "n0", "n1", "delivered", "{\"type\":\"gossip\",\"message\":" + i + "}"));
        }
        String page = page(LOST_VALUE, List.of(), messages);
        assertThat(page).contains("the first 20,000 of 20,005 messages", "20,005</td>");
        assertThat(data(page).get("messages")).asInstanceOf(InstanceOfAssertFactories.MAP).extractingByKey("sent")
                .asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(PageModel.MAX_MESSAGES);
    }

    @Test
    void treeOfOurNodes_hasItsSteps() throws IOException {
        String page = page(LOST_VALUE, List.of(), List.of(
                message(1, "n1", "n0", "delivered", "{\"type\":\"espalier\",\"i\":1,\"j\":0,\"m\":[[\"attach\",4]]}"),
                message(2, "n0", "n1", "delivered", "{\"type\":\"espalier\",\"i\":1,\"j\":1,\"m\":[[\"accept\",4]]}")));
        assertThat(Json.text(data(page).get("trees")))
                .isEqualTo("[{\"at\":0,\"parents\":[-1,-1]},{\"at\":2700,\"parents\":[-1,0]}]");
    }

    @Test
    void brokenMessageLog_isNamedWithItsLine() {
        assertThatThrownBy(() -> page(LOST_VALUE, List.of(), List.of("{\"id\":1}", "nothing")))
                .isInstanceOf(IOException.class).hasMessageContaining("messages.jsonl:2");
    }

    @Test
    void partition_isABandOverAllNodes_andAKillOverOne() throws IOException {
        List<Op> ops = List.of(nemesis(0, 1_000, "start-partition", "one: n0 | n1"),
                nemesis(1, 9_000, "stop-partition", "network-healed"),
                nemesis(2, 9_000, "kill", Map.of("n1", "killed")),
                nemesis(3, 11_000, "start", Map.of("n1", "started")));
        assertThat(Json.text(data(page(LOST_VALUE, ops, List.of())).get("bands"))).isEqualTo("""
                [{"kind":"partition","text":"one: n0 | n1","from":1,"to":9,"nodes":[]},\
                {"kind":"killed","text":"n1 killed","from":9,"to":11,"nodes":[1]}]""");
    }

    private static Op nemesis(long index, long time, String f, Object value) {
        return new Op(index, time, Op.NEMESIS, null, Op.Type.INFO, f, value, null, false);
    }
}
