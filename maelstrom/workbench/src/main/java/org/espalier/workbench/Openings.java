package org.espalier.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.espalier.workbench.workload.Groups;
import org.espalier.workbench.workload.Topology;
import org.espalier.workbench.workload.Workload;
import org.jspecify.annotations.Nullable;

/** The bodies of what every life of a node is told before anything else, without their numbers. */
public final class Openings {

    private Openings() {}

    /** Who it is, and who the others are. */
    public static Map<String, @Nullable Object> init(String node, List<String> nodes) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "init");
        body.put("node_id", node);
        body.put("node_ids", nodes);
        return body;
    }

    /** For broadcast the topology, for multicast the groups; for others nothing. */
    public static Optional<Map<String, @Nullable Object>> introduction(Workload workload, List<String> nodes,
            Topology topology, Groups groups) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        if (workload == Workload.MULTICAST) {
            body.put("type", "groups");
            body.put("groups", groups.members());
        } else if (workload == Workload.BROADCAST) {
            body.put("type", "topology");
            body.put("topology", topology.neighbours(nodes));
        }
        return body.isEmpty() ? Optional.empty() : Optional.of(body);
    }
}
