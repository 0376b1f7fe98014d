package org.espalier.workbench.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * The groups that messages are multicast to, and who belongs to them.
 *
 * @param nodes all nodes, client {@code t} being at node {@code t mod nodes}
 * @param members the nodes of each group, by its name
 */
public record Groups(List<String> nodes, Map<String, List<String>> members) {

    /** None. */
    public static final Groups NONE = new Groups(List.of(), Map.of());

    /** The chance of a node to be in a group before the groups are mended. */
    private static final double SHARE = 0.6;

    /**
     * So many groups, g0, g1 and so on, at random. Every node is in one at least; where there are two nodes or more every
     * group has two, and one of them is in the group before it, too.
     */
    public static Groups of(List<String> nodes, int count, Random random) {
        List<TreeSet<Integer>> drawn = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            TreeSet<Integer> members = new TreeSet<>();
            for (int n = 0; n < nodes.size(); n++) {
                if (random.nextDouble() < SHARE) {
                    members.add(n);
                }
            }
            if (g > 0 && drawn.get(g - 1).stream().noneMatch(members::contains)) {
                members.add(drawn.get(g - 1).first());
            }
            while (members.size() < Math.min(2, nodes.size())) {
                members.add(random.nextInt(nodes.size()));
            }
            drawn.add(members);
        }
        for (int n = 0; n < nodes.size(); n++) {
            int node = n;
            if (drawn.stream().noneMatch(members -> members.contains(node))) {
                drawn.get(random.nextInt(count)).add(node);
            }
        }
        Map<String, List<String>> members = new LinkedHashMap<>();
        for (int g = 0; g < count; g++) {
            members.put("g" + g, drawn.get(g).stream().map(nodes::get).toList());
        }
        return new Groups(nodes, members);
    }

    /** The groups that the node of a client belongs to. */
    List<String> ofClient(int client) {
        String node = nodes.get(client % nodes.size());
        return members.entrySet().stream().filter(g -> g.getValue().contains(node)).map(Map.Entry::getKey).toList();
    }
}
