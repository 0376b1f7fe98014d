package org.espalier.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.history.HistoryWriter;
import org.espalier.checkers.history.Op;
import org.espalier.workbench.net.Fate;
import org.espalier.workbench.report.Content.Cast;
import org.espalier.workbench.report.Content.TreeFrame;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {

    @TempDir
    Path directory;

    @BeforeEach
    void history() throws IOException {
        Op ask = Op.invoke(0, 100, 0, "n0", "broadcast", 5L);
        Op other = Op.invoke(1, 110, 1, "n1", "read", null);
        try (HistoryWriter out = HistoryWriter.to(directory.resolve("history.jsonl"))) {
            out.write(ask);
            out.write(other);
            out.write(ask.complete(2, 150, Op.Type.OK, 5L, null));
            out.write(nemesis(3, 200, "start-partition", null));
            out.write(nemesis(4, 201, "start-partition", "one: n0 | n1"));
            out.write(nemesis(5, 300, "stop-partition", null));
            out.write(nemesis(6, 301, "stop-partition", "network-healed"));
            out.write(nemesis(7, 310, "pause", "one"));
            out.write(nemesis(8, 311, "pause", Map.of("n0", "paused")));
            out.write(nemesis(9, 320, "kill", "all"));
            out.write(nemesis(10, 321, "kill", Map.of("n0", "killed", "n1", "killed")));
            out.write(nemesis(11, 330, "resume", Map.of("n0", "not-running", "n1", "not-running")));
            out.write(nemesis(12, 340, "start", Map.of("n0", "started", "n1", "started")));
            out.write(nemesis(13, 350, "kill", Map.of("n1", "killed")));
            out.write(nemesis(14, 360, "start", Map.of("n0", "already-running")));
        }
    }

    private static Op nemesis(long index, long time, String f, @org.jspecify.annotations.Nullable Object value) {
        return new Op(index, time, Op.NEMESIS, null, Op.Type.INFO, f, value, null, false);
    }

    private Recording read(String... lines) throws IOException {
        Files.write(directory.resolve("messages.jsonl"), List.of(lines));
        return RecordingReader.read(directory);
    }

    @Test
    void faultsAndRequests_comeFromTheHistory() throws IOException {
        Recording r = read();

        assertThat(r.nodes()).containsExactly("n0", "n1");
        assertThat(r.faults()).containsExactly(new Recording.Fault(201, 300, "one: n0 | n1"));
        assertThat(r.requests()).containsExactly(new Recording.Request(0, "broadcast", true, 100, 150),
                new Recording.Request(1, "read", false, 110, -1));
    }

    @Test
    void outages_lastFromTheDeedUntilTheNodeRunsAgain_orTheRunEnds() throws IOException {
        assertThat(read().outages()).containsExactlyInAnyOrder(new Recording.Outage(0, "paused", 311, 321),
                new Recording.Outage(0, "killed", 321, 340), new Recording.Outage(1, "killed", 321, 340),
                new Recording.Outage(1, "killed", 350, 360));
    }

    @Test
    void entriesOfTheLog_areMulticastsInTotalOrder() throws IOException {
        Recording r = read(
                """
                        {"id":1,"src":"n0","dest":"n1","sent":5,"due":9,"fate":"delivered","at":9,"body":{"type":"espalier","i":7,"j":8,"m":[["data",7,8,1,1,["log","propose",[[0,3,1,"x"],[0,3,2,"y"]]]],["data",7,8,2,1,["log","beat",1,4,5]]]}}""",
                """
                        {"id":2,"src":"n1","dest":"n0","sent":10,"due":12,"fate":"delivered","at":12,"body":{"type":"espalier","i":8,"j":7,"m":[["data",8,7,1,1,["log","append",1,6,5,[[0,3,1,"x"]]]],["data",8,7,2,1,["log","suffix",1,1,[[1,9,1,"z"]]]]]}}""");

        assertThat(r.multicasts()).extracting(Multicast::cast).containsExactly(new Cast("total", 0, 3, 1),
                new Cast("total", 0, 3, 2), new Cast("total", 1, 9, 1));
        assertThat(r.transits().get(0).content().summary()).isEqualTo("DATA PROPOSE, DATA BEAT");
    }

    @Test
    void clientsMessages_areLeftOut() throws IOException {
        Recording r = read("""
                {"id":0,"src":"c0","dest":"n0","sent":1,"due":1,"fate":"delivered","at":2,"body":{}}""",
                """
                        {"id":1,"src":"n0","dest":"n1","sent":1,"due":3,"fate":"partitioned","at":4,"copy":true,"body":{"x":1}}""");

        assertThat(r.transits()).containsExactly(
                new Transit(1, 0, 1, 1, 3, 4, Fate.PARTITIONED, true, Content.UNKNOWN));
    }

    @Test
    void ourNodesMessages_areUnderstood_andNodesStandInTheirOrder() throws IOException {
        Recording r = read(
                """
                        {"id":1,"src":"n1","dest":"n0","sent":5,"due":9,"fate":"delivered","at":9,"body":{"type":"espalier","i":7,"j":8,"m":[["data",7,8,1,1,["causal","msg",1,0,1,"5"]],["accept",99],["ack",1,2,3,0]]}}""",
                """
                        {"id":2,"src":"n0","dest":"n1","sent":6,"due":9,"fate":"lost","at":6,"body":{"type":"espalier","i":8,"j":7,"m":[["data",8,7,1,1,["causal","msg",1,1,1,"6"]]]}}""");

        assertThat(r.nodes()).as("n1 has index 0 among the nodes").containsExactly("n1", "n0");
        Transit first = r.transits().get(0);
        assertThat(first.from()).isZero();
        assertThat(first.content().casts()).containsExactly(new Cast("causal", 0, 1));
        assertThat(first.content().tree()).containsExactly(new TreeFrame("ACCEPT", 99));
        assertThat(first.content().summary()).isEqualTo("DATA MSG, ACCEPT, ACK");
        assertThat(r.multicasts()).hasSize(2);
    }

    @Test
    void somebodyElsesIndices_areNotTakenForOurs() throws IOException {
        Recording r = read(
                """
                        {"id":1,"src":"n1","dest":"n0","sent":5,"due":9,"fate":"delivered","at":9,"body":{"type":"espalier","m":[["data",7,8,1,1,["causal","msg",1,77,1,"5"]]]}}""");

        assertThat(r.transits()).extracting(Transit::content).containsExactly(Content.UNKNOWN);
    }

    @Test
    void brokenLine_isNamed() {
        assertThatThrownBy(() -> read("{\"id\":1,\"src\":\"n0\",\"dest\":\"n1\",\"se")).isInstanceOf(IOException.class)
                .hasMessageContaining("messages.jsonl:1");
    }
}
