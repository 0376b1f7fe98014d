package org.espalier.checkers.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.espalier.checkers.Result;
import org.espalier.checkers.Results;
import org.espalier.checkers.delivery.Convergence;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.delivery.PropertyResult;
import org.jspecify.annotations.Nullable;

/**
 * Judges what members of a group multicast and deliver, one event after another.
 *
 * <p>The events of each member come in the order in which they happened there, and a message is multicast before anybody
 * delivers it; otherwise members may be interleaved in any way. What a member multicasts has everything in its past that
 * the member had multicast or delivered before (Lamport's happened-before).
 *
 * <p>A message is kept until all members that have not crashed have delivered it, so memory is bounded by how far the slowest
 * is behind the fastest, times the number of members for the vectors. Each delivery takes O(k) for k members.
 *
 * <p>A member that starts again and has forgotten everything is another member: let it {@linkplain #crash crash} and
 * {@linkplain #join join} under a new name. One that remembers goes on as if nothing had been.
 */
public final class DeliveryStream {

    /** So many views are kept, the newest, and those that members are in: one may come late to what others have left. */
    private static final int VIEWS = 1000;

    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byName = new HashMap<>();
    private final Map<Object, Message> live = new HashMap<>();
    private final Map<Object, View> views = new HashMap<>();
    /** The views of the map, the oldest first. */
    private final Deque<View> viewOrder = new ArrayDeque<>();

    private final Creation creation = new Creation();
    private final Repetition repetition = new Repetition();
    private final Integrity integrity = new Integrity();
    private final SameViews sameViews = new SameViews();
    private final Map<String, Rule> always = new LinkedHashMap<>();
    private final Map<String, Rule> ofViews = new LinkedHashMap<>();
    private final Rule[] rules;

    private int there;
    private boolean viewsSeen;
    private long deliveries;
    private long line;
    private boolean rest;

    /**
     * A group that nothing has happened to.
     *
     * @param names the members that are there from the beginning
     * @param orders what is judged beside what every order promises
     */
    public DeliveryStream(List<String> names, Set<Order> orders) {
        for (String name : names) {
            add(name, names.size());
        }
        always.put("NoCreation", creation);
        always.put("NoDuplication", repetition);
        always.put("GapFree", new Gaps(members));
        if (orders.contains(Order.FIFO)) {
            always.put("FifoOrder", new Fifo());
        }
        if (orders.contains(Order.CAUSAL)) {
            always.put("CausalOrder", new Causal(members));
        }
        if (orders.contains(Order.TOTAL)) {
            always.put("TotalOrder", new Total(members));
            always.put("UniformAgreement", Agreement.uniform(members));
        }
        always.put(Convergence.NAME, Agreement.convergence(members));
        ofViews.put(ViewSynchrony.NAME, new ViewSynchrony(byName));
        ofViews.put(SameViews.NAME, sameViews);
        ofViews.put(SelfDelivery.NAME, new SelfDelivery());
        List<Rule> all = new ArrayList<>(always.values());
        all.addAll(ofViews.values());
        rules = all.toArray(new Rule[0]);
    }

    private Member add(String name, int size) {
        Member m = new Member(members.size(), name, size);
        if (byName.putIfAbsent(name, m) != null) {
            throw new BadEvent("member " + name + " is named twice; one that starts again takes a new name");
        }
        members.add(m);
        there++;
        return m;
    }

    /** Where the next events come from, for explanations: the number of a line or of an event. */
    public void at(long number) {
        line = number;
    }

    /**
     * A member multicasts.
     *
     * @param message what it is called; no two messages of a history may be called the same
     * @param digest of its content, for {@code Integrity}, or null
     * @throws BadEvent if somebody has multicast it already, or the member is unknown or gone
     */
    public void multicast(String node, Object message, @Nullable String digest) {
        Member p = present(node);
        if (p.sent == Integer.MAX_VALUE) {
            throw new BadEvent(node + " has multicast 2^31 messages; more cannot be judged");
        }
        Message m = new Message(p, message, digest, p.past.clone(), line);
        if (live.putIfAbsent(message, m) != null) {
            throw new BadEvent("message " + message + " is multicast twice; each needs a name of its own");
        }
        m.lacking = there;
        p.window.add(m);
        p.sent++;
        p.past[p.id] = p.sent;
    }

    /**
     * A member delivers.
     *
     * @throws BadEvent if the member is unknown or gone
     */
    public void deliver(String node, Object message, @Nullable String digest) {
        Member q = present(node);
        deliveries++;
        Message m = live.get(message);
        if (m == null) {
            creation.unknown(q, message);
            repetition.unclear();
            q.deliveries++;
            return;
        }
        integrity.compare(q, m, digest);
        boolean again = !q.lacks(m);
        for (Rule rule : rules) {
            rule.deliver(q, m, again);
        }
        q.deliveries++;
        if (again) {
            return;
        }
        q.learn(m);
        take(q, m);
    }

    private void take(Member q, Message m) {
        q.has[m.origin.id].add(m.number);
        if (m.taker == null) {
            m.taker = q;
        }
        m.lacking--;
        if (m.lacking == 0) {
            retire(m);
        }
    }

    private void retire(Message m) {
        live.remove(m.label);
        Window window = m.origin.window;
        for (Message first = window.get(window.from()); first != null && first.lacking == 0; first = window
                .get(window.from())) {
            window.dropFirst();
        }
    }

