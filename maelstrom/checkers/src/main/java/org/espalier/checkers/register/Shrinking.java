package org.espalier.checkers.register;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.espalier.checkers.Verdict;

/**
 * Makes a history that is not linearizable as small as it can be and still is not.
 *
 * <p>Only what weakens the claim is done, so what is left shows that the whole is wrong:
 *
 * <ol>
 * <li>It ends with the first return that no order passes. What had not returned by then is pending.
 * <li>It begins as late as possible. Before that the register may hold whatever anybody had asked for until then, and what was
 * under way may have taken effect already, or not.
 * <li>Operations are left out, many at a time and then one by one, as long as it stays wrong (Zeller's delta debugging). One
 * that only saw the state vanishes; one that changes it may then have happened or not.
 * </ol>
 *
 * In the end no operation can be left out any more.
 */
@SuppressWarnings("ReferenceEquality")
final class Shrinking {

    /** No question takes more than this part of the steps. */
    private static final int CHECKS = 32;

    private final List<Call> all;
    private final Values values;
    private final long maxSteps;
    private long steps;
    private boolean unsure;

    Shrinking(List<Call> all, Values values, long maxSteps) {
        this.all = all;
        this.values = values;
        this.maxSteps = maxSteps;
    }

    /** A part of a history, and the states it may begin in. */
    private record Part(List<Call> calls, Set<Integer> starts) {}

    /** The smallest window that ends with this call, or with an earlier one. */
    Window until(Call known) {
        Call last = known;
        Part part = new Part(prefix(last), Set.of(Call.ABSENT));
        Search.Outcome exact = search(part, false, maxSteps / 4); // the supplies may have run out before
        if (exact.verdict() == Verdict.INVALID) {
            Call earlier = new Problem(part.calls()).inOrder().get(exact.level());
            if (earlier.returned() < last.returned()) {
                last = earlier;
                part = new Part(prefix(last), Set.of(Call.ABSENT));
            }
        }
        part = withoutNeedless(begunLate(part, last), last);
        Search.Outcome found = search(part, maxSteps / 4);
        return new Window(values, all.size(), last, sorted(part.calls()), part.starts(), found.states(),
                !unsure && steps <= maxSteps);
    }

    /** What was under way when this call returned, as if the recording had ended there. */
    private List<Call> prefix(Call last) {
        List<Call> before = new ArrayList<>();
        for (Call c : all) {
            if (c.returned() <= last.returned()) {
                before.add(c);
            } else if (c.invoked() < last.returned() && !c.observes()) {
                before.add(new Call(c.kind(), c.from(), c.to(), c.invoked(), Call.NEVER, false, c.invocation(),
                        c.completion()));
            }
        }
        return before;
    }

    /** The shortest part at the end that is wrong by itself. */
    private Part begunLate(Part whole, Call last) {
        int[] begins = whole.calls().stream().mapToInt(Call::invoked).filter(i -> i <= last.invoked()).sorted()
                .toArray();
        int wrong = begins.length; // how many begins it takes; more always do
        int fine = 0;
        for (int n = 1; n < begins.length; n *= 2) {
            if (isWrong(from(whole, begins[begins.length - n]))) {
                wrong = n;
                break;
            }
            fine = n;
        }
        while (wrong - fine > 1) {
            int n = (fine + wrong) >>> 1;
            if (isWrong(from(whole, begins[begins.length - n]))) {
                wrong = n;
            } else {
                fine = n;
            }
        }
        return wrong == begins.length ? whole : from(whole, begins[begins.length - wrong]);
    }

    private static Part from(Part whole, int begin) {
        List<Call> calls = new ArrayList<>();
        Set<Integer> starts = new TreeSet<>();
        boolean written = false;
        for (Call c : whole.calls()) {
            if (c.invoked() < begin && !c.observes()) {
                starts.add(c.to());
                written |= c.must() && c.returned() < begin;
            }
            if (c.invoked() >= begin || c.returned() == Call.NEVER) {
                calls.add(c);
            } else if (c.returned() > begin && !c.observes()) {
                calls.add(c.optional());
            }
        }
        if (!written) {
            starts.add(Call.ABSENT);
        }
        return new Part(calls, starts);
    }

    private Part withoutNeedless(Part part, Call last) {
        Part smallest = part;
        List<Call> needed = new ArrayList<>(part.calls().stream().filter(c -> c.must() && c != last).toList());
        int chunk = needed.size();
        while (chunk > 0 && steps <= maxSteps) {
            boolean smaller = false;
            for (int at = needed.size(); at > 0 && steps <= maxSteps; at -= chunk) {
                List<Call> some = needed.subList(Math.max(0, at - chunk), at);
                Part fewer = without(smallest, some);
                if (isWrong(fewer)) {
                    smallest = fewer;
                    some.clear();
                    smaller = true;
                }
            }
            chunk = chunk == 1 && smaller ? 1 : chunk / 2;
        }
        return smallest;
    }

    private static Part without(Part part, List<Call> some) {
        Set<Call> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(some);
        List<Call> left = new ArrayList<>();
        for (Call c : part.calls()) {
            if (!gone.contains(c)) {
                left.add(c);
            } else if (!c.observes()) {
                left.add(c.optional());
            }
        }
        return new Part(left, part.starts());
    }

    /** Whether a part is known to be wrong; what is not decided soon is left as it was. */
    private boolean isWrong(Part part) {
        Verdict verdict = search(part, maxSteps / CHECKS).verdict();
        unsure |= verdict == Verdict.UNKNOWN;
        return verdict == Verdict.INVALID;
    }

    private Search.Outcome search(Part part, long most) {
        Search.Outcome endless = search(part, true, most);
        return endless.verdict() == Verdict.INVALID ? endless : search(part, false, most);
    }

    private Search.Outcome search(Part part, boolean endless, long most) {
        Search.Outcome found = Search.of(part.calls(), part.starts(), endless, most);
        steps += found.steps();
        return found;
    }

    private static List<Call> sorted(List<Call> calls) {
        return calls.stream().sorted(Comparator.comparingInt(Call::invoked)).toList();
    }
}
