package org.espalier.checkers.multicast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.espalier.checkers.delivery.IntList;

/**
 * What the properties of group multicast are judged by: who was asked to multicast what to whom, and what each member
 * delivered, in order.
 *
 * <p>A member is one life of a node: a node that is restarted is another member, as in the specification. Members, groups
 * and messages are small ints here. As in {@link org.espalier.checkers.delivery.DeliveryHistory} only real time counts: the
 * direct past of a message of member {@code p} is the first {@link #earlier} entries of what {@code p} had acknowledged, and
 * the first {@link #known} of what {@code p} had delivered and shown, before it was asked.
 *
 * <p>Immutable; the lists that package-private accessors hand out are not copies.
 */
public final class GroupHistory {

    /** Nobody was asked for the message. */
    public static final int NOBODY = -1;
    /** No position, and no rank. */
    static final int NEVER = Integer.MAX_VALUE;

    /** One life of a node. */
    private static final class Member {

        final int node;
        final int life;
        final IntList acknowledged = new IntList();
        final IntList log = new IntList();
        int shown;
        boolean settled;

        Member(int node, int life) {
            this.node = node;
            this.life = life;
        }
    }

    private static final class Message {

        final Object label;
        int sender = NOBODY;
        int group;
        MessageOrder order = MessageOrder.FIFO;
        int earlier;
        int known;
        int rank = NEVER;
        boolean refused;
        boolean ahead;
        long askedIndex;
        long ackedIndex;

        Message(Object label) {
            this.label = label;
        }
    }

    private final List<String> nodes;
    private final List<String> groups;
    private final boolean[][] belongs;
    private final Member[] members;
    private final Message[] messages;
    private final int[] asked;
    private final int[] latest;

    private GroupHistory(Builder from) {
        nodes = from.nodes;
        groups = List.copyOf(from.groups);
        belongs = from.belongs.toArray(new boolean[0][]);
        members = from.members.toArray(new Member[0]);
        messages = from.messages.toArray(new Message[0]);
        asked = from.asked.toArray();
        latest = new int[nodes.size()];
        Arrays.fill(latest, NOBODY);
        for (int p = 0; p < members.length; p++) {
            latest[members[p].node] = p;
        }
    }

    /** A history of these nodes, still empty. */
    public static Builder of(List<String> nodes) {
        return new Builder(nodes);
    }

    int nodes() {
        return nodes.size();
    }

    String node(int n) {
        return nodes.get(n);
    }

    /** How many lives of nodes there were. */
    public int members() {
        return members.length;
    }

    int nodeOf(int p) {
        return members[p].node;
    }

    /** "n1", or "n1 in its 2nd life". */
    String name(int p) {
        int life = members[p].life;
        return nodes.get(members[p].node) + switch (life) {
            case 1 -> "";
            case 2 -> " in its 2nd life";
            case 3 -> " in its 3rd life";
            default -> " in its " + life + "th life";
        };
    }

    /** The last life of a node, or {@link #NOBODY} if nothing is known of any. */
    int latest(int node) {
        return latest[node];
    }

    /** How many messages are spoken of. */
    public int messages() {
        return messages.length;
    }

    Object label(int m) {
        return messages[m].label;
    }

    /** The member that was asked for a message, or {@link #NOBODY}. */
    public int sender(int m) {
        return messages[m].sender;
    }

    MessageOrder order(int m) {
        return messages[m].order;
    }

    String group(int m) {
        return groups.get(messages[m].group);
    }

    /** Whether a message is for a member. */
    boolean isFor(int m, int p) {
        return isForNode(m, members[p].node);
    }

    boolean isForNode(int m, int node) {
        return messages[m].sender != NOBODY && belongs[messages[m].group][node];
    }

    int earlier(int m) {
        return messages[m].earlier;
    }

    int known(int m) {
        return messages[m].known;
    }

    int rank(int m) {
        return messages[m].rank;
    }

    boolean refused(int m) {
        return messages[m].refused;
    }

    boolean ahead(int m) {
        return messages[m].ahead;
    }

    long askedIndex(int m) {
        return messages[m].askedIndex;
    }

    long ackedIndex(int m) {
        return messages[m].ackedIndex;
    }

    /** What was asked for, in real time's order; not a copy. */
    int[] asked() {
        return asked;
    }

