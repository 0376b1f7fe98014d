package org.espalier.core.log;

import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.espalier.conform.Label;
import org.espalier.core.log.TreeLogState.Disk;
import org.espalier.core.log.TreeLogState.Promise;
import org.espalier.core.log.TreeLogState.Stat;

/** One {@link TreeLog} in a state, continuing from there, and everything that it does and says. */
final class TreeLogMember implements LogOutbox {

    private static final Label NONE = Label.of("(nobody)");

    private final TreeLogModel model;
    private final EpochLogGroup group;
    private final TreeLogState before;
    final long name;
    final TreeLog tree;
    final EpochLog log;
    final List<Label> labels = new ArrayList<>();
    final List<LogMessage> said = new ArrayList<>();
    /** Whom it hears, as arguments of the actions that it is observed to take. */
    Object[] heard = {NONE};
    /** Of which epoch's log it has heard how much is committed. */
    long heardEpoch;
    long heardCommit;

    private final List<List<Object>> delivered = new ArrayList<>();
    private final Map<Long, Map<Long, Long>> acks;
    private final Map<Long, Set<Promise>> prms;
    private final Set<Long> news;
    private final Set<Stat> stat;
    private final Map<Long, Long> coms;
    private final Map<Long, Map<Long, Long>> acked;
    private final Set<EpochLogState.Promised> promised;
    private Set<List<List<Object>>> logs;
    private Disk disk;
    private boolean recovering;
    private long writes;

    private TreeLogMember(TreeLogModel model, TreeLogState before, long name) {
        this.model = model;
        this.group = model.group;
        this.before = before;
        this.name = name;
        disk = at(before.d(), name);
        acks = new HashMap<>(at(before.acks(), name));
        prms = new HashMap<>(at(before.prms(), name));
        news = new HashSet<>(at(before.news(), name));
        stat = new HashSet<>(at(before.stat(), name));
        coms = new HashMap<>(at(before.coms(), name));
        acked = new HashMap<>(before.acked());
        promised = new HashSet<>(before.promised());
        logs = Set.of();
        tree = new TreeLog(group.index(name), group.members, 1, group.config, this::observe, LogVariant.SOUND);
        log = tree.log;
    }

    /** Continues where {@code s} is. */
    static TreeLogMember of(TreeLogModel model, TreeLogState s, long p) {
        TreeLogMember member = new TreeLogMember(model, s, p);
        member.restore(s);
        member.tree.its.out = member;
        return member;
    }

    /** A new life, that finds this on its disk. */
    static TreeLogMember restarted(TreeLogModel model, TreeLogState s, long p) {
        TreeLogMember member = new TreeLogMember(model, s, p);
        member.recovering = true;
        member.tree.recover(member.durable(), true);
        member.recovering = false;
        member.tree.its.out = member;
        model.near(p).forEach(q -> member.tree.its.neighbours.edge(model.group.index(q), true));
        return member;
    }

    private Durable durable() {
        return group.durable(new EpochLogState.Disk(disk.ep(), disk.le(), disk.log(), 0));
    }

    private void restore(TreeLogState s) {
        long le = at(s.le(), name);
        long ci = at(s.ci(), name);
        List<List<Object>> items = at(s.log(), name);
        delivered.addAll(items.subList(0, (int) ci));
        Stat origin = at(s.stat(), name).stream().filter(x -> x.e() == le).max((x, y) -> Long.compare(x.le(), y.le()))
                .orElse(new Stat(le, 0, 0));
        List<LogMessage.Promise> promises = promises(group, at(s.prm(), name));
        tree.restore(new LogState(at(s.ep(), name), le, Optional.empty(), group.entries(items), ci,
                at(s.lead(), name), ci, origin.le(), origin.len(), group.voters.contains(name),
                new LogState.Disk(0, disk.ep(), disk.le(), disk.log().size()), List.of(),
                byVoter(group, at(s.agg(), name)), promises, List.of(), 0, false, List.of(),
                model.near(name).stream().map(group::index).toList(), List.of()));
        log.disk().begin(disk.ep(), disk.le(), disk.log().size());
        log.disk().cut(EpochLogMember.common(disk.log(), items));
        log.vote();
    }

