package org.espalier.core.log;

import static org.espalier.conform.Functions.at;
import static org.espalier.conform.Functions.except;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.espalier.conform.Label;
import org.espalier.core.log.EpochLogState.Disk;
import org.espalier.core.log.EpochLogState.Origin;
import org.espalier.core.log.EpochLogState.Promised;
import org.jspecify.annotations.Nullable;

/** One member in a state: the shipped objects, continuing from there, and everything that they do and say. */
final class EpochLogMember implements LogOutbox {

    private final EpochLogGroup group;
    private final EpochLogState before;
    final long name;
    final EpochLog log;
    final CatchUp catchUp;
    final List<Label> labels = new ArrayList<>();
    private final Parts its;
    private final Teller teller;
    private List<List<Object>> delivered; // to an application that remembers it all
    private Disk disk;
    private boolean recovering;

    /** What was sent last, if anything was. */
    @Nullable
    LogMessage said;

    private EpochLogMember(EpochLogGroup group, EpochLogState before, long name, Disk disk,
            List<List<Object>> delivered) {
        this.group = group;
        this.before = before;
        this.name = name;
        this.disk = disk;
        this.delivered = List.copyOf(delivered);
        log = new EpochLog(group.index(name), group.members, group.config, this::observe, LogVariant.SOUND);
        its = new Parts(group.index(name), group.members, 1, group.config, LogVariant.SOUND, log);
        its.out = this;
        catchUp = new CatchUp(its);
        teller = new Teller(its);
    }

    /** Continues where {@code s} is. */
    static EpochLogMember of(EpochLogGroup group, EpochLogState s, long p) {
        List<List<Object>> items = at(s.log(), p);
        long ci = at(s.ci(), p);
        Disk disk = at(s.d(), p);
        EpochLogMember member = new EpochLogMember(group, s, p, disk, items.subList(0, (int) ci));
        member.restore(s);
        return member;
    }

    /** A new life, that finds this on its disk, and may vote or not. */
    static EpochLogMember restarted(EpochLogGroup group, EpochLogState s, long p, Disk disk, boolean mayVote) {
        EpochLogMember member = new EpochLogMember(group, s, p, disk, disk.log().subList(0, (int) disk.base()));
        member.recovering = true;
        member.log.recover(group.durable(disk), mayVote);
        member.recovering = false;
        return member;
    }

    private void restore(EpochLogState s) {
        long ep = at(s.ep(), name);
        long le = at(s.le(), name);
        long base = at(s.base(), name);
        List<List<Object>> items = at(s.log(), name);
        Optional<Snapshot> snapshot = group.snapshot(items, base);
        List<Long> nothing = group.voters.stream().map(v -> 0L).toList();
        log.restore(new LogState(ep, le, snapshot, group.entries(items.subList((int) base, items.size())),
                at(s.ci(), name), at(s.lead(), name), at(s.ci(), name), at(s.org(), le).le(), at(s.org(), le).len(),
                group.voters.contains(name) && !s.amnesiac().contains(name),
                new LogState.Disk(0, disk.ep(), disk.le(), disk.log().size()), List.of(), nothing, List.of(), List.of(),
                0, false, List.of(), List.of(), List.of()));
        log.disk().begin(disk.ep(), disk.le(), disk.log().size());
        log.disk().cut(common(disk.log(), items));
        if (base != disk.base()) {
            snapshot.ifPresent(log.disk()::compactedTo);
        }
    }

    /** How many items two logs begin with alike. */
    static long common(List<List<Object>> a, List<List<Object>> b) {
        int n = 0;
        while (n < Math.min(a.size(), b.size()) && a.get(n).equals(b.get(n))) {
            n++;
        }
        return n;
    }

    // ---------------------------------------------------------------- what hosts do

    /** Delivers what may be delivered, as {@link TreeLog} does with a flush. */
    void deliver() {
        for (long to = log.deliverable(); log.ci() < to;) {
            Entry entry = log.log.get(log.ci() + 1);
            log.delivered();
            deliver(log.ci(), entry);
        }
    }

    /** Writes to the disk, if there is one and anything to write, and says so. */
    void write(boolean hasDisk) {
        for (Write write = log.nextWrite(); write != null; write = log.nextWrite()) {
            disk = hasDisk ? group.disk(write.applyTo(group.durable(disk))) : disk;
            log.persisted(Long.MAX_VALUE);
        }
    }

    /** The application's state as it is, on top of {@code more} or fewer deliveries. */
    void takeSnapshot() {
        log.takeSnapshot(delivered.size(), group.state(delivered));
    }

    /** Somebody who says that. */
    Neighbour neighbour(long peer) {
        return its.neighbours.get(group.index(peer));
    }

    /** The piece that this member offers to somebody who is behind its snapshot. */
    LogMessage.Piece piece() {
        return its.excerpts.piece(0, 0);
    }

    // ---------------------------------------------------------------- what it does

    private void observe(String module, String action, int self, int peer, long x, long y) {
        if (!module.equals("EpochLog") || group.node(self) != name || peer != -1) {
            labels.add(Label.of("(observed of somebody else) " + action, name));
        } else if (!recovering && !isSo(log, action, x, y)) {
            labels.add(Label.of("(observed of " + x + ", " + y + ") " + action, name));
        } else {
            Label label = Label.of(action, name);
            boolean more = action.endsWith("Commit") && !labels.isEmpty()
                    && labels.get(labels.size() - 1).equals(label);
            if (!more) { // entries are committed one by one: as many at once as there are
                labels.add(label);
            }
        }
    }

