package org.espalier.workbench.process;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.espalier.workbench.net.Inbox;
import org.espalier.workbench.net.Malformed;
import org.espalier.workbench.net.Message;
import org.espalier.workbench.net.Network;
import org.espalier.workbench.net.Overrun;
import org.espalier.workbench.net.Wire;
import org.jspecify.annotations.Nullable;

/**
 * One life of a node: a process whose standard output is read into the network and whose standard input is fed from its
 * inbox.
 *
 * <p>Three threads each: one that writes what is due, one that reads lines, one that keeps the log. As in Maelstrom the
 * program is started by its real path, in a directory that is not its own.
 */
public final class NodeProcess {

    private static final int BATCH = 256;
    private static final long SETTLE_MILLIS = 2_000;
    /** What is due to a paused node is kept up to so many bytes, and beyond them in its inbox. */
    private static final int HELD_BYTES = 16 << 20;
    private static final long HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /**
     * How to run a node.
     *
     * @param bin the program
     * @param args its arguments
     * @param directory where it runs
     * @param run a word that marks all processes of this run
     */
    public record Program(Path bin, List<String> args, Path directory, String run) {}

    /**
     * Where a node's standard error goes.
     *
     * @param file to its end
     * @param heading a line of ours before it; empty for none
     * @param echo is shown the lines, too
     */
    public record Log(Path file, String heading, @Nullable Echo echo) {}

    /** Takes what a node wrote to its standard error. */
    public interface Echo {
        void line(String node, String line);
    }

    private final String name;
    private final Process process;
    private final Network network;
    private final Inbox inbox;
    private final Log log;
    private final Consumer<NodeFault> alarm;
    private final Tail stderrTail = new Tail();
    private final List<Thread> threads = new ArrayList<>();
    /** Held by who stops the process or lets it go on. */
    private final Object signals = new Object();
    private volatile boolean stopping;
    private volatile boolean paused;
    private volatile @Nullable Slowness slowness;

    private NodeProcess(String name, Process process, Network network, Log log, Consumer<NodeFault> alarm) {
        this.name = name;
        this.process = process;
        this.network = network;
        this.inbox = network.inbox(name);
        this.log = log;
        this.alarm = alarm;
    }