    /** As messages have them. */
    static List<Long> byVoter(EpochLogGroup group, Map<Long, Long> counts) {
        return group.voters.stream().map(v -> at(counts, v)).toList();
    }

    /** As messages have them. */
    static List<LogMessage.Promise> promises(EpochLogGroup group, Set<Promise> set) {
        return set.stream().map(x -> new LogMessage.Promise(group.voters.indexOf(x.v()), x.le(), x.len()))
                .sorted(Comparator.comparingInt(LogMessage.Promise::voter)).toList();
    }

    // ---------------------------------------------------------------- what hosts do

    private boolean hasDisk() {
        return group.voters.contains(name);
    }

    /** Writes to the disk, if there is one and anything to write, and says so. */
    void write() {
        for (Write write = log.nextWrite(); write != null; write = log.nextWrite()) {
            persist(write);
        }
        log.persisted(writes);
    }

    /** One input to the whole, as a host gives it. */
    void step(LogInput input) {
        tree.step(input, this);
        tree.its.out = this;
        remember();
    }

    /** All is written, as {@link EpochLog} is told: what its voter says is taken down before anything comes of it. */
    void persisted() {
        log.persisted(writes);
        remember();
    }

    /** Somebody who says that. */
    Neighbour neighbour(long peer) {
        return tree.its.neighbours.get(group.index(peer));
    }

    // ---------------------------------------------------------------- what it does

    private void observe(String module, String action, int self, int peer, long x, long y) {
        if (action.equals("Persist") && !hasDisk()) {
            return;
        }
        if (!module.equals("EpochLog") || group.node(self) != name || peer != -1) {
            labels.add(Label.of("(observed of somebody else) " + action, name));
        } else if (!recovering && !EpochLogMember.isSo(tree.log, action, x, y)) {
            labels.add(Label.of("(observed of " + x + ", " + y + ") " + action, name));
        } else {
            labels.add(switch (action) {
                case "OnAppend", "OnCommit", "OnNew" -> Label.of(action, name, heard[0]);
                case "Adopt" -> Label.of(action, name, heard[0], heard[heard.length - 1]);
                default -> Label.of(action, name);
            });
        }
    }

    @Override
    public int room(int peer) {
        return 1;
    }

    @Override
    public void send(int peer, LogMessage message) {
        said.add(message);
        long to = group.node(peer);
        switch (message) {
            case LogMessage.Status status -> says(status);
            case LogMessage.Append append -> says(append);
            case LogMessage.Ack(long e, List<Long> agg) when model.upward(name, to, e) -> {
                Map<Long, Long> joined = new HashMap<>(at(acks, e));
                for (int v = 0; v < agg.size(); v++) {
                    joined.merge(group.voters.get(v), agg.get(v), Math::max);
                }
                acks.put(e, Map.copyOf(joined));
            }
            case LogMessage.Promises(long e, List<LogMessage.Promise> prm) when model.upward(name, to, e) -> {
                Set<Promise> joined = new HashSet<>(at(prms, e));
                prm.forEach(x -> joined.add(promise(x)));
                prms.put(e, Set.copyOf(joined));
            }
            default -> {
                // a question, or a report that goes astray
            }
        }
    }

    private void says(LogMessage.Status status) {
        if (status.ep() > 1) {
            news.add(status.ep());
        }
        if (status.ble() != 0 || (model.offersAll && status.le() > 1)) {
            stat.add(new Stat(status.le(), status.ble(), status.blen()));
        }
        if (status.len() == 0) {
            logs = EpochLogMember.published(logs, List.of());
        }
    }

    private void says(LogMessage.Append append) {
        if (!append.entries().isEmpty()) {
            int before = (int) append.index() - 1;
            List<List<Object>> items = new ArrayList<>(items().subList(0, before));
            append.entries().forEach(entry -> items.add(group.item(entry)));
            logs = EpochLogMember.published(logs, List.copyOf(items));
        }
    }

    private Promise promise(LogMessage.Promise x) {
        return new Promise(group.voters.get(x.voter()), x.le(), x.len());
    }

    @Override
    public void hint(int peer, LogMessage message) {
        throw new IllegalStateException("a hint: " + message);
    }

    @Override
    public void persist(Write write) {
        writes++;
        if (hasDisk()) {
            Durable durable = write.applyTo(durable());
            disk = new Disk(durable.ep(), durable.le(), group.log(durable.snapshot(), durable.entries()));
        }
    }

