package org.espalier.checkers.multicast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.espalier.checkers.delivery.PropertyResult;
import org.junit.jupiter.api.Test;

/** The checkers against the definitions of GroupCast.tla, word by word, on small random histories. */
class GroupOracleTest {

    private static final int HISTORIES = 20_000;
    private static final Pattern CIRCLE = Pattern.compile("circle of (\\d+) messages");

    /** A random history, and what its definitions are about: sets and relations instead of prefixes and pointers. */
    private static final class Case {

        final int nodes;
        final int messages;
        final List<Set<Integer>> groups = new ArrayList<>();
        final int[] groupOf;
        final MessageOrder[] order;
        final int[] sender;
        final boolean[] asked;
        final boolean[] acked;
        final boolean[] settled;
        final List<List<Integer>> logs = new ArrayList<>();
        /** By message: what happened before it. */
        final List<Set<Integer>> past = new ArrayList<>();
        /** By message: what its sender had acknowledged before it was asked for it. */
        final List<Set<Integer>> earlier = new ArrayList<>();
        final GroupHistory history;

        Case(Random random) {
            nodes = 2 + random.nextInt(3);
            messages = 1 + random.nextInt(6);
            groupOf = new int[messages];
            order = new MessageOrder[messages];
            sender = new int[messages];
            asked = new boolean[messages];
            acked = new boolean[messages];
            settled = new boolean[nodes];
            GroupHistory.Builder to = GroupHistory.of(Collections.nCopies(nodes, "n"));
            for (int g = 0; g < 3; g++) {
                Set<Integer> members = new TreeSet<>();
                for (int n = 0; n < nodes; n++) {
                    if (random.nextInt(4) > 0) {
                        members.add(n);
                    }
                }
                groups.add(members);
                to.group("g" + g, List.copyOf(members));
            }
            for (int n = 0; n < nodes; n++) {
                to.member(n, 1);
                logs.add(new ArrayList<>());
            }
            boolean noisy = random.nextBoolean();
            MessageOrder[] orders = MessageOrder.values();
            int common = random.nextInt(4);
            for (int m = 0; m < messages; m++) {
                to.message("m" + m);
                past.add(Set.of());
                earlier.add(Set.of());
                sender[m] = random.nextInt(nodes);
                groupOf[m] = random.nextInt(3);
                order[m] = orders[common < 3 ? common : random.nextInt(3)];
            }
            List<Set<Integer>> ackedBy = new ArrayList<>();
            List<Set<Integer>> shownBy = new ArrayList<>();
            for (int n = 0; n < nodes; n++) {
                ackedBy.add(new LinkedHashSet<>());
                shownBy.add(new LinkedHashSet<>());
            }
            for (int step = 0; step < 40; step++) {
                int m = random.nextInt(messages);
                int n = random.nextInt(nodes);
                switch (random.nextInt(4)) {
                    case 0 -> {
                        if (!asked[m]) {
                            asked[m] = true;
                            to.asked(sender[m], m, groupOf[m], order[m], step);
                            Set<Integer> direct = new HashSet<>(ackedBy.get(sender[m]));
                            earlier.set(m, Set.copyOf(direct));
                            direct.addAll(shownBy.get(sender[m]));
                            Set<Integer> closed = new HashSet<>(direct);
                            direct.forEach(x -> closed.addAll(past.get(x)));
                            past.set(m, closed);
                        }
                    }
                    case 1 -> {
                        if (asked[m] && !acked[m]) {
                            acked[m] = true;
                            to.acked(m, step);
                            ackedBy.get(sender[m]).add(m);
                        }
                    }
                    case 2 -> {
                        boolean sane = asked[m] && groups.get(groupOf[m]).contains(n) && !logs.get(n).contains(m);
                        if (sane || (noisy && random.nextInt(12) == 0)) {
                            to.delivered(n, m);
                            logs.get(n).add(m);
                        }
                    }
                    default -> {
                        int length = random.nextInt(logs.get(n).size() + 1);
                        to.shown(n, length);
                        shownBy.get(n).addAll(logs.get(n).subList(0, length));
                    }
                }
            }
            for (int n = 0; n < nodes; n++) {
                settled[n] = random.nextInt(3) > 0;
                if (settled[n]) {
                    to.settled(n);
                }
            }
            history = to.build();
        }

        boolean isFor(int m, int n) {
            return asked[m] && groups.get(groupOf[m]).contains(n);
        }

        int position(int n, int m) {
            int at = logs.get(n).indexOf(m);
            return at < 0 ? Integer.MAX_VALUE : at;
        }

