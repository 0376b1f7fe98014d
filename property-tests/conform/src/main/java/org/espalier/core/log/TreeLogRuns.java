package org.espalier.core.log;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.espalier.conform.Label;
import org.espalier.conform.World.Runs;

/** What {@link TreeLog#step} makes of each message that a neighbour may have sent, with the flush and the write behind it. */
final class TreeLogRuns {

    private final TreeLogModel model;
    private final EpochLogGroup group;
    private final TreeLogState s;

    TreeLogRuns(TreeLogModel model, TreeLogState s) {
        this.model = model;
        this.group = model.group;
        this.s = s;
    }

    void all(Runs<TreeLogState> out) {
        for (long q : group.nodes) {
            for (long p : model.near(q)) {
                for (LogMessage message : messages(q, p)) {
                    run(q, p, message, out);
                }
            }
        }
    }

    /** All that {@code p} may have sent to {@code q}, joined. */
    private List<LogMessage> messages(long q, long p) {
        List<LogMessage> all = new ArrayList<>();
        at(s.news(), p).forEach(e -> all.add(new LogMessage.Status(e, 1, 0, 0, 0, false, false)));
        at(s.stat(), p).forEach(made -> all.add(TreeLogWorld.status(made,
                at(at(s.logs(), p), made.e()).stream().mapToLong(List::size).max().orElse(0))));
        for (long e : model.epochs) {
            long from = at(s.le(), q) == e ? at(s.log(), q).size() + 1L : 1;
            for (List<List<Object>> log : at(at(s.logs(), p), e)) {
                if (from <= log.size() + 1) {
                    all.add(new LogMessage.Append(e, from, group.entries(log.subList((int) from - 1, log.size())),
                            at(at(s.coms(), p), e)));
                }
            }
            if (model.upward(p, q, e)) {
                all.add(new LogMessage.Ack(e, TreeLogMember.byVoter(group, at(at(s.acks(), p), e))));
                if (!at(at(s.prms(), p), e).isEmpty()) {
                    all.add(new LogMessage.Promises(e, TreeLogMember.promises(group, at(at(s.prms(), p), e))));
                }
            }
        }
        List<Entry> submitted = new ArrayList<>();
        s.sent().forEach((o, sent) -> {
            for (long n = 1; n <= sent; n++) {
                submitted.add(group.entry(EpochLogState.item(o, n)));
            }
        });
        all.add(new LogMessage.Propose(submitted));
        return all;
    }

    private void run(long q, long p, LogMessage message, Runs<TreeLogState> out) {
        TreeLogMember m = TreeLogMember.of(model, s, q);
        m.heard = new Object[]{p};
        if (message instanceof LogMessage.Append append) {
            m.heardEpoch = append.e();
            m.heardCommit = append.ci();
        }
        m.step(new LogInput.Received(group.index(p), message));
        List<LogMessage> questions = m.said.stream().filter(LogMessage.Fetch.class::isInstance).toList();
        for (LogMessage question : questions) {
            for (LogMessage.Suffix answer : TreeLogWorld.answers(group, s, p, (LogMessage.Fetch) question)) {
                m.step(new LogInput.Received(group.index(p), answer));
            }
        }
        int heard = m.labels.size();
        m.step(new LogInput.Flush());
        silent(q, p, message, m, heard);
        m.persisted();
        m.step(new LogInput.Flush());
        m.persisted();
        TreeLogState after = m.after();
        if (!m.labels.isEmpty()) {
            out.run(m.labels, after);
        } else if (!after.equals(s)) {
            out.run(List.of(Label.of("(unobserved)", q)), after);
        }
    }

    /** The actions that are not observed, in their places. */
    private void silent(long q, long p, LogMessage message, TreeLogMember m, int heard) {
        switch (message) {
            case LogMessage.Ack(long e, List<Long> said) -> {
                if (changes(q, e, member -> member.log.onReport(e, said), TreeLogMember::collected)) {
                    m.labels.add(0, Label.of("OnReport", q, p));
                }
            }
            case LogMessage.Promises(long e, List<LogMessage.Promise> said) -> {
                if (changes(q, e, member -> member.log.onProm(e, said), TreeLogMember::promisedByOthers)) {
                    boolean news = !m.labels.isEmpty() && m.labels.get(0).action().equals("OnNew");
                    m.labels.add(news ? 1 : 0, Label.of("OnProm", q, p));
                }
            }
            case LogMessage.Append append -> {
                boolean said = m.log.le() != append.e() // a new log came at once: too late to say anything of this one
                        || m.labels.stream().anyMatch(label -> label.action().equals("OnCommit"));
                if (!said && changes(q, append.e(), member -> hear(member, append), TreeLogMember::committed)) {
                    m.labels.add(heard, Label.of("OnCommit", q, p));
                }
            }
            default -> {
                // all is observed
            }
        }
    }

    private static void hear(TreeLogMember m, LogMessage.Append append) {
        m.heardEpoch = append.e();
        m.heardCommit = append.ci();
        m.log.announced(append.e(), append.ci());
    }

    private boolean changes(long q, long e, Consumer<TreeLogMember> input,
            Function<TreeLogMember, Object> what) {
        TreeLogMember m = TreeLogMember.of(model, s, q);
        m.heard = new Object[]{q};
        m.log.onNew(e);
        Object before = what.apply(m);
        input.accept(m);
        return !what.apply(m).equals(before);
    }
}
