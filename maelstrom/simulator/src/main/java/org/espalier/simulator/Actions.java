package org.espalier.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.espalier.simulator.fault.FaultKind;

/** The actions of the specifications that runs come to, sooner or later. One that they never come to is not tested by them. */
public final class Actions {

    /** So many runs come to what is not said to be seldom. */
    private static final long SOON = Campaign.COVERING_SEEDS;
    private static final long SELDOM = 2_000;

    private static final String LINK = "SayHi OnHi Meet Greet Submit Retransmit OnAck OnData Advance SendAck OnOldData";
    private static final String TREE = "OnAttach OnDetach DropKid Ping Poll Retry Refresh OnAccept OnBusy GiveUp Leave";
    private static final String STREAM = "Subscribe Accept Unsubscribe OnUnsub Close OnClose DropStale LinkReset";
    private static final String MULTICAST = "Multicast Receive Truncate Refuse AskSnapshot OnAsk TakeSnapshot Install";
    private static final String LOG = "CrashRestart Append OnAppend Persist Commit OnCommit NewEpoch OnNew Sync Adopt"
            + " TakeSnapshot";

    private Actions() {}

    /** By name ({@code module.action}): how many runs under all kinds of faults come to it at least once. */
    public static Map<String, Long> expected(Workload workload) {
        Map<String, Long> all = new TreeMap<>();
        add(all, "ArqLink", LINK);
        add(all, "Detector", "Suspect Trust");
        add(all, "Tree", TREE);
        add(all, "FifoTree", STREAM); // both casts keep their streams, whether something is multicast on them or not
        add(all, "TreeCast", STREAM);
        switch (workload) {
            case FIFO -> multicast(all, "FifoTree");
            case CAUSAL -> multicast(all, "TreeCast");
            case TOTAL -> {
                add(all, "EpochLog", LOG);
                // A follower of the present epoch must have fallen behind the root's snapshot, by losses alone.
                all.put("EpochLog.GapSnapshot", SELDOM);
            }
        }
        return all;
    }

    private static void multicast(Map<String, Long> all, String module) {
        add(all, module, MULTICAST);
        // The application must be given something between the request for a snapshot and its arrival.
        all.put(module + ".Decline", SELDOM);
    }

    private static void add(Map<String, Long> to, String module, String actions) {
        for (String action : actions.split(" ")) {
            to.put(module + "." + action, SOON);
        }
    }

    /** Those that should have occurred in so many runs and did not. Nothing is expected when some kinds of faults are left out. */
    static List<String> uncovered(Subject subject, long runs, Coverage coverage) {
        List<String> missing = new ArrayList<>();
        if (subject.kinds().size() == FaultKind.values().length) {
            Map<String, Long> seen = coverage.actions();
            subject.expected().forEach((name, after) -> {
                if (runs >= after && !seen.containsKey(name)) {
                    missing.add(name);
                }
            });
        }
        return missing;
    }
}
