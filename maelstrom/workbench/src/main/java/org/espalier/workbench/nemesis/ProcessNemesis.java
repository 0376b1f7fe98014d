package org.espalier.workbench.nemesis;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Kills nodes and starts them again, pauses and resumes them, slows them down for a while. Where several of these are asked
 * for, each deed is one of them, so that some nodes may be killed while others are paused. The first deed waits, so that there is something to be lost.
 */
public final class ProcessNemesis extends Nemesis {

    private final List<FaultKind> kinds;
    private final Optional<Targets> wanted;
    private final List<String> names;
    private final Nodes nodes;
    /** From what somebody suffers now. */
    private final Set<FaultKind> raging = EnumSet.noneOf(FaultKind.class);

    /**
     * @param kinds one or more of those that {@linkplain FaultKind#isOfProcesses strike processes}
     * @param targets how many nodes are struck; any number each time, when empty
     */
    public ProcessNemesis(Duration interval, Set<FaultKind> kinds, Optional<Targets> targets, List<String> names,
            Nodes nodes, Chronicle chronicle, Random random) {
        super("process nemesis", interval, false, chronicle, random);
        this.kinds = List.copyOf(EnumSet.copyOf(kinds));
        this.wanted = targets;
        this.names = names;
        this.nodes = nodes;
    }

    /** A kind is drawn each time; if nobody suffers from it, somebody does now, and else nobody does any more. */
    @Override
    void turn() throws InterruptedException {
        FaultKind kind = kinds.get(random.nextInt(kinds.size()));
        if (raging.contains(kind)) {
            mend(kind);
        } else {
            List<Targets> all = List.of(Targets.values());
            Targets any = all.get(random.nextInt(all.size()));
            harm(kind, wanted.orElse(any));
        }
    }

    private void harm(FaultKind kind, Targets targets) throws InterruptedException {
        List<String> victims = targets.draw(names, random);
        chronicle.plan(kind.label(), targets.label());
        raging.add(kind);
        chronicle.begins(kind, Set.copyOf(victims));
        Map<String, String> done = switch (kind) {
            case KILL -> nodes.kill(victims);
            case PAUSE -> nodes.pause(victims);
            case SLOW -> nodes.slow(victims);
            case PARTITION, FLAPPING -> throw noProcesses(kind);
        };
        chronicle.done(kind.label(), done, words(done));
    }

    private void mend(FaultKind kind) throws InterruptedException {
        String f = switch (kind) {
            case KILL -> "start";
            case PAUSE -> "resume";
            case SLOW -> "full-speed";
            case PARTITION, FLAPPING -> throw noProcesses(kind);
        };
        chronicle.plan(f, Targets.ALL.label());
        Map<String, String> done = switch (kind) {
            case KILL -> nodes.start(names);
            case PAUSE -> nodes.resume(names);
            case SLOW -> nodes.fullSpeed(names);
            case PARTITION, FLAPPING -> throw noProcesses(kind);
        };
        raging.remove(kind);
        chronicle.ends(kind);
        chronicle.done(f, done, words(done));
    }

    private static IllegalArgumentException noProcesses(FaultKind kind) {
        return new IllegalArgumentException(kind.label() + " strikes no processes");
    }

    @Override
    void mendAll() throws InterruptedException {
        for (FaultKind kind : List.of(FaultKind.SLOW, FaultKind.PAUSE, FaultKind.KILL)) {
            if (kinds.contains(kind)) {
                mend(kind);
            }
        }
    }

    /** "killed n1 n3", for people; who was passed over is left out. */
    private static String words(Map<String, String> done) {
        Map<String, List<String>> byWord = done.entrySet().stream()
                .filter(e -> !e.getValue().endsWith("running"))
                .collect(Collectors.groupingBy(Map.Entry::getValue, java.util.TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return byWord.entrySet().stream().map(e -> e.getKey() + " " + String.join(" ", e.getValue()))
                .collect(Collectors.joining(", "));
    }
}
