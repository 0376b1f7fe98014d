package org.espalier.simulator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.espalier.simulator.fault.FaultKind;

/** The actions of the specifications that runs come to, sooner or later, as {@link Goals}. */
public final class Actions {

    /** So many runs come to what is not said to be seldom. */
    private static final long SOON = Campaign.COVERING_SEEDS;
    private static final long SELDOM = 2_000;
    /** So many runs come to what is not said to be seldom under each kind of fault. */
    private static final long SOON_UNDER_EACH = 300;
    private static final long SELDOM_UNDER_EACH = 3_000;
    private static final long HARDLY_UNDER_EACH = 30_000;
    /** Of three orders one is drawn, and there are crashes and disks in one of them only. */
    private static final long DRAWN = 3;

    private static final String LINK = "SayHi OnHi Meet Greet Submit Retransmit OnAck OnData Advance SendAck OnOldData";
    private static final String TREE = "OnAttach OnDetach DropKid Ping Poll Retry Refresh OnAccept OnBusy GiveUp Leave";
    private static final String STREAM = "Subscribe Accept Unsubscribe OnUnsub Close OnClose DropStale LinkReset";
    private static final String MULTICAST = "Multicast Receive";
    private static final String FORGET = "Truncate Refuse AskSnapshot OnAsk TakeSnapshot Install";
    private static final String LOG = "CrashRestart Append OnAppend Persist Commit OnCommit NewEpoch OnNew Sync Adopt";

    /** Those that one fault brings about and others have no part in, or that seldom come at all. */
    private static final Set<String> SELDOM_UNDER_SOME = Set.of("OnBusy", "OnClose", "Refuse", "AskSnapshot", "OnAsk",
            "TakeSnapshot", "Install");
    /** Those, too, when the nodes are programs. */
    private static final Set<String> SELDOM_IN_PROGRAMS = Set.of("OnBusy", "OnClose", "GiveUp", "Leave", "DropKid");

    private final Set<String> seldom;
    private final long slower;
    private final List<Goals.Action> all = new ArrayList<>();

    private Actions(Set<String> seldom, long slower) {
        this.seldom = seldom;
        this.slower = slower;
    }

    /** Of the core alone. */
    public static Goals of(Workload workload) {
        Actions actions = new Actions(SELDOM_UNDER_SOME, 1);
        actions.everywhere();
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
        Map<Sometimes, Long> sometimes = new EnumMap<>(Sometimes.class);
        soon(sometimes, Sometimes.NOT_ASKED, Sometimes.DOWN_TOGETHER, Sometimes.CRASHES_PAUSED);
        switch (workload) {
            case FIFO, CAUSAL -> {
                String cast = workload == Workload.FIFO ? "FifoTree" : "TreeCast";
                actions.add(cast, MULTICAST);
                actions.add(cast, FORGET);
                // The application must be given something between the request for a snapshot and its arrival.
                actions.all.add(new Goals.Action(cast + ".Decline", SELDOM, HARDLY_UNDER_EACH));
                if (workload == Workload.FIFO) { // a log must be full, and its oldest entry still wait
                    actions.all.add(new Goals.Action(cast + ".Rotate", SELDOM, HARDLY_UNDER_EACH));
                }
                kinds.remove(FaultKind.SLOW_DISK); // nothing waits for it
            }
            case TOTAL -> {
                actions.add("EpochLog", LOG);
                actions.all.add(new Goals.Action("EpochLog.TakeSnapshot", SOON, SOON_UNDER_EACH));
                // A follower of the present epoch must have fallen behind the root's snapshot, by losses alone.
                actions.all.add(new Goals.Action("EpochLog.GapSnapshot", SELDOM, HARDLY_UNDER_EACH));
                soon(sometimes, Sometimes.COMMITTED, Sometimes.NO_QUORUM, Sometimes.FATE_UNKNOWN,
                        Sometimes.BACK_PRESSURED, Sometimes.CRASHES_UNSYNCED, Sometimes.PAUSED_IN_SYNC);
            }
        }
        return Goals.of(actions.all, kinds, sometimes);
    }

    /**
     * Of node programs that multicast in one of these orders, which their seeds draw. They retain so much that they never come to
     * a snapshot.
     *
     * @param orders none for programs that have nothing to say to each other
     */
    public static Goals ofProgram(Set<Workload> orders, Map<Sometimes, Long> sometimes) {
        if (orders.isEmpty()) {
            return Goals.of(List.of(), Set.of(), sometimes);
        }
        long slower = orders.size() == 1 ? 1 : DRAWN;
        Actions common = new Actions(SELDOM_IN_PROGRAMS, slower);
        common.everywhere();
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
        if (orders.contains(Workload.TOTAL)) {
            common.add("EpochLog", LOG);
        }
        Set<FaultKind> withoutDisks = EnumSet.complementOf(EnumSet.of(FaultKind.CRASH, FaultKind.SLOW_DISK));
        Actions casts = new Actions(SELDOM_IN_PROGRAMS, slower);
        if (orders.contains(Workload.FIFO)) {
            casts.add("FifoTree", MULTICAST);
        }
        if (orders.contains(Workload.CAUSAL)) {
            casts.add("TreeCast", MULTICAST);
        }
        return Goals.of(common.all, orders.contains(Workload.TOTAL) ? kinds : withoutDisks, sometimes)
                .and(Goals.of(casts.all, withoutDisks, Map.of()));
    }

    /** After {@link Campaign#COVERING_SEEDS} runs. */
    public static void soon(Map<Sometimes, Long> to, Sometimes... what) {
        for (Sometimes one : what) {
            to.put(one, SOON);
        }
    }

    private void everywhere() {
        add("ArqLink", LINK);
        add("Detector", "Suspect Trust");
        add("Tree", TREE);
        add("FifoTree", STREAM); // both casts keep their streams, whether something is multicast on them or not
        add("TreeCast", STREAM);
    }

    private void add(String module, String actions) {
        for (String action : actions.split(" ")) {
            all.add(new Goals.Action(module + "." + action, SOON,
                    slower * (seldom.contains(action) ? SELDOM_UNDER_EACH : SOON_UNDER_EACH)));
        }
    }
}
