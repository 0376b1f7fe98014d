package org.espalier.node;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs every workload once, for the JVM to see which classes a node needs: what it records then is mapped into memory at a
 * real start. Used by the launcher; an answer here interests nobody.
 */
public final class Rehearsal {

    private static final String[] WORKLOADS = {"echo", "unique-ids"};

    private static final String SCRIPT = """
            {"src":"c0","dest":"n1","body":{"type":"init","node_id":"n1","node_ids":["n1","n2","n3"],"msg_id":1}}
            {"src":"c1","dest":"n1","body":{"type":"topology","topology":{"n1":["n2"],"n2":["n1"]},"msg_id":2}}
            {"src":"c1","dest":"n1","body":{"type":"echo","echo":["one",2,3.0,null,true,{"a":[]}],"msg_id":3}}
            {"src":"c1","dest":"n1","body":{"type":"generate","msg_id":4}}
            {"src":"c1","dest":"n1","body":{"type":"broadcast","message":1,"msg_id":5}}
            {"src":"c1","dest":"n1","body":{"type":"add","delta":1,"element":1,"msg_id":6}}
            {"src":"c1","dest":"n1","body":{"type":"read","msg_id":7}}
            """;

    private Rehearsal() {}

    public static void main(String[] args) {
        for (String workload : WORKLOADS) {
            Main.run(new String[]{workload}, new ByteArrayInputStream(SCRIPT.getBytes(StandardCharsets.UTF_8)),
                    OutputStream.nullOutputStream(), System.err, 1);
        }
    }
}