    @Override
    public void deliver(long index, Entry entry) {
        if (index != delivered.size() + 1) {
            throw new IllegalStateException("entry " + index + " is delivered after " + delivered.size());
        }
        delivered.add(group.item(entry));
    }

    @Override
    public void outcome(long ticket, Outcome outcome) {
        throw new IllegalStateException("nobody submits here");
    }

    @Override
    public void stateWanted() {
        throw new IllegalStateException("logs are whole");
    }

    @Override
    public void install(long index, byte[] state) {
        throw new IllegalStateException("logs are whole");
    }

    // ---------------------------------------------------------------- what has come of it

    private List<List<Object>> items() {
        return group.log(log.log.snapshot(), log.log.slice(log.log.base() + 1, log.log.length()));
    }

    /** All that it has to say, to neighbours that have been told nothing, are in the same epoch and may be the parent. */
    private void tellAll() {
        tree.its.neighbours.lookFor(Neighbours.NOBODY);
        for (long peer : model.near(name)) {
            Neighbour q = neighbour(peer);
            q.begin();
            q.le = log.le();
            tree.teller.tell(q, false);
        }
    }

    /** The state in which all this has been done and said. */
    TreeLogState after() {
        long ep = log.ep();
        long le = log.le();
        List<List<Object>> items = items();
        if (delivered.size() != log.ci() || !delivered.equals(items.subList(0, (int) log.ci()))) {
            throw new IllegalStateException("the application has " + delivered + ", of the log " + log.ci() + " of "
                    + items + " are delivered");
        }
        logs = at(at(before.logs(), name), le);
        tellAll();
        remember();
        boolean committed = labels.contains(Label.of("Commit", name)) && log.ci() > before.clog().size();
        return new TreeLogState(before.sent(), committed ? List.copyOf(delivered) : before.clog(),
                except(before.done(), name, Math.max(at(before.done(), name), log.ci())),
                except(before.ep(), name, ep), except(before.le(), name, le), except(before.log(), name, items),
                except(before.ci(), name, log.ci()), except(before.lead(), name, log.lead()),
                except(before.d(), name, disk), except(before.agg(), name, collected()),
                except(before.prm(), name, promisedByOthers()), except(before.news(), name, Set.copyOf(news)),
                except(before.stat(), name, Set.copyOf(stat)),
                except(before.logs(), name, except(at(before.logs(), name), le, logs)),
                except(before.coms(), name, Map.copyOf(coms)),
                except(before.acks(), name, Map.copyOf(acks)), except(before.prms(), name, Map.copyOf(prms)),
                Map.copyOf(acked), Set.copyOf(promised), before.crashes());
    }

    /** Of others; as long as it is in the epoch of its log, and void otherwise. */
    Map<Long, Long> collected() {
        Map<Long, Long> all = new HashMap<>();
        for (int v = 0; v < group.voters.size(); v++) {
            long voter = group.voters.get(v);
            all.put(voter, voter == name || log.le() < log.ep() ? 0 : log.voters().agg().get(v));
        }
        return Map.copyOf(all);
    }

    Set<Promise> promisedByOthers() {
        Set<Promise> all = new HashSet<>();
        log.voters().prm().forEach(x -> all.add(promise(x)));
        all.removeIf(x -> x.v() == name);
        return Set.copyOf(all);
    }

    /** What its voter says, and what it says is committed, stays said. */
    private void remember() {
        coms.put(log.le(), committed());
        int v = group.voters.indexOf(name);
        if (v >= 0) {
            Map<Long, Long> known = at(acked, log.le());
            acked.put(log.le(), except(known, name, Math.max(at(known, name), log.voters().agg().get(v))));
        }
        log.voters().prm().stream().map(this::promise).filter(x -> x.v() == name)
                .forEach(x -> promised.add(new EpochLogState.Promised(log.ep(), name, x.le(), x.len())));
    }

    /** How much of its log it says is committed. */
    long committed() {
        long word = tree.teller.announcedCommit();
        long known = at(coms, log.le());
        long heardOfIt = heardEpoch == log.le() ? heardCommit : 0;
        return Math.max(known, log.isRoot() || model.repeatsAll ? word : Math.min(word, heardOfIt));
    }
}
