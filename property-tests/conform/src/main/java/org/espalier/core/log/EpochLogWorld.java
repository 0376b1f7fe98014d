package org.espalier.core.log;

import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.espalier.conform.Atom;
import org.espalier.conform.Constants;
import org.espalier.conform.Label;
import org.espalier.conform.World;
import org.espalier.core.log.EpochLogState.Disk;
import org.espalier.core.log.EpochLogState.Origin;
import org.espalier.core.log.EpochLogState.Promised;

/**
 * A group of {@link EpochLog}s, each with its {@link CatchUp}, and all that was ever said among them: {@code EpochLog.tla}.
 *
 * <p>What a member says is derived from it after each step, by the shipped classes' own words for it: its status (the epochs
 * it is in, what its log began with), its log, what its voter acknowledges and promises, and, at a root, what is committed.
 * Every member is offered everything that anybody has ever said.
 *
 * <p><b>What the model leaves out</b>
 * <ul>
 * <li>What a member has heard and not acted upon (commit indices, acknowledgements, promises, parts of a log) is no variable
 * there: it is heard anew in each step, all of it or any part that makes a difference. That it is joined and kept is
 * {@code TreeLog.tla}'s. So a root may be offered a majority of promises without its own.
 * <li>What is committed is its root's word, and what a log began with is said by those who know: that others repeat the
 * former, and that who has restarted offers its log without the latter, is {@code TreeLog.tla}'s (model TreeLog-wide).
 * <li>A write is durable as soon as it is handed out. Several under way are the simulator's, with crashes between; how much
 * of a log a write repeats is {@code WriteTest}'s, and each step here is also followed by the write of the same objects.
 * <li>Learners, and voters who have forgotten, have no disk: what they write is dropped, and they are told that it is durable.
 * <li>The order of work: {@link TreeLog} hears of an epoch before it adopts its log, and completes an adoption at once when
 * nothing is missing, before a snapshot could come. Here messages come at any moment that {@link CatchUp} has between two
 * calls, as they may there; the order is {@code TreeLogTest}'s and the simulator's.
 * <li>Time, batches, bounds of messages and of what waits uncommitted: all is due, and fits. {@code TreeLogTest} has them, and
 * the simulator.
 * <li>Payloads: an application remembers which entries came, and a snapshot of it is what it remembers.
 * </ul>
 */
public final class EpochLogWorld implements World<EpochLogState> {

    private final EpochLogGroup group;
    private final Map<Atom, Long> quota = new HashMap<>();
    private final List<Long> epochs;
    private final int maxCrash;
    private final int maxForget;
    private final boolean snaps;
    private final boolean submitted;
    private final boolean led;

    /** With the constants of a model. */
    public EpochLogWorld(Constants model) {
        group = new EpochLogGroup(model, "Rotate");
        model.function("Quota").forEach((o, n) -> quota.put((Atom) o, (Long) n));
        epochs = group.epochs(model.number("MaxEpoch"));
        maxCrash = model.number("MaxCrash");
        maxForget = model.number("MaxForget");
        snaps = model.truth("Snaps");
        submitted = model.truth("Submitted");
        led = model.truth("Led");
    }

    @Override
    public Class<EpochLogState> type() {
        return EpochLogState.class;
    }

    @Override
    public Map<String, Predicate<EpochLogState>> invariants() {
        return new EpochLogInvariants(group, quota, epochs).all();
    }

    @Override
    public List<EpochLogState> initial() {
        Disk blank = group.disk(Durable.EMPTY);
        long root = group.node(group.config.root(1));
        return List.of(new EpochLogState(function(group.origins, o -> submitted ? at(quota, o) : 0L), List.of(),
                everybody(0L), everybody(blank.ep()), everybody(blank.le()), everybody(List.of()), everybody(0L),
                everybody(0L), function(group.nodes, p -> led && p == root ? 1L : 0L), everybody(blank), Set.of(),
                function(epochs, e -> function(group.voters, v -> 0L)), Set.of(), Set.of(),
                function(epochs, e -> e == 1 ? Set.of(List.of()) : Set.of()),
                function(epochs, e -> new Origin(0, 0)), function(epochs, e -> 0L), 0));
    }

    private <V> Map<Long, V> everybody(V value) {
        return function(group.nodes, p -> value);
    }

    private static <K, V> Map<K, V> function(List<K> domain, Function<K, V> f) {
        Map<K, V> map = new HashMap<>();
        domain.forEach(x -> map.put(x, f.apply(x)));
        return Map.copyOf(map);
    }

    // ---------------------------------------------------------------- steps

    @Override
    public void steps(EpochLogState s, Steps<EpochLogState> out) {
        for (Atom o : group.origins) {
            if (at(s.sent(), o) < at(quota, o)) {
                out.step(submitted(s, o), Label.of("Submit", o));
            }
        }
        for (long p : group.nodes) {
            each(s, p, (m, more) -> take(s, m, more, out));
            crashRestart(s, p, out);
            forget(s, p, out);
        }
    }

