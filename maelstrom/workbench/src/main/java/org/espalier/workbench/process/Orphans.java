package org.espalier.workbench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Ends processes together with everything they started.
 *
 * <p>Descendants are found by the process table; those that cut loose from their parent are found by a variable in
 * their environment, where the system shows it (Linux).
 */
final class Orphans {

    /** The environment variable that every node's process tree inherits. */
    static final String MARK = "ESPALIER_RUN";

    private static final int ROUNDS = 5;
    private static final long WAIT_MILLIS = 5_000;

    private Orphans() {}

    /** Kills the process and its descendants, and waits, with a bound, until they are gone. */
    static void killTree(ProcessHandle root) throws InterruptedException {
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> seen = new LinkedHashSet<>(tree);
            seen.add(root);
            Set<ProcessHandle> now = new LinkedHashSet<>(seen);
            seen.forEach(p -> p.descendants().forEach(now::add));
            now.forEach(ProcessHandle::destroyForcibly);
            if (now.equals(tree)) {
                break;
            }
            tree.addAll(now);
        }
        await(tree);
    }

    private static void await(Set<ProcessHandle> processes) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        for (ProcessHandle p : processes) {
            while (p.isAlive() && !zombie(p) && System.nanoTime() < deadline) {
                Thread.sleep(2);
            }
        }
    }

    /** Dead, and only waiting for a parent that may never ask: the first process of a container often does not. */
    private static boolean zombie(ProcessHandle p) {
        return state(p) == 'Z';
    }

    /** The letter by which the system calls a process's state; a blank when it is gone, or where there is no /proc. */
    static char state(ProcessHandle p) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(p.pid()), "stat"),
                    StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return ' ';
        }
    }

    /** Kills whatever still carries the mark of this run, and waits, with a bound, until it is gone. */
    static void sweep(String run) throws InterruptedException {
        byte[] mark = (MARK + "=" + run).getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            Set<ProcessHandle> rest = new LinkedHashSet<>();
            ProcessHandle.allProcesses().filter(p -> p.pid() != ProcessHandle.current().pid() && carries(p, mark))
                    .forEach(rest::add);
            if (rest.isEmpty()) {
                return;
            }
            rest.forEach(ProcessHandle::destroyForcibly);
            await(rest);
        }
    }

    private static boolean carries(ProcessHandle p, byte[] mark) {
        Path environ = Path.of("/proc", Long.toString(p.pid()), "environ");
        try {
            return contains(Files.readAllBytes(environ), mark);
        } catch (IOException e) {
            return false; // gone, another user's, or a system without /proc
        }
    }

    private static boolean contains(byte[] text, byte[] word) {
        outer : for (int i = 0; i + word.length <= text.length; i++) {
            for (int k = 0; k < word.length; k++) {
                if (text[i + k] != word[k]) {
                    continue outer;
                }
            }
            return true;
        }
        return false;
    }
}