        long fifo() {
            long count = 0;
            for (int n = 0; n < nodes; n++) {
                for (int i = 0; i < logs.get(n).size(); i++) {
                    int x = logs.get(n).get(i);
                    boolean late = position(n, x) < i;
                    for (int j = 0; j < i; j++) {
                        late |= earlier.get(logs.get(n).get(j)).contains(x);
                    }
                    count += late && asked[x] ? 1 : 0;
                }
            }
            return count;
        }

        long causal() {
            long count = 0;
            for (int n = 0; n < nodes; n++) {
                for (int i = 0; i < logs.get(n).size(); i++) {
                    int m = logs.get(n).get(i);
                    if (asked[m] && order[m] != MessageOrder.FIFO && position(n, m) == i) {
                        int node = n;
                        int at = i;
                        count += past.get(m).stream().anyMatch(x -> isFor(x, node) && position(node, x) >= at) ? 1 : 0;
                    }
                }
            }
            return count;
        }

        long gaps() {
            long count = 0;
            for (int n = 0; n < nodes; n++) {
                int node = n;
                for (int x = 0; x < messages; x++) {
                    int missing = x;
                    count += isFor(x, n) && !logs.get(n).contains(x)
                            && logs.get(node).stream().anyMatch(m -> earlier.get(m).contains(missing)) ? 1 : 0;
                }
            }
            return count;
        }

        /** The length of the shortest circle; 0 for none. */
        int circle() {
            boolean[][] before = new boolean[messages][messages];
            Set<Integer> placed = new TreeSet<>();
            for (int n = 0; n < nodes; n++) {
                for (int m : logs.get(n)) {
                    if (isFor(m, n) && order[m] == MessageOrder.TOTAL) {
                        placed.add(m);
                    }
                }
            }
            for (int n = 0; n < nodes; n++) {
                for (int m : placed) {
                    for (int x : placed) {
                        before[m][x] |= m != x && isFor(m, n) && isFor(x, n) && position(n, m) < position(n, x);
                    }
                }
            }
            boolean[][] reach = before;
            for (int length = 1; length <= messages; length++) {
                for (int m = 0; m < messages; m++) {
                    if (reach[m][m]) {
                        return length;
                    }
                }
                boolean[][] further = new boolean[messages][messages];
                for (int m = 0; m < messages; m++) {
                    for (int x = 0; x < messages; x++) {
                        for (int y = 0; y < messages; y++) {
                            further[m][y] |= reach[m][x] && before[x][y];
                        }
                    }
                }
                reach = further;
            }
            return 0;
        }

        long missing(boolean uniform) {
            long count = 0;
            for (int m = 0; m < messages; m++) {
                boolean wanted = acked[m];
                for (int n = 0; n < nodes; n++) {
                    wanted |= (uniform || settled[n]) && logs.get(n).contains(m);
                }
                for (int n = 0; n < nodes; n++) {
                    count += wanted && (!uniform || order[m] == MessageOrder.TOTAL) && settled[n] && isFor(m, n)
                            && !logs.get(n).contains(m) ? 1 : 0;
                }
            }
            return count;
        }
    }

    @Test
    void checkers_sayWhatTheDefinitionsSay() {
        int[] circles = new int[8];
        long causal = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Case c = new Case(new Random(seed));
            GroupHistory h = c.history;
            assertThat(FifoOrder.check(h).violations()).as("FifoOrder, seed " + seed).isEqualTo(c.fifo());
            assertThat(CausalOrder.check(h).violations()).as("CausalOrder, seed " + seed).isEqualTo(c.causal());
            assertThat(GapFree.check(h).violations()).as("GapFree, seed " + seed).isEqualTo(c.gaps());
            assertThat(Ending.convergence(h).violations()).as("Convergence, seed " + seed).isEqualTo(c.missing(false));
            assertThat(Ending.uniformAgreement(h).violations()).as("UniformAgreement, seed " + seed)
                    .isEqualTo(c.missing(true));
            PropertyResult total = TotalOrder.check(h);
            int circle = c.circle();
            assertThat(shown(total)).as("TotalOrder, seed " + seed).isEqualTo(circle);
            circles[circle]++;
            causal += c.causal();
        }
        assertThat(circles[0]).as("histories in order").isPositive();
        assertThat(circles[2]).as("circles of two").isPositive();
        assertThat(circles[3]).as("circles of three").isPositive();
        assertThat(causal).as("effects before causes").isPositive();
    }

    private static int shown(PropertyResult total) {
        if (total.examples().isEmpty()) {
            return 0;
        }
        Matcher circle = CIRCLE.matcher(total.examples().get(0).text());
        return circle.find() ? Integer.parseInt(circle.group(1)) : -1;
    }
}
