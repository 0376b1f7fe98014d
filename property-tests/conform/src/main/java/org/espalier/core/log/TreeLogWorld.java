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
import org.espalier.core.log.TreeLogState.Disk;
import org.espalier.core.log.TreeLogState.Stat;

/**
 * A group of {@link TreeLog}s over the edges of a tree, and all that each has ever said to its neighbours: {@code TreeLog.tla}.
 *
 * <p>What a member says is what {@link Teller} tells, after each step, a neighbour that is in the same epoch and has been told
 * nothing yet. {@link #steps} offers each member all that its neighbours have ever said, and calls the single actions that
 * {@link TreeLog} consists of; {@link #runs} hands the messages to {@link TreeLog#step}.
 *
 * <p>That reports and promises are taken (OnReport, OnProm), and that a commit index is only passed on (OnCommit), is no action
 * of {@code EpochLog.tla}, and not observed: it shows in what the member is afterwards.
 *
 * <p><b>What the model leaves out</b>
 * <ul>
 * <li>What a member has heard to be committed and cannot deliver yet is no variable there: it is heard anew in each step.
 * That it is kept is {@code TreeLogTest}'s.
 * <li>Acknowledgements of a log whose epoch is over for its member: nothing reads them (it is no root, and reports nothing),
 * and they are forgotten when the next log is adopted. The specification forgets them when the epoch ends.
 * <li>Between two logs a member passes nothing on that is committed; there it may. What is said and not heard is as good as
 * not said.
 * <li>A member's own acknowledgement and promise stand among those of the others in {@link Votes}; there they are read from the
 * disk. What comes of them (acked, promised, acks, prms) is compared.
 * <li>Where reports go: {@link Neighbours} knows the parent, or reports to all; here, as there, to those nearer to the root.
 * {@code TreeLogTest} and the simulator have the rest.
 * <li>Who repeats all that it knows to be committed, and offers the log of a former life, is model TreeLog-wide's member; all
 * {@link TreeLog}s do. In the other models that is not heard.
 * <li>Beats carry the root's commit index past members that have another log: they are a hint beside the tree, and may say what
 * {@code EpochLog.tla}'s root may. {@code TreeLogTest} has them.
 * <li>Whose log it was that completed an adoption for which nothing was missing: anybody's who has that log.
 * <li>Several writes under way, several entries in a message, snapshots, submissions on their way, time: as in
 * {@link EpochLogWorld}.
 * </ul>
 */
public final class TreeLogWorld implements World<TreeLogState> {

    private final TreeLogModel model;
    private final EpochLogGroup group;

    /** With the constants of a model. */
    public TreeLogWorld(Constants constants) {
        model = new TreeLogModel(constants);
        group = model.group;
    }

    @Override
    public void runs(TreeLogState s, Runs<TreeLogState> out) {
        new TreeLogRuns(model, s).all(out);
    }

    @Override
    public Class<TreeLogState> type() {
        return TreeLogState.class;
    }

    @Override
    public Map<String, Predicate<TreeLogState>> invariants() {
        return new TreeLogInvariants(group).all();
    }