    IntList acknowledged(int p) {
        return members[p].acknowledged;
    }

    IntList log(int p) {
        return members[p].log;
    }

    /** Whether all is over, and the log of the member is what it holds. */
    boolean settled(int p) {
        return members[p].settled;
    }

    /** Deliveries of all members together. */
    public long deliveries() {
        return Arrays.stream(members).mapToLong(p -> p.log.size()).sum();
    }

    /** Where a member delivered each message first, or {@link #NEVER}. */
    int[] positions(int p) {
        int[] first = new int[messages.length];
        Arrays.fill(first, NEVER);
        IntList log = members[p].log;
        for (int i = log.size() - 1; i >= 0; i--) {
            first[log.get(i)] = i;
        }
        return first;
    }

    /** Collects a history; the calls are made in real time's order. */
    public static final class Builder {

        private final List<String> nodes;
        private final List<String> groups = new ArrayList<>();
        private final List<boolean[]> belongs = new ArrayList<>();
        private final List<Member> members = new ArrayList<>();
        private final List<Message> messages = new ArrayList<>();
        private final IntList asked = new IntList();

        private Builder(List<String> nodes) {
            this.nodes = List.copyOf(nodes);
        }

        /** A group of these nodes. */
        public int group(String name, List<Integer> of) {
            boolean[] in = new boolean[nodes.size()];
            of.forEach(n -> in[n] = true);
            groups.add(name);
            belongs.add(in);
            return groups.size() - 1;
        }

        /** A new life of a node, counted from 1. */
        public int member(int node, int life) {
            members.add(new Member(node, life));
            return members.size() - 1;
        }

        /** A new message; labels should differ, and nothing here compares them. */
        public int message(Object label) {
            messages.add(new Message(label));
            return messages.size() - 1;
        }

        /**
         * A member was asked to multicast a message.
         *
         * @param index the number of the event, for explanations
         */
        public Builder asked(int p, int m, int group, MessageOrder order, long index) {
            Message message = messages.get(m);
            if (message.sender != NOBODY) {
                throw new IllegalArgumentException("message " + message.label + " is asked for twice");
            }
            message.sender = p;
            message.group = group;
            message.order = order;
            message.earlier = members.get(p).acknowledged.size();
            message.known = members.get(p).shown;
            message.askedIndex = index;
            asked.add(m);
            return this;
        }

        /** It is not known which life of its node took the message: it has no past. */
        public Builder unordered(int m) {
            messages.get(m).earlier = 0;
            messages.get(m).known = 0;
            return this;
        }

        /** The sender said that it has accepted a message. */
        public Builder acked(int m, long index) {
            Message message = messages.get(m);
            if (message.sender == NOBODY || message.rank != NEVER) {
                throw new IllegalArgumentException("message " + message.label + " is acknowledged out of turn");
            }
            IntList accepted = members.get(message.sender).acknowledged;
            message.rank = accepted.size();
            message.ackedIndex = index;
            accepted.add(m);
            return this;
        }

        /** The sender said that it does not multicast a message, and never will. */
        public Builder refused(int m) {
            messages.get(m).refused = true;
            return this;
        }

        /** The next delivery of a member. It orders nothing until it is {@linkplain #shown shown}. */
        public Builder delivered(int p, int m) {
            messages.get(m).ahead |= messages.get(m).sender == NOBODY;
            members.get(p).log.add(m);
            return this;
        }

        /** Somebody was told the first {@code length} deliveries of a member. */
        public Builder shown(int p, int length) {
            Member member = members.get(p);
            member.shown = Math.max(member.shown, Math.min(length, member.log.size()));
            return this;
        }

        /** All is over, and the log of the member is what it holds. */
        public Builder settled(int p) {
            members.get(p).settled = true;
            return this;
        }

        int logged(int p) {
            return members.get(p).log.size();
        }

        int logged(int p, int position) {
            return members.get(p).log.get(position);
        }

        Object label(int m) {
            return messages.get(m).label;
        }

        boolean isAsked(int m) {
            return messages.get(m).sender != NOBODY;
        }

        boolean isMember(int group, int node) {
            return belongs.get(group)[node];
        }

        public GroupHistory build() {
            return new GroupHistory(this);
        }
    }
}