    private static EpochLogState submitted(EpochLogState s, Atom o) {
        return new EpochLogState(except(s.sent(), o, at(s.sent(), o) + 1), s.clog(), s.done(), s.ep(), s.le(), s.log(),
                s.base(), s.ci(), s.lead(), s.d(), s.amnesiac(), s.acked(), s.prm(), s.begun(), s.pub(), s.org(),
                s.com(), s.crashes());
    }

    /** Takes down what one input made a member do. */
    private void take(EpochLogState s, EpochLogMember m, Consumer<EpochLogMember> more, Steps<EpochLogState> out) {
        more.accept(m);
        if (m.labels.size() > 1) {
            throw new IllegalStateException("one action was asked for, and these were taken: " + m.labels);
        }
        EpochLogState after = m.after();
        if (m.labels.isEmpty()) {
            if (!after.equals(s)) {
                out.step(after, Label.of("(unobserved)", m.name));
            }
        } else if (!(hasNoDisk(s, m.name) && m.labels.get(0).action().equals("Persist") && after.equals(s))) {
            out.step(after, m.labels.get(0));
        }
    }

    private boolean hasNoDisk(EpochLogState s, long p) {
        return !group.voters.contains(p) || s.amnesiac().contains(p);
    }

    /** Takes a member in its state, and what is to be done with it. */
    private interface Attempt {
        void with(EpochLogMember member, Consumer<EpochLogMember> input);
    }

    /** Every input of every kind to one member, each to new objects in its state. */
    private void each(EpochLogState s, long p, Attempt out) {
        Consumer<Consumer<EpochLogMember>> attempt = input -> out.with(EpochLogMember.of(group, s, p), input);
        s.sent().forEach((o, sent) -> {
            for (long n = 1; n <= sent; n++) {
                Entry entry = group.entry(EpochLogState.item(o, n));
                attempt.accept(m -> m.log.append(entry));
            }
        });
        attempt.accept(m -> m.write(!hasNoDisk(s, p)));
        for (long e : epochs) {
            entries(s, e, attempt);
            commits(s, e, attempt);
            attempt.accept(m -> {
                if (s.begun().contains(e)) {
                    m.log.onNew(e);
                }
            });
        }
        epochs(p, at(s.ep(), p), attempt);
        adoptions(s, p, out);
        snapshots(s, p, attempt);
    }

    private void entries(EpochLogState s, long e, Consumer<Consumer<EpochLogMember>> attempt) {
        for (List<List<Object>> known : at(s.pub(), e)) {
            for (int i = 0; i < known.size(); i++) {
                Entry entry = group.entry(known.get(i));
                long index = i + 1L;
                attempt.accept(m -> m.log.onAppend(e, index, entry));
            }
        }
    }

    private void commits(EpochLogState s, long e, Consumer<Consumer<EpochLogMember>> attempt) {
        Map<Long, Long> acked = at(s.acked(), e);
        long most = acked.values().stream().mapToLong(n -> n).max().orElse(0);
        for (long i = 1; i <= most; i++) {
            long bound = i;
            List<Long> said = group.voters.stream().map(v -> Math.min(at(acked, v), bound)).toList();
            attempt.accept(m -> {
                m.log.onReport(e, said);
                m.deliver();
            });
        }
        for (long i = 1; i <= at(s.com(), e); i++) {
            long index = i;
            attempt.accept(m -> {
                m.log.announced(e, index);
                m.deliver();
            });
        }
    }

    /** When to begin an epoch is {@link Election}'s to say, and which. */
    private void epochs(long p, long ep, Consumer<Consumer<EpochLogMember>> attempt) {
        if (group.voters.contains(p)) {
            Election election = new Election(group.index(p), group.config);
            for (long e = election.next(ep); e <= epochs.size(); e = election.next(e)) {
                long next = e;
                attempt.accept(m -> m.log.newEpoch(next));
            }
        }
    }

    private void snapshots(EpochLogState s, long p, Consumer<Consumer<EpochLogMember>> attempt) {
        if (snaps) {
            attempt.accept(EpochLogMember::takeSnapshot);
        }
        pieces(s, p).forEach(piece -> attempt.accept(piece.andThen(m -> m.catchUp.act())));
    }

    /** The snapshots of others, as their streams offer them. */
    private List<Consumer<EpochLogMember>> pieces(EpochLogState s, long p) {
        List<Consumer<EpochLogMember>> all = new ArrayList<>();
        for (long r : group.nodes) {
            if (r != p && at(s.base(), r) > 0) {
                LogMessage.Piece piece = EpochLogMember.of(group, s, r).piece();
                all.add(m -> m.catchUp.onPiece(m.neighbour(r), piece));
            }
        }
        return all;
    }

    // ---------------------------------------------------------------- another log, asked for and answered

    private void adoptions(EpochLogState s, long p, Attempt out) {
        for (long e : epochs) {
            for (List<LogMessage.Promise> said : promises(s, e)) {
                pursue(s, p, out, m -> {
                    m.log.onProm(e, said);
                    m.catchUp.act();
                });
            }
            if (!at(s.pub(), e).isEmpty()) {
                follow(s, p, e, out);
            }
        }
    }

