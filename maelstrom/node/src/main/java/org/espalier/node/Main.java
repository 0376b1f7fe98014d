package org.espalier.node;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;

import org.espalier.core.log.StorageException;

/**
 * The node program: {@code espalier-node WORKLOAD [flags]}, one process per node, speaking the Maelstrom protocol on stdin
 * and stdout. It ends when stdin does.
 */
public final class Main {

    /** Stdin has ended. */
    static final int GOOD = 0;
    /** The command line cannot be used. */
    static final int BAD_ARGUMENTS = 254;
    /** The node met a defect of its own, or lost its disk or its stdout. */
    static final int CRASH = 255;

    private static final String MUTANTS = "org.espalier.node.mutant.Mutants";

    private Main() {}

    public static void main(String[] args) {
        int code = run(args, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out),
                System.err, System.currentTimeMillis());
        if (code != GOOD) {
            System.exit(code);
        }
    }

    /**
     * Runs one node until its input ends.
     *
     * @param out where the protocol goes, and nothing else
     * @param incarnation this life of the node, greater than any before it that is not on disk
     * @return the process's exit code
     */
    static int run(String[] args, InputStream in, OutputStream out, PrintStream err, long incarnation) {
        Diagnostics diagnostics = new Diagnostics(err);
        Options options;
        Variant variant;
        try {
            options = Options.parse(args);
            variant = options == null || options.mutant() == null ? Variant.SOUND : mutant(options.mutant());
        } catch (BadArguments e) {
            diagnostics.say(e.getMessage() + " (see espalier-node --help)");
            return BAD_ARGUMENTS;
        }
        if (options == null) {
            err.print(Options.HELP); // not on stdout, which belongs to the protocol
            err.flush();
            return GOOD;
        }
        try {
            Server server = new Server(options, variant, lives(options, incarnation, diagnostics), diagnostics);
            try {
                new EventLoop(in, out, server, diagnostics).run();
            } finally {
                server.close();
                diagnostics.end();
            }
            return GOOD;
        } catch (IOException e) {
            diagnostics.say("stdout cannot be written any more: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            diagnostics.say("interrupted");
        } catch (StorageException e) {
            diagnostics.say(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            diagnostics.defect(e);
        }
        return CRASH;
    }

    /** How lives begin: with a log on disk, or without one. */
    static Life.Source lives(Options options, long incarnation, Diagnostics diagnostics) {
        Path data = options.data();
        return data == null
                ? Life.forgetful(incarnation)
                : new DataDirectory(data, options.workload(), incarnation, diagnostics);
    }

    /** A defect from the jar that carries them, which is there only when the launcher has put it there. */
    private static Variant mutant(String name) throws BadArguments {
        try {
            if (Class.forName(MUTANTS).getConstructor().newInstance() instanceof Function<?, ?> mutants) {
                @SuppressWarnings("unchecked")
                Function<String, Variant> byName = (Function<String, Variant>) mutants;
                return byName.apply(name);
            }
        } catch (IllegalArgumentException e) {
            throw new BadArguments("--mutant: " + e.getMessage());
        } catch (ReflectiveOperationException e) {
            // said below
        }
        throw new BadArguments(
                "--mutant needs espalier-node-mutants.jar on the class path: the node has no defects of its own");
    }
}