    /**
     * Starts a node.
     *
     * @param alarm is told, on any thread, when the node breaks the rules; may be told more than once
     */
    public static NodeProcess start(String name, Program program, Network network, Log log,
            Consumer<NodeFault> alarm) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.bin().toRealPath().toString());
        command.addAll(program.args());
        ProcessBuilder builder = new ProcessBuilder(command).directory(program.directory().toFile());
        builder.environment().put(Orphans.MARK, program.run());
        NodeProcess node = new NodeProcess(name, builder.start(), network, log, alarm);
        node.thread("stderr", node::readStderr);
        node.thread("stdout", node::readStdout);
        node.thread("stdin", node::writeStdin);
        CompletableFuture<Void> unused = node.process.onExit().thenAccept(p -> node.exited());
        return node;
    }

    private interface Loop {
        void run() throws IOException, InterruptedException;
    }

    private void thread(String stream, Loop loop) {
        Thread thread = new Thread(() -> {
            try {
                loop.run();
            } catch (IOException e) {
                brokenStream(stream);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, name + " " + stream);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    public String name() {
        return name;
    }

    /** The last lines it wrote to its standard error. */
    public List<String> lastLines() {
        return stderrTail.lines();
    }

    /** A fault of this node. */
    public NodeFault fault(NodeFault.Kind kind, String story) {
        return new NodeFault(name, kind, story, lastLines());
    }

    private void writeStdin() throws IOException, InterruptedException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(1 << 14);
        OutputStream stdin = process.getOutputStream();
        while (!inbox.closed()) {
            if (lines.size() >= HELD_BYTES) {
                TimeUnit.NANOSECONDS.sleep(HOLD_NANOS);
            } else {
                for (Message m : inbox.take(BATCH, paused ? network.now() + HOLD_NANOS : Long.MAX_VALUE)) {
                    Wire.write(m, lines);
                }
            }
            if (!paused) { // else a full pipe would keep messages in the inbox, where a cut would meet them too late
                lines.writeTo(stdin);
                stdin.flush();
                lines.reset();
            }
        }
    }

    private void readStdout() throws IOException {
        new Lines(process.getInputStream()).forEach(this::message);
        brokenStream("stdout");
    }

    private void message(byte[] line, int length) {
        if (stopping) {
            return;
        }
        try {
            Wire.Envelope envelope = Wire.parse(line, length);
            if (!envelope.src().equals(name)) {
                throw new Malformed("its \"src\" is \"" + envelope.src() + "\", not " + name);
            }
            if (!network.send(inbox, envelope.dest(), envelope.body()) && !network.wasClient(envelope.dest())) {
                raise(NodeFault.Kind.NO_SUCH_DESTINATION, "sent a message to \"" + envelope.dest()
                        + "\", which is no node, no client and none of the services ("
                        + String.join(", ", network.services())
                        + "): " + quote(line, length));
            }
        } catch (Malformed e) {
            raise(NodeFault.Kind.GARBAGE,
                    "printed a line to stdout that is no message (" + e.getMessage() + "): " + quote(line, length));
        } catch (Overrun e) {
            alarm.accept(new NodeFault(e.receiver(), NodeFault.Kind.STUCK,
                    "has left " + Inbox.MAX_PENDING + " messages unread", List.of()));
        }
    }

    private static String quote(byte[] line, int length) {
        String text = new String(line, 0, Math.min(length, 200), StandardCharsets.UTF_8);
        return "`" + text + (length > 200 ? "…" : "") + "`";
    }

    private void readStderr() throws IOException {
        Echo echo = log.echo();
        try (OutputStream to = new BufferedOutputStream(
                Files.newOutputStream(log.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            if (!log.heading().isEmpty()) {
                to.write((log.heading() + "\n").getBytes(StandardCharsets.UTF_8));
                to.flush();
            }
            Lines lines = new Lines(process.getErrorStream());
            lines.forEach((line, length) -> {
                stderrTail.add(line, length);
                to.write(line, 0, length);
                to.write('\n');
                to.flush();
                if (echo != null) {
                    echo.line(name, new String(line, 0, length, StandardCharsets.UTF_8));
                }
            });
        }
    }

    /** A stream ended: normal when the process ends too, which then is told by its exit status. */
    private void brokenStream(String stream) {
        try {
            if (!stopping && !stream.equals("stderr") && !process.waitFor(SETTLE_MILLIS, TimeUnit.MILLISECONDS)
                    && !stopping) {
                raise(NodeFault.Kind.STUCK, "closed its " + stream + " and goes on running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void exited() {
        if (!stopping) {
            try {
                threads.get(0).join(SETTLE_MILLIS); // its last words
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            raise(NodeFault.Kind.CRASHED, "ended on its own with exit status " + process.exitValue());
        }
    }

    private void raise(NodeFault.Kind kind, String story) {
        if (!stopping) {
            alarm.accept(fault(kind, story));
        }
    }

    /** From now on nothing that the node does is a fault. */
    public void release() {
        stopping = true;
    }

    /**
     * Ends the node and all that it started, as a loss of power would. Waits, with a bound, until it is gone. Nothing reaches
     * it any more, until its inbox is opened for the next life.
     */
    public void kill() throws InterruptedException {
        stopping = true;
        Slowness slowed = slowness;
        if (slowed != null) {
            slowed.end();
        }
        inbox.shut();
        inbox.lenient(false);
        threads.forEach(Thread::interrupt); // the one that feeds it must not take what is for the next life
        Orphans.killTree(process.toHandle());
        for (Thread thread : threads) {
            thread.join(SETTLE_MILLIS);
        }
    }

    /** Whether it lives, as far as the workbench meant it to. */
    public boolean isRunning() {
        return !stopping && process.isAlive();
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        return paused;
    }

    /** Whether it is slowed. */
    public boolean isSlowed() {
        return slowness != null;
    }

    /** Stops the node and all that it started in the middle of what they do. What is sent to it waits. */
    public void pause() throws IOException, InterruptedException {
        synchronized (signals) {
            paused = true;
            inbox.lenient(true);
            Signals.stopTree(process.toHandle());
        }
    }

    /** Lets a paused node go on. */
    public void resume() throws IOException, InterruptedException {
        synchronized (signals) {
            Signals.continueTree(process.toHandle());
            inbox.lenient(isSlowed());
            paused = false;
        }
    }

    /** From now on the node and all that it started run only a small part of the time. */
    public void slow() {
        inbox.lenient(true);
        slowness = Slowness.begin(name, this::brake);
    }

    /** Lets a slowed node run all the time, unless it is paused. */
    public void fullSpeed() throws InterruptedException {
        Slowness slowed = slowness;
        if (slowed != null) {
            slowed.end();
            slowness = null;
            inbox.lenient(paused);
        }
    }

    /** A paused node stands still whatever else is done to it, and one that is gone may not be mistaken for another. */
    private void brake(boolean stop) throws IOException, InterruptedException {
        synchronized (signals) {
            if (paused || stopping || !process.isAlive()) {
                return;
            }
            if (stop) {
                Signals.stopTree(process.toHandle());
            } else {
                Signals.continueTree(process.toHandle());
            }
        }
    }

    /** Kills whatever the nodes of a run started and cut loose; waits, with a bound, until it is gone. */
    public static void sweep(String run) throws InterruptedException {
        Orphans.sweep(run);
    }
}
