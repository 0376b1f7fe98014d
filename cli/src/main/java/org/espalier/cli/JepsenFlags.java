package org.espalier.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/**
 * Flags that {@code maelstrom test} has from Jepsen: other ways to name the nodes, and those about machines that are reached by
 * SSH, which are taken so that scripts need no change, and of which is said that they mean nothing here.
 */
final class JepsenFlags {

    @Option(names = {"-n",
            "--node"}, paramLabel = "NAME", description = "A node's name; may be given many times. Adds to --nodes and --nodes-file.")
    private List<String> node = new ArrayList<>();

    @Option(names = "--nodes-file", paramLabel = "FILE", description = "A file with a node's name on each line.")
    private @Nullable Path nodesFile;

    @Option(names = "--test-count", paramLabel = "N", defaultValue = "1", description = "Run so many times, each with the seed after the last one's, until one run is not valid (default: ${DEFAULT-VALUE}).")
    private int testCount;

    @Option(names = "--leave-db-running", hidden = true)
    private boolean leaveDbRunning;

    @Option(names = "--logging-json", hidden = true)
    private boolean loggingJson;

    @Option(names = "--no-ssh", hidden = true)
    private boolean noSsh;

    @Option(names = "--strict-host-key-checking", hidden = true)
    private boolean strictHostKeyChecking;

    @Option(names = "--username", hidden = true)
    private @Nullable String username;

    @Option(names = "--password", hidden = true)
    private @Nullable String password;

    @Option(names = "--ssh-private-key", hidden = true)
    private @Nullable String sshPrivateKey;

    /** How many runs there are at most. */
    int testCount() {
        if (testCount < 1) {
            throw new BadInput("--test-count: at least 1, not " + testCount);
        }
        return testCount;
    }

    /**
     * All names that were given, those of {@code --nodes} in the middle; of none the default.
     *
     * @param listed what {@code --nodes} says
     */
    List<String> nodes(@Nullable String listed, String usual) {
        List<String> names = new ArrayList<>(node);
        if (listed != null) {
            names.addAll(List.of(listed.split("\\s*,\\s*")));
        }
        if (nodesFile != null) {
            try {
                Files.readAllLines(nodesFile).stream().map(String::strip).filter(name -> !name.isEmpty())
                        .forEach(names::add);
            } catch (IOException e) {
                throw new BadInput("--nodes-file: " + nodesFile + " cannot be read (" + e + ")");
            }
        }
        return names.isEmpty() ? List.of(usual.split(",")) : names;
    }

    /** One line for each flag that was given and changes nothing. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        note(notes, leaveDbRunning, "--leave-db-running changes nothing: nodes end with their run");
        note(notes, loggingJson, "--logging-json changes nothing: --json prints the results as JSON");
        String local = " changes nothing: all nodes are processes on this machine";
        note(notes, noSsh, "--no-ssh" + local);
        note(notes, strictHostKeyChecking, "--strict-host-key-checking" + local);
        note(notes, username != null, "--username" + local);
        note(notes, password != null, "--password" + local);
        note(notes, sshPrivateKey != null, "--ssh-private-key" + local);
        return notes;
    }

    private static void note(List<String> notes, boolean given, String note) {
        if (given) {
            notes.add(note);
        }
    }
}