    /** Whether an observation says what the log has become. */
    static boolean isSo(EpochLog log, String action, long x, long y) {
        return switch (action) {
            case "NewEpoch", "OnNew" -> x == log.ep() && y == 0;
            case "Commit", "OnCommit" -> x == log.le() && y == log.ci();
            case "TakeSnapshot", "GapSnapshot" -> x == log.le() && y == log.log.base();
            case "Persist" -> x == log.disk().ep() && y == log.disk().len();
            default -> x == log.le() && y == log.log.length();
        };
    }

    @Override
    public int room(int peer) {
        return 1;
    }

    @Override
    public void send(int peer, LogMessage message) {
        said = message;
    }

    @Override
    public void hint(int peer, LogMessage message) {
        throw new IllegalStateException("a hint: " + message);
    }

    @Override
    public void persist(Write write) {
        throw new IllegalStateException("nobody flushes");
    }

    @Override
    public void deliver(long index, Entry entry) {
        if (index != delivered.size() + 1) {
            throw new IllegalStateException("entry " + index + " is delivered after " + delivered.size());
        }
        List<List<Object>> all = new ArrayList<>(delivered);
        all.add(group.item(entry));
        delivered = List.copyOf(all);
    }

    @Override
    public void outcome(long ticket, Outcome outcome) {
        throw new IllegalStateException("nobody submits here");
    }

    @Override
    public void stateWanted() {
        throw new IllegalStateException("nobody flushes");
    }

    @Override
    public void install(long index, byte[] state) {
        delivered = List.copyOf(group.delivered(state));
        if (index != delivered.size()) {
            throw new IllegalStateException("a state of " + index + " entries is " + delivered);
        }
    }

    // ---------------------------------------------------------------- what has come of it

    /** The state in which all this has been done and said. */
    EpochLogState after() {
        long le = log.le();
        List<List<Object>> items = group.log(log.log.snapshot(),
                log.log.slice(log.log.base() + 1, log.log.length()));
        if (delivered.size() != log.ci() || !delivered.equals(items.subList(0, (int) log.ci()))) {
            throw new IllegalStateException("the application has " + delivered + ", of the log " + log.ci() + " of "
                    + items + " are delivered");
        }
        boolean committed = labels.contains(Label.of("Commit", name)) && log.ci() > before.clog().size();
        return new EpochLogState(before.sent(), committed ? delivered : before.clog(),
                except(before.done(), name, Math.max(at(before.done(), name), log.ci())),
                except(before.ep(), name, log.ep()), except(before.le(), name, le), except(before.log(), name, items),
                except(before.base(), name, log.log.base()), except(before.ci(), name, log.ci()),
                except(before.lead(), name, log.lead()), except(before.d(), name, disk), amnesiac(),
                except(before.acked(), le, acknowledged(at(before.acked(), le))), promised(), begun(),
                except(before.pub(), le, published(at(before.pub(), le), items)), begunWith(),
                except(before.com(), le, announced()), before.crashes());
    }

    private Set<Long> amnesiac() {
        Set<Long> all = new HashSet<>(before.amnesiac());
        if (log.votes()) {
            all.remove(name);
        } else if (group.voters.contains(name)) {
            all.add(name);
        }
        return Set.copyOf(all);
    }

    private Map<Long, Long> acknowledged(Map<Long, Long> known) {
        Map<Long, Long> all = new HashMap<>(known);
        for (int v = 0; v < group.voters.size(); v++) {
            all.merge(group.voters.get(v), log.voters().agg().get(v), Math::max);
        }
        return Map.copyOf(all);
    }

    private Set<Promised> promised() {
        Set<Promised> all = new HashSet<>(before.prm());
        for (LogMessage.Promise said : log.voters().prm()) {
            all.add(new Promised(log.ep(), group.voters.get(said.voter()), said.le(), said.len()));
        }
        return Set.copyOf(all);
    }

    private Set<Long> begun() {
        Set<Long> all = new HashSet<>(before.begun());
        if (log.ep() > 1) {
            all.add(log.ep());
        }
        return Set.copyOf(all);
    }

    /** The longest of them. */
    static Set<List<List<Object>>> published(Set<List<List<Object>>> known, List<List<Object>> items) {
        if (known.contains(items)) {
            return known;
        }
        Set<List<List<Object>>> all = new HashSet<>();
        for (List<List<Object>> other : known) {
            if (isBeginning(items, other)) {
                return known;
            }
            if (!isBeginning(other, items)) {
                all.add(other);
            }
        }
        all.add(items);
        return Set.copyOf(all);
    }

    static boolean isBeginning(List<?> s, List<?> t) {
        return s.size() <= t.size() && s.equals(t.subList(0, s.size()));
    }

    private Map<Long, Origin> begunWith() {
        return log.ble() == 0
                ? before.org()
                : except(before.org(), log.le(), new Origin(log.ble(), log.blen()));
    }

    private long announced() {
        long known = at(before.com(), log.le());
        return log.isRoot() ? Math.max(known, teller.announcedCommit()) : known;
    }
}
