package org.espalier.core.log;

import static org.espalier.conform.Functions.at;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.espalier.conform.Atom;
import org.espalier.conform.Constants;
import org.espalier.conform.Label;
import org.espalier.conform.World;
import org.espalier.core.Observer;
import org.espalier.core.log.FoundingMember.Known;
import org.espalier.core.log.LogMessage.Row;
import org.jspecify.annotations.Nullable;

/**
 * Voters that tell each other of whose lives they know: {@link Founding} and {@code Founding.tla}. Each is offered every row
 * that there is or was, one at a time; {@link #runs} has what a {@link TreeLog} makes of all that another one says.
 *
 * <p><b>What the model leaves out.</b>
 *
 * <ul>
 *   <li>What a voter knows of others' rows, beyond who vouches for it: each step is tried with all that it may know, and must
 *       come out the same.
 *   <li>The row of a later life takes the place of an earlier one's, also of one that vouches: the class then waits for the
 *       later life's word, where a voucher of the specification stays one. The class therefore votes never earlier, and waits
 *       no longer than until the later life has heard of it. Such a row, and one of an earlier life that the class leaves
 *       aside for a later one's, is no step.
 *   <li>Rows carry the only news of a life. So what Hear stands for comes as a row that does not vouch, such as the one with
 *       which a life begins. A voter with a disk has none: whoever hears of it here would not hear of it there.
 *   <li>What a voter with a disk knows: it is of no use to it, and no variable.
 *   <li>Who stood beside whom is history, and the world's. Numbers of lives may grow by more than one: they are compared only.
 *   <li>That a life is told only once that it votes, and what its votes are for, is {@code EpochLog.tla}'s.
 * </ul>
 */
public final class FoundingWorld implements World<FoundingState> {

    private final FoundingMember member;
    private final List<Atom> voters;
    private final long maxLife;
    private final long maxRestart;

    /** With the constants of a model. */
    public FoundingWorld(Constants model) {
        member = new FoundingMember(model.set("Voter"), model.set("Keeper"));
        voters = member.voters;
        maxLife = model.number("MaxLife");
        maxRestart = model.number("MaxRestart");
    }

    @Override
    public Class<FoundingState> type() {
        return FoundingState.class;
    }

    @Override
    public List<FoundingState> initial() {
        return List.of(new FoundingState(everybody(v -> 1L), everybody(v -> member.begun(v, 1).row()),
                everybody(v -> Set.of()), everybody(v -> member.begun(v, 1).vouched()), everybody(v -> 0L),
                everybody(v -> Set.of()), 0));
    }

    private <V> Map<Atom, V> everybody(Function<Atom, V> f) {
        Map<Atom, V> all = new HashMap<>();
        voters.forEach(v -> all.put(v, f.apply(v)));
        return Map.copyOf(all);
    }

    // ---------------------------------------------------------------- steps

    @Override
    public void steps(FoundingState s, Steps<FoundingState> out) {
        for (Atom v : voters) {
            for (Atom x : voters) {
                for (Row row : member.rows(s, v, x)) {
                    arrive(s, v, x, row, out);
                }
            }
            if (!s.voting(v) && confirmed(s, v)) {
                out.step(s.founded(v, member.keepers), Label.of("Found", v));
            }
            long next = at(s.inc(), v) + 1;
            if (s.restarts() < maxRestart && next <= maxLife) {
                out.step(s.restarted(v, member.begun(v, next), member.keepers), Label.of("Restart", v));
            }
        }
    }

    private boolean confirmed(FoundingState s, Atom v) {
        Set<Boolean> all = new HashSet<>();
        for (List<Row> others : member.everything(s, v)) {
            all.add(member.founding(s, v, others).confirmed());
        }
        return one(all, "whether it is founded");
    }

    /** A row of {@code x} arrives at {@code v}. */
    private void arrive(FoundingState s, Atom v, Atom x, Row row, Steps<FoundingState> out) {
        Set<Known> all = new HashSet<>();
        List<Optional<Row>> memories = v.equals(x) ? List.of(Optional.empty()) : member.memories(s, v, x);
        for (Optional<Row> memory : memories) {
            Known known = received(s, v, member.knowledge(s, v, x, memory), List.of(row));
            if (memory.isEmpty() || !leavesOut(s, v, x, memory.get(), row, known)) {
                all.add(known);
            }
        }
        if (all.isEmpty()) {
            return;
        }
        Known known = one(all, "what comes of " + row);
        Label label = label(s, v, x, row, known);
        if (label != null) {
            out.step(s.knowing(v, known).met(v, x), label);
        }
    }

    private Known received(FoundingState s, Atom v, List<Row> others, List<Row> arriving) {
        Founding founding = member.founding(s, v, others);
        founding.onRows(arriving);
        return member.known(v, at(s.inc(), v), founding.rows());
    }

    /** Whether the model has no such arrival: it keeps no rows, so none takes another's place. */
    private boolean leavesOut(FoundingState s, Atom v, Atom x, Row before, Row row, Known known) {
        int w = member.index(v);
        if (row.incarnation() == before.incarnation()) {
            long was = before.life().get(w);
            return was != 0 && row.life().get(w) != 0 && was != row.life().get(w); // no row says both
        }
        Set<Atom> without = new HashSet<>(at(s.vouched(), v));
        without.remove(x);
        boolean same = known.row().equals(at(s.row(), v));
        return same && (row.incarnation() < before.incarnation()
                ? known.vouched().equals(at(s.vouched(), v))
                : known.vouched().equals(without) && at(s.vouched(), v).contains(x));
    }

