package org.espalier.workbench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run left behind.
 *
 * @param nodes their names, in the order in which everything counts them
 * @param transits messages between servers, in order of sending
 * @param faults when the network was cut, in order, never two at a time
 * @param outages when nodes were killed, paused or slowed
 * @param requests what clients asked for
 * @param end when the last thing happened, in nanoseconds of the run
 */
public record Recording(List<String> nodes, List<Transit> transits, List<Fault> faults, List<Outage> outages,
        List<Request> requests, long end) {

    public Recording {
        nodes = List.copyOf(nodes);
        transits = List.copyOf(transits);
        faults = List.copyOf(faults);
        outages = List.copyOf(outages);
        requests = List.copyOf(requests);
    }

    /** A run in which every node ran from the beginning to the end. */
    public Recording(List<String> nodes, List<Transit> transits, List<Fault> faults, List<Request> requests,
            long end) {
        this(nodes, transits, faults, List.of(), requests, end);
    }

    /**
     * A time in which a node did not run, or ran slowly.
     *
     * @param node its position
     * @param what what had been done to it: killed, paused or slowed
     * @param start in nanoseconds of the run
     * @param end when it ran as before, and knew its name
     */
    public record Outage(int node, String what, long start, long end) {}

    /**
     * A time in which the network was cut.
     *
     * @param start in nanoseconds of the run
     * @param end when it was healed
     * @param story one line for people: who hears whom
     */
    public record Fault(long start, long end, String story) {}

    /**
     * What a client asked of a node.
     *
     * @param f the function
     * @param ok whether it was acknowledged
     * @param invoked when it was asked for, in nanoseconds of the run
     * @param completed when the answer came, or -1
     */
    public record Request(int node, String f, boolean ok, long invoked, long completed) {}

    /** How many operations of a function were acknowledged. */
    public long acknowledged(String f) {
        return requests.stream().filter(r -> r.ok() && r.f().equals(f)).count();
    }

    /** How many operations of any function were acknowledged. */
    public long acknowledged() {
        return requests.stream().filter(Request::ok).count();
    }

    /** Whether the network was cut at that moment. */
    public boolean cutAt(long time) {
        return faults.stream().anyMatch(f -> f.start() <= time && time < f.end());
    }

    /** Every multicast that was seen on the wire, with its way through the group, in order of appearance. */
    public List<Multicast> multicasts() {
        Map<Content.Cast, Multicast.Builder> found = new LinkedHashMap<>();
        for (Transit t : transits) {
            for (Content.Cast cast : t.content().casts()) {
                found.computeIfAbsent(cast, Multicast.Builder::new).carriedBy(t);
            }
        }
        Map<Integer, List<Request>> asked = new TreeMap<>();
        for (Request r : requests) {
            if (r.f().equals("broadcast")) {
                asked.computeIfAbsent(r.node(), n -> new ArrayList<>()).add(r);
            }
        }
        return found.values().stream()
                .map(b -> b.build(asked.getOrDefault(b.origin(), Collections.emptyList()))).toList();
    }
}