    @Override
    public List<TreeLogState> initial() {
        Durable blank = Durable.EMPTY;
        long root = model.root(1);
        Map<Long, Long> zero = function(group.voters, v -> 0L);
        Map<Long, Map<Long, Long>> zeros = function(model.epochs, e -> zero);
        return List.of(new TreeLogState(function(group.origins, o -> model.submitted ? at(model.quota, o) : 0L),
                List.of(), everybody(0L), everybody(blank.ep()), everybody(blank.le()), everybody(List.of()),
                everybody(0L), function(group.nodes, p -> model.led && p == root ? 1L : 0L),
                everybody(new Disk(blank.ep(), blank.le(), List.of())), everybody(zero), everybody(Set.of()),
                everybody(Set.of()), everybody(Set.of()),
                everybody(function(model.epochs, e -> e == 1 ? Set.of(List.of()) : Set.of())),
                everybody(function(model.epochs, e -> 0L)), everybody(zeros),
                everybody(function(model.epochs, e -> Set.of())), zeros, Set.of(), 0));
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
    public void steps(TreeLogState s, Steps<TreeLogState> out) {
        for (Atom o : group.origins) {
            if (at(s.sent(), o) < at(model.quota, o)) {
                out.step(submitted(s, o), Label.of("Submit", o));
            }
        }
        for (long q : group.nodes) {
            alone(s, q, out);
            for (long p : model.near(q)) {
                entries(s, q, p, out);
                commits(s, q, p, out);
                reports(s, q, p, out);
                for (long e : at(s.news(), p)) {
                    attempt(s, q, out, Label.of("OnNew", q, p), m -> m.log.onNew(e), p);
                }
                for (Stat made : at(s.stat(), p)) {
                    adopt(s, q, p, made, out);
                }
            }
            crashRestart(s, q, out);
        }
    }

    private static TreeLogState submitted(TreeLogState s, Atom o) {
        return new TreeLogState(except(s.sent(), o, at(s.sent(), o) + 1), s.clog(), s.done(), s.ep(), s.le(), s.log(),
                s.ci(), s.lead(), s.d(), s.agg(), s.prm(), s.news(), s.stat(), s.logs(), s.coms(), s.acks(), s.prms(),
                s.acked(), s.promised(), s.crashes());
    }

    /** What a member does when it is asked for one action; {@code silent} is what it is when nothing was observed. */
    private void attempt(TreeLogState s, long q, Steps<TreeLogState> out, Label silent, Consumer<TreeLogMember> input,
            Object... heard) {
        TreeLogMember m = TreeLogMember.of(model, s, q);
        m.heard = heard;
        input.accept(m);
        TreeLogState after = m.after();
        if (m.labels.size() > 1) {
            throw new IllegalStateException("one action was asked for, and these were taken: " + m.labels);
        }
        if (!m.labels.isEmpty()) {
            out.step(after, m.labels.get(0));
        } else if (!after.equals(s)) {
            out.step(after, silent);
        }
    }

    /** What needs no neighbour, or any. */
    private void alone(TreeLogState s, long p, Steps<TreeLogState> out) {
        Label unobserved = Label.of("(unobserved)", p);
        s.sent().forEach((o, sent) -> {
            for (long n = 1; n <= sent; n++) {
                Entry entry = group.entry(EpochLogState.item(o, n));
                attempt(s, p, out, unobserved, m -> m.log.append(entry), p);
            }
        });
        attempt(s, p, out, unobserved, TreeLogMember::write, p);
        attempt(s, p, out, unobserved, m -> m.tree.deliver(), p);
        if (group.voters.contains(p)) {
            Election election = new Election(group.index(p), group.config);
            for (long e = election.next(at(s.ep(), p)); e <= model.epochs.size(); e = election.next(e)) {
                long next = e;
                attempt(s, p, out, unobserved, m -> m.log.newEpoch(next), p);
            }
        }
        pursue(s, p, m -> m.tree.catchUp.act(), List.of(),
                (input, from) -> attempt(s, p, out, unobserved, input, p));
    }

    private void entries(TreeLogState s, long q, long p, Steps<TreeLogState> out) {
        at(s.logs(), p).forEach((e, known) -> known.forEach(items -> {
            for (int i = 0; i < items.size(); i++) {
                Entry entry = group.entry(items.get(i));
                long index = i + 1L;
                attempt(s, q, out, Label.of("OnAppend", q, p), m -> m.log.onAppend(e, index, entry), p);
            }
        }));
    }

    private void commits(TreeLogState s, long q, long p, Steps<TreeLogState> out) {
        at(s.coms(), p).forEach((e, committed) -> {
            Consumer<TreeLogMember> hear = m -> {
                m.heardEpoch = e;
                m.heardCommit = committed;
                m.log.announced(e, committed);
            };
            Label onCommit = Label.of("OnCommit", q, p);
            attempt(s, q, out, onCommit, hear, p);
            attempt(s, q, out, onCommit, hear.andThen(m -> m.tree.deliver()), p);
        });
    }

    private void reports(TreeLogState s, long q, long p, Steps<TreeLogState> out) {
        for (long e : model.epochs) {
            if (model.upward(p, q, e)) {
                attempt(s, q, out, Label.of("OnReport", q, p),
                        m -> m.log.onReport(e, TreeLogMember.byVoter(group, at(at(s.acks(), p), e))), p);
                attempt(s, q, out, Label.of("OnProm", q, p),
                        m -> m.log.onProm(e, TreeLogMember.promises(group, at(at(s.prms(), p), e))), p);
            }
        }
    }

    // ---------------------------------------------------------------- another log, asked for and answered

    /** {@code p} says that it has the log of an epoch, and what that was made of. */
    private void adopt(TreeLogState s, long q, long p, Stat made, Steps<TreeLogState> out) {
        Consumer<TreeLogMember> begin = m -> {
            Neighbour somebody = m.neighbour(p);
            somebody.says(status(made, made.len()));
            m.tree.catchUp.follow(somebody);
            m.tree.catchUp.act();
        };
        pursue(s, q, begin, List.of(), (input, from) -> {
            for (long r : from.isEmpty() ? having(s, q, made) : from) {
                attempt(s, q, out, Label.of("(unobserved)", q), input, p, r);
            }
        });
    }

    static LogMessage.Status status(Stat made, long length) {
        return new LogMessage.Status(made.e(), made.e(), length, made.le(), made.len(), false, false);
    }

    private List<Long> having(TreeLogState s, long q, Stat made) {
        return model.near(q).stream()
                .filter(r -> at(at(s.logs(), r), made.e()).stream().anyMatch(log -> log.size() >= made.len())).toList();
    }

    /** Takes what is to be done, and who has answered. */
    private interface Answered {
        void with(Consumer<TreeLogMember> input, List<Long> from);
    }

    /** Whatever is answered, by whichever neighbour could, until there is no further question. */
    private void pursue(TreeLogState s, long q, Consumer<TreeLogMember> begin, List<Long> from, Answered out) {
        TreeLogMember trial = TreeLogMember.of(model, s, q);
        begin.accept(trial);
        if (trial.said.isEmpty() || !trial.labels.isEmpty()
                || !(trial.said.get(trial.said.size() - 1) instanceof LogMessage.Fetch fetch)) {
            out.with(begin, from);
            return;
        }
        for (long r : from.isEmpty() ? model.near(q) : from) {
            for (LogMessage.Suffix answer : answers(group, s, r, fetch)) {
                pursue(s, q, begin.andThen(m -> {
                    m.said.clear();
                    m.tree.catchUp.onSuffix(answer);
                    m.tree.catchUp.act();
                }), List.of(r), out);
            }
        }
    }

    /** What {@code r} may have said. */
    static List<LogMessage.Suffix> answers(EpochLogGroup group, TreeLogState s, long r, LogMessage.Fetch fetch) {
        List<LogMessage.Suffix> all = new ArrayList<>();
        for (List<List<Object>> known : at(at(s.logs(), r), fetch.l())) {
            long to = Math.min(fetch.upTo(), known.size());
            if (fetch.from() <= to) {
                all.add(new LogMessage.Suffix(fetch.l(), fetch.from(),
                        group.entries(known.subList((int) fetch.from() - 1, (int) to))));
            }
        }
        return all;
    }

    // ---------------------------------------------------------------- the environment

    private void crashRestart(TreeLogState s, long p, Steps<TreeLogState> out) {
        if (s.crashes() < model.maxCrash && model.fragile.contains(p)) {
            TreeLogMember m = TreeLogMember.restarted(model, s, p);
            TreeLogState a = m.after();
            boolean noticed = !memory(a, p).equals(memory(s, p));
            if (noticed || !collected(a, p).equals(collected(s, p))) {
                out.step(new TreeLogState(a.sent(), a.clog(), a.done(), a.ep(), a.le(), a.log(), a.ci(), a.lead(),
                        a.d(), a.agg(), a.prm(), a.news(), a.stat(), a.logs(), a.coms(), a.acks(), a.prms(), a.acked(),
                        a.promised(), s.crashes() + (noticed ? 1 : 0)), m.labels.get(0));
            }
        }
    }

    private static List<Object> memory(TreeLogState s, long p) {
        return List.of(at(s.ep(), p), at(s.le(), p), at(s.log(), p), at(s.ci(), p), at(s.lead(), p));
    }

    private static List<Object> collected(TreeLogState s, long p) {
        return List.of(at(s.agg(), p), at(s.prm(), p));
    }
}