    /** Somebody says that its log is of epoch {@code e}; a snapshot may come before the first question is asked. */
    private void follow(EpochLogState s, long p, long e, Attempt out) {
        Origin began = at(s.org(), e);
        Consumer<EpochLogMember> begin = m -> {
            Neighbour somebody = m.neighbour(p == 1 ? 2 : 1);
            somebody.says(new LogMessage.Status(e, e, began.len(), began.le(), began.len(), false, false));
            m.catchUp.follow(somebody);
        };
        pursue(s, p, out, begin.andThen(m -> m.catchUp.act()));
        pieces(s, p).forEach(piece -> pursue(s, p, out, begin.andThen(piece).andThen(m -> m.catchUp.act())));
    }

    /** Every set of what was promised for an epoch. */
    private List<List<LogMessage.Promise>> promises(EpochLogState s, long e) {
        List<List<LogMessage.Promise>> all = new ArrayList<>();
        all.add(List.of());
        for (Promised promised : s.prm()) {
            if (promised.e() == e) {
                LogMessage.Promise one = new LogMessage.Promise(group.voters.indexOf(promised.p()), promised.le(),
                        promised.len());
                for (List<LogMessage.Promise> some : List.copyOf(all)) {
                    List<LogMessage.Promise> with = new ArrayList<>(some);
                    with.add(one);
                    all.add(with);
                }
            }
        }
        return all;
    }

    /** Whatever is answered, by whoever could, until there is no further question. */
    private void pursue(EpochLogState s, long p, Attempt out, Consumer<EpochLogMember> begin) {
        EpochLogMember trial = EpochLogMember.of(group, s, p);
        begin.accept(trial);
        if (trial.said instanceof LogMessage.Fetch fetch && trial.labels.isEmpty()) {
            for (Consumer<EpochLogMember> answer : answers(s, p, fetch)) {
                pursue(s, p, out, begin.andThen(m -> {
                    m.said = null;
                    answer.accept(m);
                    m.catchUp.act();
                }));
            }
        } else {
            out.with(EpochLogMember.of(group, s, p), begin);
        }
    }

    private List<Consumer<EpochLogMember>> answers(EpochLogState s, long p, LogMessage.Fetch fetch) {
        List<Consumer<EpochLogMember>> all = new ArrayList<>();
        for (List<List<Object>> known : at(s.pub(), fetch.l())) {
            long to = Math.min(fetch.upTo(), known.size());
            if (fetch.from() <= to) {
                List<Entry> entries = group.entries(known.subList((int) fetch.from() - 1, (int) to));
                all.add(m -> m.catchUp.onSuffix(new LogMessage.Suffix(fetch.l(), fetch.from(), entries)));
            }
        }
        for (long r : group.nodes) {
            if (r != p) {
                EpochLogMember other = EpochLogMember.of(group, s, r);
                other.catchUp.onFetch(other.neighbour(p), fetch);
                if (other.said instanceof LogMessage.Piece piece) {
                    all.add(m -> m.catchUp.onPiece(m.neighbour(r), piece));
                }
            }
        }
        return all;
    }

    // ---------------------------------------------------------------- what hosts and the environment do

    private void crashRestart(EpochLogState s, long p, Steps<EpochLogState> out) {
        if (s.crashes() < maxCrash) {
            EpochLogMember m = EpochLogMember.restarted(group, s, p, at(s.d(), p), !s.amnesiac().contains(p));
            EpochLogState after = after(m, s.crashes() + 1);
            if (!memory(after, p).equals(memory(s, p))) {
                out.step(after, m.labels.get(0));
            }
        }
    }

    private static List<Object> memory(EpochLogState s, long p) {
        return List.of(at(s.ep(), p), at(s.le(), p), at(s.log(), p), at(s.base(), p), at(s.ci(), p), at(s.lead(), p));
    }

    /** A voter whose disk is empty: the host knows that it had one, and lets it vote no more. */
    private void forget(EpochLogState s, long p, Steps<EpochLogState> out) {
        if (s.amnesiac().size() < maxForget && !hasNoDisk(s, p)) {
            EpochLogMember m = EpochLogMember.restarted(group, s, p, group.disk(Durable.EMPTY), false);
            out.step(after(m, s.crashes()), Label.of("Forget", p));
        }
    }

    private static EpochLogState after(EpochLogMember m, long crashes) {
        EpochLogState a = m.after();
        return new EpochLogState(a.sent(), a.clog(), a.done(), a.ep(), a.le(), a.log(), a.base(), a.ci(), a.lead(),
                a.d(), a.amnesiac(), a.acked(), a.prm(), a.begun(), a.pub(), a.org(), a.com(), crashes);
    }

    // ---------------------------------------------------------------- runs

    /** Each step, and then the write of what it changed, by the same objects. */
    @Override
    public void runs(EpochLogState s, Runs<EpochLogState> out) {
        for (long p : group.nodes) {
            each(s, p, (m, input) -> {
                input.accept(m);
                int before = m.labels.size();
                m.write(!hasNoDisk(s, p));
                if (before > 0 && m.labels.size() > before && !hasNoDisk(s, p)) {
                    out.run(m.labels, m.after());
                }
            });
        }
    }
}
