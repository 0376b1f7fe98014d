package org.espalier.workbench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Stops and continues processes together with everything they started.
 *
 * <p>Java knows no signals but those that end a process, so the shell's own {@code kill} sends them.
 */
final class Signals {

    private static final int ROUNDS = 5;
    private static final long WAIT_MILLIS = 10_000;

    private Signals() {}

    /** Stops the process and its descendants; waits, with a bound, until the system says that they are stopped. */
    static void stopTree(ProcessHandle root) throws IOException, InterruptedException {
        Set<ProcessHandle> stopped = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> fresh = tree(root);
            fresh.removeAll(stopped);
            if (fresh.isEmpty()) {
                return;
            }
            send("STOP", fresh);
            await(fresh); // a stopped process starts nothing: the next round finds what it had started until then
            stopped.addAll(fresh);
        }
    }

    /** Lets the process and its descendants go on. */
    static void continueTree(ProcessHandle root) throws IOException, InterruptedException {
        send("CONT", tree(root));
    }

    private static Set<ProcessHandle> tree(ProcessHandle root) {
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        tree.add(root);
        root.descendants().forEach(tree::add);
        return tree;
    }

    /** One that is gone by now is passed over, and the others get it all the same. */
    private static void send(String signal, Set<ProcessHandle> to) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "for p; do kill -s \"$0\" \"$p\" 2>/dev/null; done", signal));
        to.forEach(p -> command.add(Long.toString(p.pid())));
        Process kill = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!kill.waitFor(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
            kill.destroyForcibly();
            throw new IOException("kill -s " + signal + " did not return");
        }
    }

    private static void await(Set<ProcessHandle> processes) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        for (ProcessHandle p : processes) {
            while (p.isAlive() && Orphans.state(p) != ' ' && "TtZ".indexOf(Orphans.state(p)) < 0
                    && System.nanoTime() < deadline) {
                Thread.sleep(1);
            }
        }
    }
}
