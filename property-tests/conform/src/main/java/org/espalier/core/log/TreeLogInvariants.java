package org.espalier.core.log;

import static org.espalier.conform.Functions.at;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.espalier.core.log.EpochLogState.Promised;
import org.espalier.core.log.TreeLogState.Disk;
import org.espalier.core.log.TreeLogState.Promise;

/** The invariants of {@code TreeLog.tla}, said again. */
record TreeLogInvariants(EpochLogGroup group) {

    Map<String, Predicate<TreeLogState>> all() {
        Map<String, Predicate<TreeLogState>> all = new LinkedHashMap<>();
        all.put("UniformAgreement", s -> group.nodes.stream().allMatch(
                p -> EpochLogMember.isBeginning(at(s.log(), p).subList(0, at(s.ci(), p).intValue()), s.clog())
                        && at(s.done(), p) <= s.clog().size()));
        all.put("LogMatching", this::logMatching);
        all.put("CommittedNeverLost",
                s -> EpochLogInvariants.committedNeverLost(s.clog(),
                        group.voters.stream().map(v -> disk(at(s.d(), v))).toList(), group.voters.size()));
        all.put("AggSound", s -> group.nodes.stream().allMatch(p -> aggSound(s, p)));
        all.put("PrmSound", s -> group.nodes.stream().allMatch(p -> prmSound(s, p)));
        return all;
    }

    private static EpochLogState.Disk disk(Disk d) {
        return new EpochLogState.Disk(d.ep(), d.le(), d.log(), 0);
    }

    /** What all have said of an epoch's log is one log, or the beginning of it. */
    private boolean logMatching(TreeLogState s) {
        Map<Long, List<List<Object>>> longest = new HashMap<>();
        s.logs().values().forEach(said -> said.forEach((e, logs) -> logs
                .forEach(log -> longest.merge(e, log, (a, b) -> a.size() >= b.size() ? a : b))));
        return s.logs().values().stream().allMatch(said -> said.entrySet().stream().allMatch(e -> e.getValue().stream()
                .allMatch(log -> EpochLogMember.isBeginning(log, at(longest, e.getKey())))));
    }

    private boolean aggSound(TreeLogState s, long p) {
        Disk d = at(s.d(), p);
        long own = d.le() == at(s.le(), p) ? d.log().size() : 0;
        Map<Long, Long> acked = at(s.acked(), at(s.le(), p));
        return at(s.agg(), p).entrySet().stream().allMatch(e -> e.getValue() <= at(acked, e.getKey()))
                && (!group.voters.contains(p) || own <= at(acked, p))
                && at(s.acks(), p).entrySet().stream().allMatch(said -> said.getValue().entrySet().stream()
                        .allMatch(a -> a.getValue() <= at(at(s.acked(), said.getKey()), a.getKey())));
    }

    private boolean prmSound(TreeLogState s, long p) {
        Set<Promise> known = new HashSet<>(at(s.prm(), p));
        Disk d = at(s.d(), p);
        if (group.voters.contains(p) && d.ep() == at(s.ep(), p) && d.le() < d.ep()) {
            known.add(new Promise(p, d.le(), d.log().size()));
        }
        return said(s, known, at(s.ep(), p))
                && at(s.prms(), p).entrySet().stream().allMatch(e -> said(s, e.getValue(), e.getKey()));
    }

    private static boolean said(TreeLogState s, Set<Promise> promises, long e) {
        return promises.stream().allMatch(x -> s.promised().contains(new Promised(e, x.v(), x.le(), x.len())));
    }
}
