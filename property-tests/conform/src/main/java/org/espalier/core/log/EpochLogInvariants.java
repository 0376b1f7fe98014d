package org.espalier.core.log;

import static org.espalier.conform.Functions.at;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.espalier.conform.Atom;
import org.espalier.core.log.EpochLogState.Disk;

/** The invariants of {@code EpochLog.tla}, said again. */
final class EpochLogInvariants {

    private final EpochLogGroup group;
    private final Map<Atom, Long> quota;
    private final List<Long> epochs;

    EpochLogInvariants(EpochLogGroup group, Map<Atom, Long> quota, List<Long> epochs) {
        this.group = group;
        this.quota = quota;
        this.epochs = epochs;
    }

    Map<String, Predicate<EpochLogState>> all() {
        Map<String, Predicate<EpochLogState>> all = new LinkedHashMap<>();
        all.put("TypeOK", this::inBounds);
        all.put("TotalOrder", this::totalOrder);
        all.put("UniformAgreement", s -> group.nodes.stream().allMatch(p -> begins(delivered(s, p), s.clog())
                && at(s.done(), p) <= s.clog().size()));
        all.put("LogMatching", s -> s.pub().values().stream().allMatch(logs -> logs.size() <= 1));
        all.put("BaseCovered", s -> group.nodes.stream().allMatch(p -> covered(s, at(s.le(), p), at(s.log(), p))
                && covered(s, at(s.d(), p).le(), at(s.d(), p).log())));
        all.put("CommittedNeverLost", this::committedNeverLost);
        all.put("DeliveredDurable", s -> voters(s).stream().allMatch(
                p -> at(s.ci(), p) <= Math.max(at(s.d(), p).log().size(), at(s.base(), p))));
        all.put("NoDupInLog", s -> s.log().values().stream().allMatch(log -> new HashSet<>(log).size() == log.size()));
        all.put("FifoTotal", s -> s.log().values().stream().allMatch(EpochLogInvariants::ascending));
        all.put("GapFree", s -> s.log().values().stream().allMatch(EpochLogInvariants::gapFree));
        all.put("NoCreation", s -> s.log().values().stream()
                .allMatch(log -> log.stream().allMatch(x -> (Long) x.get(1) <= at(s.sent(), x.get(0)))));
        return all;
    }

    private boolean inBounds(EpochLogState s) {
        return s.sent().entrySet().stream().allMatch(e -> e.getValue() <= at(quota, e.getKey()))
                && group.nodes.stream().allMatch(p -> inBounds(s, p)) && group.voters.containsAll(s.amnesiac())
                && epochs.containsAll(s.begun());
    }

    private boolean inBounds(EpochLogState s, long p) {
        long lead = at(s.lead(), p);
        return at(s.le(), p) <= at(s.ep(), p) && at(s.base(), p) <= at(s.ci(), p)
                && at(s.ci(), p) <= at(s.log(), p).size() && epochs.contains(at(s.ep(), p))
                && (lead == 0 || (lead == at(s.ep(), p) && group.node(group.config.root(lead)) == p));
    }

    private boolean totalOrder(EpochLogState s) {
        return group.nodes.stream().allMatch(p -> group.nodes.stream()
                .allMatch(q -> begins(delivered(s, p), delivered(s, q)) || begins(delivered(s, q), delivered(s, p))));
    }

    private boolean committedNeverLost(EpochLogState s) {
        return committedNeverLost(s.clog(), voters(s).stream().map(v -> at(s.d(), v)).toList(), group.voters.size());
    }

    /**
     * Of every majority of {@code all} voters, in every order in which the disks of those that remember may be compared, the
     * best disk has what is committed.
     */
    static boolean committedNeverLost(List<List<Object>> clog, List<Disk> disks, int all) {
        for (int bits = 0; bits < 1 << disks.size(); bits++) {
            Disk best = null;
            boolean kept = false;
            for (int i = 0; i < disks.size(); i++) {
                Disk disk = disks.get(i);
                if ((bits >> i & 1) == 1) {
                    int order = best == null ? 1 : compare(disk, best);
                    boolean has = begins(clog, disk.log());
                    kept = order > 0 ? has : order == 0 ? kept || has : kept;
                    best = order > 0 ? disk : best;
                }
            }
            if (2 * Integer.bitCount(bits) > all && !kept) {
                return false;
            }
        }
        return true;
    }

    private static int compare(Disk a, Disk b) {
        return a.le() == b.le() ? Integer.compare(a.log().size(), b.log().size()) : Long.compare(a.le(), b.le());
    }

    private List<Long> voters(EpochLogState s) {
        return group.voters.stream().filter(v -> !s.amnesiac().contains(v)).toList();
    }

    private static boolean covered(EpochLogState s, long e, List<?> log) {
        return log.size() >= at(s.org(), e).len();
    }

    private static List<?> delivered(EpochLogState s, long p) {
        return at(s.log(), p).subList(0, at(s.ci(), p).intValue());
    }

    private static boolean begins(List<?> s, List<?> t) {
        return EpochLogMember.isBeginning(s, t);
    }

    private static boolean ascending(List<List<Object>> log) {
        for (int i = 0; i < log.size(); i++) {
            for (int j = i + 1; j < log.size(); j++) {
                if (log.get(i).get(0).equals(log.get(j).get(0))
                        && (Long) log.get(i).get(1) >= (Long) log.get(j).get(1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean gapFree(List<List<Object>> log) {
        for (int i = 0; i < log.size(); i++) {
            for (long n = 1; n < (Long) log.get(i).get(1); n++) {
                if (!log.subList(0, i).contains(EpochLogState.item((Atom) log.get(i).get(0), n))) {
                    return false;
                }
            }
        }
        return true;
    }
}
