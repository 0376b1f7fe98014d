package org.espalier.workbench.process;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * One node: a process whose standard output is read into the network and whose standard input is fed from its inbox.
 *
 * <p>Three threads each: one that writes what is due, one that reads lines, one that keeps the log. As in Maelstrom the
 * program is started by its real path, in the system's directory for temporary files.
 */
public final class NodeProcess {

    private static final int BATCH = 256;
    private static final long SETTLE_MILLIS = 2_000;

    /**
     * How to run a node.
     *
     * @param bin the program
     * @param args its arguments
     * @param directory where it runs
     * @param run a word that marks all processes of this run
     */
    public record Program(Path bin, List<String> args, Path directory, String run) {}

    /** Takes what a node wrote to its standard error. */
    public interface Echo {
        void line(String node, String line);
    }

    private final String name;
    private final Process process;
    private final Network network;
    private final Inbox inbox;
    private final Path logFile;
    private final Consumer<NodeFault> alarm;
    private final @Nullable Echo echo;
    private final Tail stderrTail = new Tail();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    private NodeProcess(String name, Process process, Network network, Path logFile, Consumer<NodeFault> alarm,
            @Nullable Echo echo) {
        this.name = name;
        this.process = process;
        this.network = network;
        this.inbox = network.inbox(name);
        this.logFile = logFile;
        this.alarm = alarm;
        this.echo = echo;
    }

    /**
     * Starts a node.
     *
     * @param alarm is told, on any thread, when the node breaks the rules; may be told more than once
     * @param echo is shown the node's standard error, which {@code logFile} keeps in any case
     */
    public static NodeProcess start(String name, Program program, Network network, Path logFile,
            Consumer<NodeFault> alarm, @Nullable Echo echo) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.bin().toRealPath().toString());
        command.addAll(program.args());
        ProcessBuilder builder = new ProcessBuilder(command).directory(program.directory().toFile());
        builder.environment().put(Orphans.MARK, program.run());
        NodeProcess node = new NodeProcess(name, builder.start(), network, logFile, alarm, echo);
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
            for (Message m : inbox.take(BATCH, Long.MAX_VALUE)) {
                Wire.write(m, lines);
            }
            lines.writeTo(stdin);
            stdin.flush();
            lines.reset();
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
                        + "\", which does not exist (the workbench runs no services): " + quote(line, length));
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
        try (OutputStream log = new BufferedOutputStream(Files.newOutputStream(logFile))) {
            Lines lines = new Lines(process.getErrorStream());
            lines.forEach((line, length) -> {
                stderrTail.add(line, length);
                log.write(line, 0, length);
                log.write('\n');
                log.flush();
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

    /** Ends the node and all that it started. Waits, with a bound, until it is gone. */
    public void kill() throws InterruptedException {
        stopping = true;
        inbox.close();
        Orphans.killTree(process.toHandle());
        for (Thread thread : threads) {
            thread.join(SETTLE_MILLIS);
        }
    }

    /** Kills whatever the nodes of a run started and cut loose; waits, with a bound, until it is gone. */
    public static void sweep(String run) throws InterruptedException {
        Orphans.sweep(run);
    }
}
