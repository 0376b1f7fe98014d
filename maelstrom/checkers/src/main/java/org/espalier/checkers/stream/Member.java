package org.espalier.checkers.stream;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** What is known of one member. */
final class Member {

    final int id;
    final String name;
    /** Whether it has not crashed. */
    boolean there = true;
    /** How many messages it has multicast. */
    int sent;
    /** How many deliveries it has made. */
    int deliveries;
    /** Where it stands in the common sequence, as long as it follows that. */
    int place;
    /** Whether it has parted from the common sequence. */
    boolean parted;
    /** The view it is in, if any. */
    @Nullable
    View view;
    /** What it has multicast and somebody lacks. */
    final Window window = new Window();
    /** By member: how many of its messages happened before whatever this one multicasts next. */
    int[] past;
    /** By member: which of its messages this one has delivered. */
    Filling[] has;

    Member(int id, String name, int members) {
        this.id = id;
        this.name = name;
        past = new int[members];
        has = new Filling[members];
        Arrays.setAll(has, o -> new Filling());
    }

    /** Makes room for a member that came later. */
    void widen(int members) {
        int before = has.length;
        past = Arrays.copyOf(past, members);
        has = Arrays.copyOf(has, members);
        for (int o = before; o < members; o++) {
            has[o] = new Filling();
        }
    }

    boolean lacks(Message m) {
        return !has[m.origin.id].contains(m.number);
    }

    /** Everything before a message that it has delivered now is before what it multicasts from now on. */
    void learn(Message m) {
        int[] theirs = m.past;
        for (int o = 0; o < theirs.length; o++) {
            if (theirs[o] > past[o]) {
                past[o] = theirs[o];
            }
        }
        past[m.origin.id] = Math.max(past[m.origin.id], m.number + 1);
    }
}
