package org.espalier.checkers.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.checkers.Verdict;
import org.espalier.checkers.history.History;
import org.espalier.checkers.history.Op;
import org.espalier.checkers.workload.CounterSum;
import org.espalier.checkers.workload.SetFull;
import org.espalier.checkers.workload.SetFullResult;
import org.jspecify.annotations.Nullable;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The checkers of sets and counters say what a look at every pair, or at every subset, says. */
class WorkloadCheckersProperties {

    @Provide
    Arbitrary<List<Integer>> runs() {
        return Choices.upTo(120);
    }

    @Property(tries = 3_000)
    void setFull(@ForAll("runs") List<Integer> choices) {
        History history = setRun(new Choices(choices));
        SetFullOracle oracle = new SetFullOracle(history);
        SetFull checker = new SetFull("add");
        history.forEach(checker::accept);
        SetFullResult result = checker.result();
        sometimes("lost", !oracle.lost.isEmpty());
        sometimes("stale", !oracle.stale.isEmpty());
        sometimes("never read", !oracle.neverRead.isEmpty());
        sometimes("duplicated", !oracle.duplicated.isEmpty());
        sometimes("unexpected", !oracle.unexpected.isEmpty());
        sometimes("valid", result.verdict() == Verdict.VALID);
        assertThat(result.stableCount()).isEqualTo(oracle.stable.size());
        same(result.lost(), oracle.lost);
        same(result.neverRead(), oracle.neverRead);
        same(result.stale(), oracle.stale);
        same(result.duplicated().keySet(), oracle.duplicated);
        same(result.unexpected().keySet(), oracle.unexpected);
        assertThat(result.stableLatencies().getOrDefault(1.0, 0L)).isEqualTo(oracle.worstStaleMillis);
    }

    private static void same(Collection<? extends @Nullable Object> found, Set<Long> expected) {
        assertThat(new ArrayList<Object>(found)).isEqualTo(new ArrayList<Object>(expected));
    }

    private static void sometimes(String what, boolean seen) {
        Statistics.label(what).collect(seen);
        Statistics.label(what).coverage(c -> {
            c.check(true).percentage(p -> p > 1);
            c.check(false).percentage(p -> p > 1);
        });
    }

    /** Three clients of a set that forgets a little. */
    private static History setRun(Choices choices) {
        List<Op> ops = new ArrayList<>();
        List<Long> asked = new ArrayList<>();
        @Nullable
        Op[] open = new @Nullable Op[3];
        int flaw = choices.among(3) * choices.among(4); // half of the runs never misbehave
        while (choices.hasNext()) {
            int process = choices.among(open.length);
            Op request = open[process];
            long time = ops.size() * 700_000L;
            if (request != null) {
                open[process] = null;
                ops.add(end(request, ops.size(), time, asked, flaw, choices));
            } else {
                boolean add = choices.among(2) == 0;
                Op op = Op.invoke(ops.size(), time, process, null, add ? "add" : "read",
                        add ? Long.valueOf(asked.size()) : null);
                if (add) {
                    asked.add((long) asked.size());
                }
                open[process] = op;
                ops.add(op);
            }
        }
        return History.of(ops);
    }

    private static Op end(Op request, int index, long time, List<Long> asked, int flaw, Choices choices) {
        if (request.f().equals("add")) {
            int how = choices.among(8);
            Op.Type type = how == 0 ? Op.Type.INFO : how == 1 ? Op.Type.FAIL : Op.Type.OK;
            return request.complete(index, time, type, request.value(), null);
        }
        List<Object> shown = new ArrayList<>();
        for (long element : asked) {
            if (flaw == 0 || choices.among(flaw + 1) > 0) {
                shown.add(element);
            }
            if (flaw == 4 && choices.among(6) == 0) {
                shown.add(element);
            }
        }
        if (flaw == 3 && choices.among(3) == 0) {
            shown.add((long) asked.size() + choices.among(3));
        }
        return request.complete(index, time, Op.Type.OK, shown, null);
    }

    @Property(tries = 3_000)
    void counterSum(@ForAll("runs") List<Integer> drawn) {
        Choices choices = new Choices(drawn);
        List<Op> ops = new ArrayList<>();
        Set<Long> sums = new HashSet<>(Set.of(0L));
        int spread = 1 + choices.among(10);
        for (int i = choices.among(9); i > 0; i--) {
            long delta = (choices.among(10) - 5L) * spread;
            Op op = Op.invoke(ops.size(), 0, 0, null, "add", delta);
            ops.add(op);
            int how = choices.among(3);
            Op.Type type = how == 0 ? Op.Type.OK : how == 1 ? Op.Type.INFO : Op.Type.FAIL;
            ops.add(op.complete(ops.size(), 0, type, delta, null));
            Set<Long> before = new HashSet<>(sums);
            if (type == Op.Type.OK) {
                sums.clear();
            }
            if (type != Op.Type.FAIL) {
                before.forEach(s -> sums.add(s + delta));
            }
        }
        List<Long> sorted = new ArrayList<>(new TreeSet<>(sums));
        long answer = sorted.get(choices.among(sorted.size())) + choices.among(4) - 1;
        Op read = Op.invoke(ops.size(), 0, 0, null, "read", null).asFinal();
        ops.add(read);
        ops.add(read.complete(ops.size(), 0, Op.Type.OK, answer, null));
        sometimes("acceptable", sums.contains(answer));
        assertThat(new CounterSum().check(History.of(ops)).verdict()).isEqualTo(Verdict.of(sums.contains(answer)));
    }
}
