package org.espalier.checkers.definitions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.espalier.checkers.Results;
import org.espalier.checkers.definitions.Event.Crash;
import org.espalier.checkers.definitions.Event.Deliver;
import org.espalier.checkers.definitions.Event.Install;
import org.espalier.checkers.definitions.Event.Multicast;
import org.espalier.checkers.delivery.DeliveryHistory;
import org.espalier.checkers.delivery.DeliveryProperties.Order;
import org.espalier.checkers.multicast.GroupHistory;
import org.espalier.checkers.stream.DeliveryStream;

/** A story as the checkers take it: each request is acknowledged and each delivery seen at once. */
final class Checked {

    private Checked() {}

    /** @param acked whether requests are acknowledged; to the checkers an acknowledgement is a promise, too */
    static DeliveryHistory whole(Story story, boolean acked) {
        DeliveryHistory.Builder to = DeliveryHistory.of(story.names());
        Map<Integer, Integer> messages = new HashMap<>();
        for (Event e : story.events()) {
            switch (e) {
                case Multicast m -> {
                    int message = messages.computeIfAbsent(m.id(), to::message);
                    to.asked(m.p(), message);
                    if (acked) {
                        to.acked(message);
                    }
                }
                case Deliver d ->
                    to.delivered(d.p(), messages.computeIfAbsent(d.id(), to::message)).observed(d.p());
                case Crash c -> {
                }
                case Install i -> {
                }
            }
        }
        story.there().forEach(to::settled);
        return to.build();
    }

    /** As {@link #whole}, for the checkers of group multicast. */
    static GroupHistory grouped(Story story, boolean acked) {
        GroupHistory.Builder to = GroupHistory.of(story.names());
        for (int g = 0; g < story.groups().size(); g++) {
            to.group("g" + g, List.copyOf(story.groups().get(g)));
        }
        for (int p = 0; p < story.members(); p++) {
            to.member(p, 1);
        }
        Map<Integer, Integer> messages = new HashMap<>();
        int[] delivered = new int[story.members()];
        int index = 0;
        for (Event e : story.events()) {
            index++;
            switch (e) {
                case Multicast m -> {
                    int message = messages.computeIfAbsent(m.id(), to::message);
                    to.asked(m.p(), message, m.group(), m.order(), index);
                    if (acked) {
                        to.acked(message, index);
                    }
                }
                case Deliver d -> to.delivered(d.p(), messages.computeIfAbsent(d.id(), to::message))
                        .shown(d.p(), ++delivered[d.p()]);
                case Crash c -> {
                }
                case Install i -> {
                }
            }
        }
        story.there().forEach(to::settled);
        return to.build();
    }

    static Results streamed(Story story) {
        DeliveryStream stream = new DeliveryStream(story.names(), EnumSet.allOf(Order.class));
        for (Event e : story.events()) {
            String at = Story.name(e.p());
            switch (e) {
                case Multicast m -> stream.multicast(at, m.id(), null);
                case Deliver d -> stream.deliver(at, d.id(), null);
                case Crash c -> stream.crash(at);
                case Install i -> stream.view(at, i.view(), inSomeOrder(i));
            }
        }
        stream.end();
        return stream.result();
    }

    /** Nobody says in which order a member is told who is in a view. */
    private static List<String> inSomeOrder(Install i) {
        List<String> told = new ArrayList<>(Story.named(i.members()));
        Collections.rotate(told, i.p());
        return told;
    }
}