    /** What it was that came of a row; null for nothing. */
    private @Nullable Label label(FoundingState s, Atom v, Atom x, Row row, Known known) {
        if (!known.vouched().equals(at(s.vouched(), v))) {
            return Label.of(row.incarnation() == at(s.inc(), x) ? "OnRows" : "OnOldRows", v, x);
        }
        return known.row().equals(at(s.row(), v)) ? null : Label.of("Hear", v, x);
    }

    private static <T> T one(Set<T> all, String what) {
        if (all.size() != 1) {
            throw new IllegalStateException(what + " depends on what it knew: " + all);
        }
        return all.iterator().next();
    }

    // ---------------------------------------------------------------- the public interface

    /** What one {@link TreeLog} says of lives, and another makes of it. */
    @Override
    public void runs(FoundingState s, Runs<FoundingState> out) {
        for (Atom v : voters) {
            for (Atom y : voters) {
                if (!v.equals(y)) {
                    run(s, v, y, out);
                }
            }
        }
    }

    private void run(FoundingState s, Atom v, Atom y, Runs<FoundingState> out) {
        Said said = new Said();
        TreeLog speaker = log(s, y);
        speaker.step(new LogInput.EdgeUp(member.index(v)), said);
        speaker.step(new LogInput.Flush(), said);
        List<Label> path = new ArrayList<>();
        FoundingState end = s;
        List<Row> others = member.knowledge(s, v, v, Optional.empty());
        List<Row> arrived = new ArrayList<>();
        for (Row row : said.rows) {
            arrived.add(row);
            Atom x = voters.get(row.voter());
            Known known = received(s, v, others, arrived);
            Label label = label(end, v, x, row, known);
            if (label != null) {
                if (!known.vouched().containsAll(at(end.vouched(), v))) {
                    return; // a later life's row in the place of one that vouches
                }
                path.add(label);
                end = end.knowing(v, known).met(v, x);
            }
        }
        TreeLog hearer = log(s, v);
        hearer.step(new LogInput.Received(member.index(y), new LogMessage.Rows(said.rows)), said);
        end = end.knowing(v, member.known(v, at(s.inc(), v), hearer.snapshot().rows()));
        if (hearer.votes() && !member.keepers.contains(v) && !s.voting(v)) {
            path.add(Label.of("Found", v));
            end = end.founded(v, member.keepers);
        }
        if (!path.isEmpty()) {
            out.run(path, end);
        } else if (!end.equals(s)) {
            throw new IllegalStateException("a log takes rows in otherwise than one by one");
        }
    }

    /** A log that knows the latest there is to know. */
    private TreeLog log(FoundingState s, Atom v) {
        LogConfig config = LogConfig.defaults(voters.size());
        boolean disk = member.keepers.contains(v);
        TreeLog blank = new TreeLog(member.index(v), voters.size(), at(s.inc(), v), config, Observer.NONE,
                LogVariant.SOUND);
        blank.recover(Durable.EMPTY, disk || s.voting(v));
        LogState was = blank.snapshot();
        TreeLog log = new TreeLog(member.index(v), voters.size(), at(s.inc(), v), config, Observer.NONE,
                LogVariant.SOUND);
        log.restore(new LogState(was.ep(), was.le(), was.base(), was.log(), was.ci(), was.lead(), was.com(), was.ble(),
                was.blen(), was.votes(), was.d(), was.underWay(), was.agg(), was.prm(), was.submitted(),
                was.lastSeq(), !disk, member.with(s, v, member.knowledge(s, v, v, Optional.empty())), was.edges(),
                was.direct()));
        return log;
    }

    /** What is said of lives. */
    private static final class Said implements LogOutbox {

        private final List<Row> rows = new ArrayList<>();

        @Override
        public int room(int peer) {
            return 10;
        }

        @Override
        public void send(int peer, LogMessage message) {
            if (message instanceof LogMessage.Rows(List<Row> all)) {
                rows.addAll(all);
            }
        }

        @Override
        public void hint(int peer, LogMessage message) {
            // no row is a hint
        }

        @Override
        public void persist(Write write) {
            // the log itself is EpochLog's
        }

        @Override
        public void deliver(long index, Entry entry) {
            throw new IllegalStateException("there is nothing to deliver");
        }

        @Override
        public void outcome(long ticket, Outcome outcome) {
            throw new IllegalStateException("nothing was submitted");
        }

        @Override
        public void stateWanted() {
            throw new IllegalStateException("there is no state");
        }

        @Override
        public void install(long index, byte[] state) {
            throw new IllegalStateException("there is no snapshot");
        }
    }

    // ---------------------------------------------------------------- invariants

    @Override
    public Map<String, Predicate<FoundingState>> invariants() {
        Map<String, Predicate<FoundingState>> all = new HashMap<>();
        all.put("TypeOK", this::inBounds);
        all.put("AmnesiacAbstains",
                s -> voters.stream()
                        .allMatch(v -> at(s.beside(), v).stream().allMatch(p -> (long) p.get(1) >= at(s.voted(), v))));
        all.put("VotingKnowsAll",
                s -> voters.stream().noneMatch(v -> s.voting(v) && at(s.row(), v).containsValue(0L)));
        return all;
    }

    private boolean inBounds(FoundingState s) {
        return s.restarts() >= 0 && s.restarts() <= maxRestart && voters.stream().allMatch(
                v -> at(s.inc(), v) >= 1 && at(s.inc(), v) <= maxLife && voters.containsAll(at(s.echo(), v))
                        && voters.containsAll(at(s.vouched(), v)) && at(s.voted(), v) >= 0
                        && at(s.voted(), v) <= maxLife
                        && at(s.row(), v).values().stream().allMatch(c -> c >= 0 && c <= maxLife)
                        && at(s.beside(), v).stream().allMatch(p -> voters.contains(p.get(0))
                                && (long) p.get(1) >= 1 && (long) p.get(1) <= maxLife));
    }
}