    /**
     * A member installs a view; its first one says where it begins and is compared with nothing.
     *
     * @param id what all members call it
     * @throws BadEvent if the member is unknown or gone, or one that the view names is unknown
     */
    public void view(String node, Object id, List<String> names) {
        Member q = present(node);
        View to = views.get(id);
        if (to == null) {
            names.forEach(this::member);
            to = new View(id, names);
            views.put(id, to);
            viewOrder.add(to);
            viewsSeen = true;
            if (viewOrder.size() > VIEWS) {
                views.remove(viewOrder.remove().id);
            }
        }
        sameViews.compare(q, to, names);
        View from = q.view;
        if (from != null) {
            for (Rule rule : rules) {
                rule.install(q, from, to);
            }
        }
        q.view = to;
    }

    /**
     * A member begins with a snapshot. Either it is new, or it was there from the beginning and has done nothing so far.
     *
     * @param has by member, how many of its messages the snapshot stands for: its first so many; nobody else's
     * @throws BadEvent if it has done something already, or the snapshot stands for what was not multicast, or lacks what all
     *     the others had delivered
     */
    public void join(String node, Map<String, Integer> has) {
        has.forEach((name, count) -> {
            Member origin = member(name);
            if (count < 0 || count > origin.sent) {
                throw new BadEvent(node + " joins with " + count + " messages of " + name + ", which has multicast "
                        + origin.sent);
            }
        });
        Member known = byName.get(node);
        if (known != null && (!known.there || known.deliveries > 0 || known.sent > 0 || known.place > 0)) {
            throw new BadEvent(node + " joins and is there already; one that starts again takes a new name");
        }
        Member q = known == null ? newcomer(node, has) : known;
        has.forEach((name, count) -> {
            Member origin = member(name);
            q.past[origin.id] = count;
            q.place += count;
            for (int n = origin.window.from(); n < count; n++) {
                Message m = origin.window.get(n);
                if (m != null) {
                    take(q, m);
                }
            }
            q.has[origin.id].fill(count);
        });
    }

    /** A member that has to deliver from now on whatever the snapshot does not stand for. */
    private Member newcomer(String node, Map<String, Integer> has) {
        for (Member origin : members) {
            int count = has.getOrDefault(origin.name, 0);
            if (count < origin.window.from()) {
                throw new BadEvent(node + " joins without message number " + count + " of " + origin.name
                        + ", which everybody had delivered; say in \"has\" what its snapshot stands for");
            }
        }
        int size = members.size() + 1;
        Member q = add(node, size);
        for (Member p : members) {
            p.widen(size);
        }
        for (Member origin : members) {
            for (int n = origin.window.from(); n < origin.window.to(); n++) {
                Message m = origin.window.get(n);
                if (m != null) {
                    m.lacking++;
                    live.putIfAbsent(m.label, m);
                }
            }
        }
        return q;
    }

    /**
     * A member crashes for good.
     *
     * @throws BadEvent if it is unknown or gone already
     */
    public void crash(String node) {
        Member q = present(node);
        q.there = false;
        there--;
        for (Rule rule : rules) {
            rule.crash(q);
        }
        List<Message> done = new ArrayList<>();
        for (Message m : live.values()) {
            if (q.lacks(m) && --m.lacking == 0 && m.taker != null) {
                done.add(m);
            }
        }
        done.forEach(this::retire);
    }

    /** All has come to rest: nothing more is multicast, and everybody has delivered what it is going to deliver. */
    public void end() {
        rest = true;
    }

    /** Whether somebody who is there has yet to deliver this message. */
    public boolean isLive(Object message) {
        return live.containsKey(message);
    }

    /** How many messages are kept. */
    public int live() {
        return live.size();
    }

    /** How many deliveries there were. */
    public long deliveries() {
        return deliveries;
    }

    /** The members that ever were, by name. */
    public List<String> names() {
        return members.stream().map(m -> m.name).toList();
    }

    /** How many messages that member has multicast; 0 if it is unknown. */
    public int sent(String node) {
        Member p = byName.get(node);
        return p == null ? 0 : p.sent;
    }

    /** The verdicts; call once, after the last event. Those on views are there if any view was installed. */
    public Results result() {
        Map<String, Result> parts = new LinkedHashMap<>();
        Consumer<Map.Entry<String, Rule>> judge = e -> parts.put(e.getKey(), judged(e.getValue()));
        always.entrySet().forEach(judge);
        if (integrity.judged()) {
            parts.put(Integrity.NAME, integrity.result(rest));
        }
        if (viewsSeen) {
            ofViews.entrySet().forEach(judge);
        }
        return new Results(parts);
    }

    /** What holds of nothing at all is not known to hold. */
    private PropertyResult judged(Rule rule) {
        PropertyResult r = rule.result(rest);
        return deliveries > 0 || r.violations() > 0
                ? r
                : new PropertyResult(r.property(), org.espalier.checkers.Verdict.UNKNOWN, 0, 0, r.examples(),
                        "nothing was delivered");
    }

    private Member present(String node) {
        Member m = member(node);
        if (!m.there) {
            throw new BadEvent(node + " has crashed; one that starts again joins under a new name");
        }
        return m;
    }

    private Member member(String node) {
        Member m = byName.get(node);
        if (m == null) {
            throw new BadEvent("unknown member " + node + "; name it in \"nodes\" of the first line, or let it join");
        }
        return m;
    }
}
